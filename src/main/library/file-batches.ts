import { readdir } from 'node:fs/promises'
import type { Database } from '../db/database'
import { type AssetFileFacts, listFilesAfter } from '../db/queries/asset'

/** The files of all rows in the order of their ids, so many at a time; ends where the signal says so. */
export async function* fileBatches(
  db: Database,
  size: number,
  signal: AbortSignal,
): AsyncIterable<readonly AssetFileFacts[]> {
  let afterId = ''
  while (!signal.aborted) {
    const batch = await listFilesAfter(db, afterId, size)
    const last = batch.at(-1)
    if (!last) return
    afterId = last.id
    yield batch
  }
}

/** Names of the folders in a folder; none where there is no such folder. */
export async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}
