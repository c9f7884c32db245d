import { copyFile, constants, link, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import { type AssetFileFacts, loadAssetFiles } from '../db/queries/asset'
import { errorCode, onDisk } from './disk'
import { exportName } from './file-names'
import { assetFilePath } from './folders'
import type { LibraryContext } from './library-context'

/** Real files with good names, for other programs. */
export interface Exporting {
  /** @returns paths in the order of the ids; assets without a file are left out. @throws AppError `not-found` when none is left */
  readonly namedFiles: (assetIds: readonly string[]) => Promise<readonly string[]>
  /** Copies into a folder; what is there already is never overwritten. @returns how many were saved */
  readonly saveTo: (assetIds: readonly string[], folder: string) => Promise<number>
  /** Removes what earlier drags left. */
  readonly tidy: () => Promise<void>
}

export function createExporting(context: LibraryContext): Exporting {
  const filesOf = async (assetIds: readonly string[]) => {
    const assets = await loadAssetFiles(context.db, assetIds)
    const found = await Promise.all(
      assets.map(async (asset) => ({
        asset,
        path: assetFilePath(context.folders, asset),
        isThere: await isThere(assetFilePath(context.folders, asset)),
      })),
    )
    const present = found.filter((file) => file.isThere)
    if (present.length === 0) {
      throw new AppError({
        code: 'not-found',
        message: 'The file is no longer in the library folder.',
        nextStep: 'none',
      })
    }
    return present
  }
  return {
    namedFiles: (assetIds) =>
      onDisk(async () => {
        const folder = context.folders.drag
        await mkdir(folder, { recursive: true })
        const files = await filesOf(assetIds)
        return Promise.all(files.map(({ asset, path }) => nameFile(asset, path, folder)))
      }),
    saveTo: (assetIds, folder) =>
      onDisk(async () => {
        const files = await filesOf(assetIds)
        for (const { asset, path } of files) await copyUnderFreeName(path, folder, exportName(asset), asset.extension)
        return files.length
      }),
    tidy: async () => {
      const names = await readdir(context.folders.drag).catch(() => [])
      await Promise.all(names.map((name) => rm(join(context.folders.drag, name), { force: true })))
    },
  }
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

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
