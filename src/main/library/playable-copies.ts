import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlayableCopy } from '@shared/domain/playable-copy'
import { AppError } from '@shared/domain/app-error'
import { type AssetFileFacts, loadAssetFile } from '../db/queries/asset'
import { withByteSource } from './byte-source'
import { assetFilePath } from './folders'
import { inspectFile } from './inspect'
import type { LibraryContext } from './library-context'
import { playableCopyPath } from './media-files'
import type { Thumbnails } from './thumbnails'
import { transcode, type TranscodeOutcome } from './transcoder'
import { readCodec } from './video-headers'

export interface PlayableCopiesOptions {
  readonly context: LibraryContext
  readonly thumbnails: Pick<Thumbnails, 'makeFromCopy'>
  /** Where FFmpeg is; null where it is not. */
  readonly findProgram: () => Promise<string | null>
  readonly timeoutMs?: number
}

/** Copies of clips that no browser engine plays, made by the person's own FFmpeg; the originals stay as they are. */
export interface PlayableCopies {
  readonly stateOf: (assetId: string, isAllowed: boolean) => Promise<PlayableCopy>
  /** Resolves when the copy and its thumbnails are there. One is made at a time. @throws AppError */
  readonly make: (assetId: string, isAllowed: boolean) => Promise<void>
  readonly findProgram: () => Promise<string | null>
  /** Takes away what a kill left half made. */
  readonly tidy: () => Promise<void>
  readonly stop: () => void
}

/** An hour of film at the usual rate. */
const MAX_COPY_BYTES = 4_000_000_000
const UNDER_WAY = 'making-'

export function createPlayableCopies(options: PlayableCopiesOptions): PlayableCopies {
  const { context, thumbnails, findProgram } = options
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  let queue: Promise<unknown> = Promise.resolve()

  const makeNow = async (asset: AssetFileFacts, programPath: string): Promise<void> => {
    const targetPath = join(context.folders.converted, `${UNDER_WAY}${randomUUID()}`)
    try {
      await mkdir(context.folders.converted, { recursive: true })
      const sourcePath = assetFilePath(context.folders, asset)
      const { signal } = stopping
      const { timeoutMs } = options
      const order = { programPath, sourcePath, targetPath, maxBytes: MAX_COPY_BYTES, signal }
      const outcome = await transcode({ ...order, ...(timeoutMs === undefined ? {} : { timeoutMs }) })
      if (outcome.kind !== 'done') throw failureOf(outcome)
      await inspectFile(targetPath, 'video')
      await rename(targetPath, playableCopyPath(context.folders, asset.sha256))
      await thumbnails.makeFromCopy(asset)
    } finally {
      await rm(targetPath, { force: true })
    }
  }

  return {
    findProgram,
    async stateOf(assetId, isAllowed) {
      const asset = await clipOf(context, assetId)
      const isThere = await isCopyThere(context, asset.sha256)
      const program = isAllowed ? await findProgram() : null
      return {
        state: isThere ? 'ready' : running.has(assetId) ? 'making' : 'none',
        program: program ? 'ready' : (await findProgram()) ? 'not-allowed' : 'missing',
        codec: await codecOf(context, asset),
      }
    },
    async make(assetId, isAllowed) {
      const known = running.get(assetId)
      if (known) return known
      const asset = await clipOf(context, assetId)
      if (await isCopyThere(context, asset.sha256)) return undefined
      const programPath = isAllowed ? await findProgram() : null
      if (!programPath) throw notAllowed(isAllowed)
      const making = queue.then(() => makeNow(asset, programPath)).finally(() => running.delete(assetId))
      running.set(assetId, making)
      queue = making.catch(() => undefined)
      return making
    },
    tidy: () => tidy(context),
    stop: () => stopping.abort(),
  }
}

async function tidy({ folders }: LibraryContext): Promise<void> {
  const names = await readdir(folders.converted).catch(() => [])
  const left = names.filter((name) => name.startsWith(UNDER_WAY))
  await Promise.all(left.map((name) => rm(join(folders.converted, name), { force: true })))
}

async function clipOf(context: LibraryContext, assetId: string): Promise<AssetFileFacts> {
  const asset = await loadAssetFile(context.db, assetId)
  if (asset?.media === 'video') return asset
  throw new AppError({ code: 'not-found', message: 'This clip is no longer in the library.', nextStep: 'none' })
}

async function isCopyThere(context: LibraryContext, sha256: string): Promise<boolean> {
  return inspectFile(playableCopyPath(context.folders, sha256), 'video').then(
    () => true,
    () => false,
  )
}

/** What the clip is coded with, where its container tells; for words only. */
async function codecOf(context: LibraryContext, asset: AssetFileFacts): Promise<string | null> {
  if (asset.mime !== 'video/quicktime' && asset.mime !== 'video/mp4') return null
  return withByteSource(assetFilePath(context.folders, asset), readCodec).catch(() => null)
}

function failureOf(outcome: Exclude<TranscodeOutcome, { kind: 'done' }>): AppError {
  switch (outcome.kind) {
    case 'canceled':
      return new AppError({ code: 'canceled', message: 'Making the copy was stopped.', nextStep: 'none' })
    case 'timed-out':
      return new AppError({
        code: 'internal',
        message: 'FFmpeg took longer than half an hour and was stopped. The original is as it was.',
        nextStep: 'retry',
      })
    case 'too-large':
      return new AppError({
        code: 'too-large',
        message: 'The copy would be larger than 4 GB, so none was kept. The original is as it was.',
        nextStep: 'none',
      })
    case 'failed':
      return new AppError({
        code: 'unsupported-file',
        message: `FFmpeg could not make a copy${outcome.why === '' ? '' : `: ${outcome.why.slice(0, 300)}`}. The original is as it was.`,
        nextStep: 'none',
      })
  }
}

function notAllowed(isAllowed: boolean): AppError {
  return new AppError({
    code: 'unsupported-file',
    message: isAllowed
      ? 'FFmpeg is no longer found on this computer.'
      : 'The studio may not use FFmpeg. It can be allowed in the settings, under Data.',
    nextStep: 'none',
  })
}
