import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { CheckedItem, IntegrityReport, Progress } from '@shared/domain/safety'
import { setAssetMissing } from '../db/commands/asset'
import { type AssetFileFacts, countAssets, findAssetBySha256 } from '../db/queries/asset'
import { errorCode } from './disk'
import { fileBatches, foldersIn } from './file-batches'
import { assetFilePath } from './folders'
import type { HashThread } from './hash-thread'
import type { LibraryContext } from './library-context'

const BATCH = 100
/** More than a person reads; the rest is counted by the grid's own badge. */
const MAX_LISTED = 500

export interface IntegrityCheck {
  readonly context: LibraryContext
  readonly hashes: HashThread
  readonly onProgress: (progress: Progress) => void
  readonly signal: AbortSignal
}

/** Reads every file of the library and compares it with its row; the rows then say what is missing. */
export async function checkIntegrity(check: IntegrityCheck): Promise<IntegrityReport> {
  const { context, signal, onProgress } = check
  const total = await countAssets(context.db)
  const missing: CheckedItem[] = []
  const changed: CheckedItem[] = []
  let checked = 0
  for await (const batch of fileBatches(context.db, BATCH, signal)) {
    for (const asset of batch) {
      if (signal.aborted) break
      const state = await judge(check, asset)
      if (state !== 'good') (state === 'missing' ? missing : changed).push({ assetId: asset.id, title: asset.title })
      if ((state === 'missing') !== asset.isMissing) await noteMissing(context, asset, state === 'missing')
      checked += 1
    }
    onProgress({ done: checked, total: Math.max(total, checked) })
  }
  return {
    finishedAtMs: context.clock.nowMs(),
    checked,
    missing: missing.slice(0, MAX_LISTED),
    changed: changed.slice(0, MAX_LISTED),
    orphaned: signal.aborted ? 0 : await countOrphans(context),
  }
}

async function judge(
  { context, hashes }: IntegrityCheck,
  asset: AssetFileFacts,
): Promise<'good' | 'missing' | 'changed'> {
  try {
    const { sha256 } = await hashes.hash(assetFilePath(context.folders, asset))
    return sha256 === asset.sha256 ? 'good' : 'changed'
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return 'missing'
    // A file that cannot be read is as good as changed: its content is not what was stored.
    return 'changed'
  }
}

async function noteMissing(context: LibraryContext, asset: AssetFileFacts, isMissing: boolean): Promise<void> {
  if (context.db.readOnlyReason) return
  context.news.changed(await setAssetMissing(context.db, asset.id, isMissing), [asset.id])
}

async function countOrphans(context: LibraryContext): Promise<number> {
  let orphaned = 0
  for await (const { sha256 } of storedFiles(context)) {
    if (!(await findAssetBySha256(context.db, sha256))) orphaned += 1
  }
  return orphaned
}

/** Every file below `files/`, by the hash in its name; sidecars and strange names are left out. */
export async function* storedFiles(
  context: Pick<LibraryContext, 'folders'>,
): AsyncIterable<{ readonly path: string; readonly name: string; readonly sha256: string }> {
  for (const first of await foldersIn(context.folders.files)) {
    for (const second of await foldersIn(join(context.folders.files, first))) {
      const folder = join(context.folders.files, first, second)
      for (const name of await readdir(folder).catch(() => [])) {
        const sha256 = STORED_NAME.exec(name)?.[1]
        if (sha256) yield { path: join(folder, name), name, sha256 }
      }
    }
  }
}

const STORED_NAME = /^([0-9a-f]{64})\.(?!xmp$)[a-z0-9]{1,8}$/
