import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { toFailure } from '@shared/domain/app-error'
import { COLOUR_LABELS } from '@shared/domain/asset'
import { DAY_MS, HOUR_MS } from '@shared/lib/durations'
import { setAssetMissing } from '../db/commands/asset'
import { type AssetFileFacts, findAssetBySha256 } from '../db/queries/asset'
import { listStagedNames } from '../db/queries/output'
import { createLogger } from '../log/logger'
import { linkInto } from './disk'
import { fileBatches, foldersIn } from './file-batches'
import { assetFilePath } from './folders'
import { hashFile } from './hashing'
import type { Importing, OutsideFacts } from './importing'
import type { LibraryContext } from './library-context'
import { readSidecar } from './metadata/recipe-of-file'
import { parseXmp } from './metadata/xmp'
import { quarantine } from './quarantine'
import { settleDeletions } from './trash'

const log = createLogger('library.sweeper')

export interface SweepReport {
  readonly missing: number
  readonly foundAgain: number
  readonly adopted: number
  readonly quarantined: number
  readonly partsDeleted: number
}

const MAX_PART_AGE_MS = 7 * DAY_MS
/** A file this young may be on its way to its row right now. */
const MIN_ORPHAN_AGE_MS = HOUR_MS
const BATCH = 200
const BREATH_MS = 5

/** Brings files and rows together again; runs some time after the start, in small steps, and may stop at any of them. */
export async function sweepLibrary(
  context: LibraryContext,
  importing: Importing,
  signal: AbortSignal,
): Promise<SweepReport> {
  await settleDeletions(context)
  const rows = await checkRows(context, signal)
  const orphans = await checkFiles(context, importing, signal)
  const partsDeleted = await deleteOldParts(context)
  const report = { ...rows, ...orphans, partsDeleted }
  log.info('library swept', report)
  return report
}

async function checkRows(
  context: LibraryContext,
  signal: AbortSignal,
): Promise<Pick<SweepReport, 'missing' | 'foundAgain'>> {
  let missing = 0
  let foundAgain = 0
  for await (const batch of fileBatches(context.db, BATCH, signal)) {
    for (const asset of batch) {
      const isMissing = !(await isThere(assetFilePath(context.folders, asset)))
      if (isMissing === asset.isMissing) continue
      await noteMissing(context, asset, isMissing)
      if (isMissing) missing += 1
      else foundAgain += 1
    }
    await pause(BREATH_MS)
  }
  return { missing, foundAgain }
}

async function noteMissing(context: LibraryContext, asset: AssetFileFacts, isMissing: boolean): Promise<void> {
  context.news.changed(await setAssetMissing(context.db, asset.id, isMissing), [asset.id])
}

/** Takes in files without a row, whatever their age: after a rebuild, or because a person asked for it. */
export async function adoptOrphans(
  context: LibraryContext,
  importing: Importing,
  signal: AbortSignal,
  onProgress: (seen: number) => void,
): Promise<Pick<SweepReport, 'adopted' | 'quarantined'>> {
  return checkFiles(context, importing, signal, { minAgeMs: 0, onProgress })
}

interface CheckOptions {
  readonly minAgeMs: number
  readonly onProgress?: (seen: number) => void
}

async function checkFiles(
  context: LibraryContext,
  importing: Importing,
  signal: AbortSignal,
  { minAgeMs, onProgress }: CheckOptions = { minAgeMs: MIN_ORPHAN_AGE_MS },
): Promise<Pick<SweepReport, 'adopted' | 'quarantined'>> {
  let seen = 0
  let adopted = 0
  let quarantined = 0
  for (const first of await foldersIn(context.folders.files)) {
    for (const second of await foldersIn(join(context.folders.files, first))) {
      if (signal.aborted) return { adopted, quarantined }
      const folder = join(context.folders.files, first, second)
      for (const name of await readdir(folder)) {
        seen += 1
        if (SIDECAR.test(name)) continue
        const fate = await judgeFile(context, importing, join(folder, name), minAgeMs)
        if (fate === 'adopted') adopted += 1
        if (fate === 'quarantined') quarantined += 1
      }
    }
    onProgress?.(seen)
    await pause(BREATH_MS)
  }
  return { adopted, quarantined }
}

const SIDECAR = /\.xmp(\.part)?$/

async function judgeFile(
  context: LibraryContext,
  importing: Importing,
  path: string,
  minAgeMs: number,
): Promise<'known' | 'adopted' | 'quarantined'> {
  const name = basename(path)
  const [sha256 = ''] = name.split('.')
  if (await findAssetBySha256(context.db, sha256)) return 'known'
  const found = await stat(path).catch(() => null)
  // Both times count: a link has the age of the file that was linked, and its change time is that of the linking.
  if (!found?.isFile() || context.clock.nowMs() - Math.max(found.mtimeMs, found.ctimeMs) < minAgeMs) return 'known'
  try {
    const written = await hashFile(path)
    if (written.sha256 === sha256) {
      // Storing links it to itself, writes the row and removes what it takes for the staged name; so it gets one.
      await importing.importStaged({
        stagedPath: await stage(context, path),
        written,
        displayName: `Recovered ${name}`,
        expected: TEXT_FILE.test(name) ? 'text' : null,
        originalPath: path,
        ...(await sidecarFacts(path)),
      })
      return 'adopted'
    }
  } catch (error) {
    await quarantine(context, path, { failure: toFailure(error), origin: { name } })
    return 'quarantined'
  }
  await quarantine(context, path, { failure: WRONG_CONTENT, origin: { name } })
  return 'quarantined'
}

/** What the sidecar of a stored file says of it; nothing where there is none. */
async function sidecarFacts(path: string): Promise<{ readonly facts?: OutsideFacts }> {
  const xmp = parseXmp((await readSidecar(path)) ?? '')
  if (!xmp) return {}
  const { title, rating, tags, note } = xmp
  const label = COLOUR_LABELS.find((colour) => colour === xmp.label) ?? null
  return { facts: { title: title ?? '', rating, tags, note, label } }
}

const TEXT_FILE = /\.(txt|json)$/

const WRONG_CONTENT = {
  code: 'unsafe-file',
  message: 'The file is not what its name says: its content changed outside the studio.',
  nextStep: 'none',
} as const

async function stage(context: LibraryContext, path: string): Promise<string> {
  const stagedPath = join(context.folders.staging, `adopt-${context.nextId()}`)
  await linkInto(path, stagedPath)
  return stagedPath
}

async function deleteOldParts(context: LibraryContext): Promise<number> {
  const wanted = new Set(await listStagedNames(context.db))
  let deleted = 0
  for (const name of await readdir(context.folders.staging).catch(() => [])) {
    if (wanted.has(name)) continue
    const path = join(context.folders.staging, name)
    const found = await stat(path).catch(() => null)
    if (!found || context.clock.nowMs() - found.mtimeMs < MAX_PART_AGE_MS) continue
    await rm(path, { force: true })
    deleted += 1
  }
  return deleted
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
