import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { noteThumbnail, type ProbedMedia } from '../db/commands/asset'
import { noteLook } from '../db/commands/asset-look'
import { type AssetFileFacts, listThumbnailsDue } from '../db/queries/asset'
import { listLooksDue } from '../db/queries/asset-look'
import { createLogger } from '../log/logger'
import { thumbnailPath, type ThumbnailWidth } from './folders'
import type { LibraryContext } from './library-context'
import { type MediaWorker, MediaWorkerError } from './media-worker'
import type { Uploads } from './uploads'

const log = createLogger('library.thumbnails')

/** Makes what is due until nothing is; rows say what is due, so a kill costs nothing. */
export interface Thumbnails {
  /** Something may be due: a new asset, or the start of the program. */
  readonly wake: () => void
  /** Of a clip that cannot be read itself, from its copy. */
  readonly makeFromCopy: (asset: AssetFileFacts) => Promise<void>
  /** Resolves when nothing is under way; for tests and benchmarks. */
  readonly settled: () => Promise<void>
  readonly stop: () => void
}

export interface ThumbnailsOptions {
  readonly context: LibraryContext
  readonly worker: MediaWorker
  readonly uploads: Uploads
}

/** Two at a time: while one is decoded the other is read and written. */
const CONCURRENCY = 2
const BATCH = 40
/** Work that nobody waits for leaves most of the time to others. */
const LOOK_BACK_PAUSE_MS = 100
const MAX_CRASHES = 2
/** Tries that failed for other reasons than the file, until the next start of the program. */
const MAX_FAILURES = 3

export function createThumbnails({ context, worker, uploads }: ThumbnailsOptions): Thumbnails {
  /** How often the worker died over a file. After the first time it is tried alone, so that no neighbour is blamed. */
  const crashes = new Map<string, number>()
  /** Failed for reasons that are not the file's (a full disk, say), and how often; tried again at the next wake. */
  const failures = new Map<string, number>()
  const putOff = new Set<string>()
  let running: Promise<void> | null = null
  let isAgain = false
  let lookedBackTo = Number.MAX_SAFE_INTEGER
  /** `isPaused`: there is no page, or the studio's windows were closed and a new page would keep the program alive. */
  const stopping = { isStopped: false, isPaused: false }

  const finish = async (asset: AssetFileFacts, probed: ProbedMedia): Promise<void> => {
    context.news.changed(await noteThumbnail(context.db, asset.id, probed), [asset.id])
  }

  const makeOne = async (asset: AssetFileFacts, isCopy = false): Promise<void> => {
    if (stopping.isPaused || stopping.isStopped) return
    try {
      const { small, large, look, framesPerSecond, peaks, ...measures } = await worker.run('thumbnail', {
        assetId: asset.id,
        media: asset.media,
        mime: asset.mime,
        isCopy,
      })
      const hasSmall = await keep(context, uploads, small, asset.sha256, 320)
      await keep(context, uploads, large, asset.sha256, 960)
      await noteLook(context.db, asset.id, {
        look: look ?? null,
        framesPerSecond: framesPerSecond ?? null,
        peaks: peaks ?? null,
      })
      await finish(asset, { ...measures, thumbnail: hasSmall ? 'ready' : 'none' })
    } catch (error) {
      await onTrouble(asset, error)
    }
  }

  const onTrouble = async (asset: AssetFileFacts, error: unknown): Promise<void> => {
    const trouble = error instanceof MediaWorkerError ? error.trouble : 'internal'
    if (trouble === 'closed' || trouble === 'canceled' || trouble === 'not-started') {
      if (trouble === 'not-started')
        log.error('no thumbnails until something is added or the studio starts again', error)
      stopping.isPaused = true
      return
    }
    if (trouble === 'died' || trouble === 'timed-out') {
      const count = (crashes.get(asset.id) ?? 0) + 1
      crashes.set(asset.id, count)
      if (count < MAX_CRASHES) return
    } else if (trouble === 'internal') {
      log.error('thumbnail failed', { assetId: asset.id, error })
      failures.set(asset.id, (failures.get(asset.id) ?? 0) + 1)
      putOff.add(asset.id)
      return
    }
    log.warn('no thumbnail can be made', { assetId: asset.id, trouble, error })
    await finish(asset, { thumbnail: 'failed', width: null, height: null, durationMs: null })
  }

  const makeAll = async (): Promise<void> => {
    for (;;) {
      if (stopping.isStopped || stopping.isPaused) return
      const due = await listThumbnailsDue(context.db, [...putOff], BATCH)
      if (due.length === 0) {
        if (await lookBack()) continue
        return
      }
      const suspects = due.filter(({ id }) => crashes.has(id))
      const others = due.filter(({ id }) => !crashes.has(id))
      await eachOf(others, CONCURRENCY, (asset) => makeOne(asset))
      await eachOf(suspects, 1, (asset) => makeOne(asset))
    }
  }

  /** When nothing else is due: a few of the pictures that were made before looks were noted. @returns if there were any */
  const lookBack = async (): Promise<boolean> => {
    const due = await listLooksDue(context.db, lookedBackTo, BATCH)
    for (const asset of due) {
      if (stopping.isStopped || stopping.isPaused || isAgain) return true
      lookedBackTo = asset.number
      try {
        const { look } = await worker.run('look', { assetId: asset.id, media: asset.media })
        await noteLook(context.db, asset.id, { look, framesPerSecond: null, peaks: null })
      } catch (error) {
        const trouble = error instanceof MediaWorkerError ? error.trouble : 'internal'
        if (trouble === 'closed' || trouble === 'not-started') stopping.isPaused = true
        // Others are tried at the next start; this picture alone is not worth more.
        else log.warn('a picture could not be looked at', { assetId: asset.id, trouble })
      }
      await pause(LOOK_BACK_PAUSE_MS)
    }
    return due.length > 0
  }

  const wake = (): void => {
    if (stopping.isStopped || context.db.readOnlyReason) return
    if (running) {
      isAgain = true
      return
    }
    isAgain = false
    running = makeAll()
      .catch((error: unknown) => log.error('thumbnails stopped', error))
      .finally(() => {
        running = null
        if (isAgain) wake()
      })
  }

  return {
    wake: () => {
      for (const id of putOff) if ((failures.get(id) ?? 0) < MAX_FAILURES) putOff.delete(id)
      stopping.isPaused = false
      wake()
    },
    makeFromCopy: (asset) => makeOne(asset, true),
    settled: async () => {
      for (let work = running; work; work = running) await work
    },
    stop: () => {
      stopping.isStopped = true
    },
  }
}

async function keep(
  context: LibraryContext,
  uploads: Uploads,
  token: string | null,
  sha256: string,
  widthPx: ThumbnailWidth,
): Promise<boolean> {
  const upload = token === null ? null : uploads.take(token)
  if (!upload) return false
  const path = thumbnailPath(context.folders, sha256, widthPx)
  await mkdir(dirname(path), { recursive: true })
  await rename(upload.path, path)
  return true
}

async function eachOf<Item>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const lane = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane))
}
