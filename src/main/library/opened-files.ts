import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setInterval as every } from 'node:timers/promises'
import { DAY_MS, SECOND_MS } from '@shared/lib/durations'
import { findAssetBySha256, loadAssetFile } from '../db/queries/asset'
import { createLogger, detach } from '../log/logger'
import { onDisk } from './disk'
import type { PresentFile } from './exporting'
import { exportName } from './file-names'
import { hashFile, readChunks, writeHashed } from './hashing'
import type { Importing } from './importing'
import type { LibraryContext } from './library-context'

const log = createLogger('library.opened-files')

/** A program that still writes has touched its file within this time. */
const QUIET_MS = 1_500
const LOOK_MS = 2 * SECOND_MS
/** A program may stay open for days; its copy does too. */
const KEPT_MS = 7 * DAY_MS
const MAX_BYTES = 16 * 1024 * 1024 * 1024

/** A copy for another program, as it was when it was last looked at. */
interface OpenedCopy {
  readonly assetId: string
  readonly name: string
  readonly path: string
}

/**
 * Copies that other programs open. The library's own files are named by their content and must never change; what a
 * program saves into its copy comes back as a new item, an edit of the first.
 */
export function createOpenedFiles(context: LibraryContext, importing: Importing) {
  const folder = context.folders.opened
  /** Time of the last change that was looked at, by path. */
  const seen = new Map<string, number>()
  const stopping = new AbortController()
  let isWatching = false

  const copyOf = async ({ asset, path }: PresentFile): Promise<string> => {
    // A person's own file in a folder of theirs is opened itself: there they expect it to change.
    if (asset.placePath === path) return path
    const target = join(folder, asset.id, exportName(asset))
    await mkdir(join(folder, asset.id), { recursive: true })
    if (!(await stat(target).catch(() => null))) await copyFile(path, target, constants.COPYFILE_FICLONE)
    seen.set(target, (await stat(target)).mtimeMs)
    return target
  }

  const list = async (): Promise<readonly OpenedCopy[]> => {
    const assetIds = await readdir(folder).catch(() => [])
    const copies = await Promise.all(
      assetIds.map(async (assetId) => {
        const names = await readdir(join(folder, assetId)).catch(() => [])
        return names.map((name) => ({ assetId, name, path: join(folder, assetId, name) }))
      }),
    )
    return copies.flat()
  }

  /** Takes in what was saved there since it was last looked at. */
  const takeBack = async (): Promise<void> => {
    if (context.db.readOnlyReason !== null) return
    for (const copy of await list()) {
      const found = await stat(copy.path).catch(() => null)
      if (!found?.isFile() || found.mtimeMs === seen.get(copy.path)) continue
      if (Date.now() - found.mtimeMs < QUIET_MS) continue
      seen.set(copy.path, found.mtimeMs)
      await takeIn(copy)
    }
  }

  const takeIn = async ({ assetId, name, path }: OpenedCopy): Promise<void> => {
    try {
      const origin = await loadAssetFile(context.db, assetId)
      if (!origin || (await findAssetBySha256(context.db, (await hashFile(path)).sha256)) !== null) return
      const stagedPath = join(context.folders.staging, `opened-${randomUUID()}`)
      const written = await writeHashed(stagedPath, readChunks(path), MAX_BYTES)
      await importing.importStaged({
        stagedPath,
        written,
        displayName: name,
        expected: null,
        origin: 'derived',
        relations: [{ parentId: assetId, relation: 'edit' }],
      })
    } catch (error) {
      // Programs put working files of their own beside it; they are none of the library's.
      log.warn('a file that another program wrote was not taken in', { name, error })
    }
  }

  const watch = async (): Promise<void> => {
    if (isWatching) return
    isWatching = true
    for await (const _ of every(LOOK_MS, undefined, { signal: stopping.signal, ref: false })) await takeBack()
  }

  return {
    /** Paths that a program may open and change, in the order of the files. */
    prepare: (files: readonly PresentFile[]): Promise<readonly string[]> =>
      onDisk(async () => {
        const paths: string[] = []
        for (const file of files) paths.push(await copyOf(file))
        detach(
          watch().catch((error: unknown) => {
            if (!stopping.signal.aborted) throw error
          }),
          'follow what other programs save',
        )
        return paths
      }),
    takeBack,
    /**
     * What was saved while the studio was not running is taken in; copies that nobody touched for long go. What the
     * library does not have, a working file of another program for example, is nowhere else and stays.
     */
    tidy: async (): Promise<void> => {
      if (context.db.readOnlyReason !== null) return
      await takeBack()
      for (const { assetId, path } of await list()) {
        const found = await stat(path).catch(() => null)
        if (!found?.isFile() || Date.now() - found.mtimeMs <= KEPT_MS) continue
        if ((await findAssetBySha256(context.db, (await hashFile(path)).sha256)) === null) continue
        await rm(path, { force: true })
        await rmdir(join(folder, assetId)).catch(() => undefined)
      }
    },
    stop: (): void => stopping.abort(),
  }
}
