import { copyFile, constants, link, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import { type AssetFileFacts, loadAssetFiles } from '../db/queries/asset'
import { errorCode, isFile, makeFolder, onDisk } from './disk'
import type { FetchAgain } from './fetch-again'
import { exportName } from './file-names'
import { assetFilePath, storedFilePath } from './folders'
import type { LibraryContext } from './library-context'

export interface NamedFiles {
  /** In the order of the ids. */
  readonly paths: readonly string[]
  /** Titles of items whose file is gone from the disk and can no longer be fetched. */
  readonly missing: readonly string[]
  /** How many had to be fetched before. */
  readonly fetched: number
}

/** A file that lies where it can be given away. */
export interface PresentFile {
  readonly asset: AssetFileFacts
  readonly path: string
}

/** Real files with good names, for other programs. */
export interface Exporting {
  /** What is not on the disk is fetched first where that is possible. @throws AppError `not-found` when none is left */
  readonly presentFiles: (
    assetIds: readonly string[],
  ) => Promise<Omit<NamedFiles, 'paths'> & { readonly files: readonly PresentFile[] }>
  /** The same under names that a person knows. @throws AppError `not-found` when none is left */
  readonly namedFiles: (assetIds: readonly string[]) => Promise<NamedFiles>
  /** Copies into a folder; what is there already is never overwritten. */
  readonly saveTo: (
    assetIds: readonly string[],
    folder: string,
  ) => Promise<{ readonly saved: number; readonly missing: readonly string[] }>
  /** Removes what earlier drags left. */
  readonly tidy: () => Promise<void>
}

export function createExporting(context: LibraryContext, fetchAgain: FetchAgain): Exporting {
  /** Null where the file is neither here nor to be had. */
  const find = async (asset: AssetFileFacts): Promise<(PresentFile & { readonly isFetched: boolean }) | null> => {
    const path = assetFilePath(context.folders, asset)
    if (await isFile(path)) return { asset, path, isFetched: false }
    // Where the library has it besides its place in a folder of the person, or now has it again.
    const stored = storedFilePath(context.folders, asset)
    if (stored !== path && (await isFile(stored))) return { asset, path: stored, isFetched: false }
    return (await fetchAgain(asset)) ? { asset, path: stored, isFetched: true } : null
  }
  const presentFiles = async (assetIds: readonly string[]) => {
    const files: PresentFile[] = []
    const missing: string[] = []
    let fetched = 0
    for (const asset of await loadAssetFiles(context.db, assetIds)) {
      const found = await find(asset)
      if (found) files.push(found)
      else missing.push(asset.title || asset.displayName)
      if (found?.isFetched) fetched += 1
    }
    if (files.length === 0) throw notHere(missing)
    return { files, missing, fetched }
  }
  return {
    presentFiles,
    namedFiles: (assetIds) =>
      onDisk(async () => {
        const folder = context.folders.drag
        await makeFolder(folder)
        const { files, ...rest } = await presentFiles(assetIds)
        return { ...rest, paths: await Promise.all(files.map(({ asset, path }) => nameFile(asset, path, folder))) }
      }),
    saveTo: (assetIds, folder) =>
      onDisk(async () => {
        const { files, missing } = await presentFiles(assetIds)
        for (const { asset, path } of files) await copyUnderFreeName(path, folder, exportName(asset), asset.extension)
        return { saved: files.length, missing }
      }),
    tidy: async () => {
      const names = await readdir(context.folders.drag).catch(() => [])
      await Promise.all(names.map((name) => rm(join(context.folders.drag, name), { force: true })))
    },
  }
}

function notHere(titles: readonly string[]): AppError {
  const [first = ''] = titles
  const message =
    titles.length > 1
      ? `The files of these ${titles.length.toLocaleString('en')} items are not on the disk and can no longer be fetched.`
      : `The file of “${first.slice(0, 80)}” is not on the disk and can no longer be fetched.`
  return new AppError({
    code: 'not-found',
    message: `${message} Put it back where it was, or connect the disk that it is on.`,
    nextStep: 'none',
  })
}

/** A link costs nothing, so that a drag of a long film begins at once. Where there are no links it is a copy. */
async function nameFile(asset: AssetFileFacts, path: string, folder: string): Promise<string> {
  const target = join(folder, exportName(asset))
  try {
    await link(path, target)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') await copyFile(path, target, constants.COPYFILE_FICLONE)
  }
  return target
}

async function copyUnderFreeName(path: string, folder: string, name: string, extension: string): Promise<void> {
  const stem = name.slice(0, -(extension.length + 1))
  for (let number = 1; number < 1_000; number += 1) {
    const target = join(folder, number === 1 ? name : `${stem} (${number}).${extension}`)
    try {
      await copyFile(path, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
      return
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
  }
}
