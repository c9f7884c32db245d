import { rm, stat, writeFile, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findOperation } from '@shared/catalog/operations'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { PostProcess } from '@shared/domain/generation'
import type { NewAssetRelation } from '../db/commands/asset'
import { findAssetOfOutput, loadResultFacts, type ResultFacts } from '../db/queries/output'
import { loadMediaJob } from '../db/queries/media-job'
import type { DownloadRequest, DownloadResult } from '../gateway/download'
import { createLogger } from '../log/logger'
import { asStorageError, makeFolder, onDisk } from './disk'
import { hashFile, type WrittenFile } from './hashing'
import { assertWritable, type LibraryContext } from './library-context'
import { compositeJob, type MediaJobs } from './media-jobs'
import type { InlineSource, OutputToStore, StoreOutcome } from './output-types'
import { quarantine } from './quarantine'
import type { FileToStore, LibraryStore } from './store'

const log = createLogger('library.outputs')

export interface OutputStoreOptions {
  readonly context: LibraryContext
  readonly store: LibraryStore
  readonly jobs: MediaJobs
  readonly downloadTo: (request: DownloadRequest) => Promise<DownloadResult>
  readonly credentialsOf: (keyProfileId: string) => Promise<DownloadRequest['credentials']>
}

/** Larger results than this do not exist; a server that sends more is broken or hostile. */
const MAX_RESULT_BYTES = 4 * 1024 * 1024 * 1024

/**
 * Results of tasks on their way into the library. Each call may be repeated after a crash at any point and ends with
 * the same asset: what is committed is found again, what is staged is gone on from.
 */
export function createOutputStore(options: OutputStoreOptions) {
  const { context, store, jobs } = options
  const stagedPath = (name: string): string => join(context.folders.staging, name)

  const keep = async (output: OutputToStore, path: string, written: WrittenFile): Promise<StoreOutcome> => {
    try {
      const facts = await loadResultFacts(context.db, output.generationId)
      const file = fileToStore(output, path, written, facts)
      if (output.postProcess === null || output.media !== 'image') {
        return { kind: 'stored', assetId: (await store.store(file)).assetId }
      }
      return { kind: 'stored', assetId: await storeBehindComposite(output, file, output.postProcess) }
    } catch (error) {
      return await judge(output, path, error)
    }
  }

  /** The answer goes in hidden, in one commit with the durable job that combines it with its source. */
  const storeBehindComposite = async (
    output: OutputToStore,
    file: FileToStore,
    places: PostProcess,
  ): Promise<string> => {
    await store.store({
      ...file,
      isHidden: true,
      outputId: undefined,
      title: `${file.title} (whole answer)`,
      followingJob: (answerAssetId) =>
        compositeJob(output.outputId, {
          sourceAssetId: places.sourceAssetId,
          maskAssetId: places.maskAssetId,
          featherPx: places.featherPx,
          answerAssetId,
          generationId: output.generationId,
          outputId: output.outputId,
          title: file.title,
        }),
    })
    return jobs.finish(output.outputId)
  }

  const judge = async (output: OutputToStore, path: string, error: unknown): Promise<StoreOutcome> => {
    const failure = toFailure(asStorageError(error))
    if (!REFUSALS.has(failure.code)) {
      log.warn('result not stored yet', { outputId: output.outputId, code: failure.code, error })
      return { kind: 'transient', failure }
    }
    const told: Failure = {
      ...failure,
      message: `The gateway's result cannot be used. ${failure.message}`,
      nextStep: 'retry',
      charge: 'maybe-charged',
    }
    try {
      await quarantine(context, path, { failure: told, origin: { outputId: output.outputId, taskId: output.taskId } })
    } catch (trouble) {
      // Nothing could be put aside: the file waits where it is.
      return { kind: 'transient', failure: toFailure(asStorageError(trouble)) }
    }
    return { kind: 'quarantined', failure: told }
  }

  /** What an earlier call already committed. */
  const findEarlier = async (output: OutputToStore): Promise<StoreOutcome | null> => {
    const assetId = await findAssetOfOutput(context.db, output.outputId)
    if (assetId) return { kind: 'stored', assetId }
    if (!(await loadMediaJob(context.db, output.outputId))) return null
    try {
      return { kind: 'stored', assetId: await jobs.finish(output.outputId) }
    } catch (error) {
      return { kind: 'transient', failure: toFailure(asStorageError(error)) }
    }
  }

  return {
    /** Writes bytes that came with an answer into staging, flushed. @returns their name there. @throws AppError `disk-full` */
    stageInline: (outputId: string, source: InlineSource): Promise<string> =>
      onDisk(async () => {
        assertWritable(context)
        const name = `inline-${safeName(outputId)}`
        await writeFlushed(stagedPath(name), bytesOf(source))
        return name
      }),

    storeStaged: async (output: OutputToStore, stagedName: string): Promise<StoreOutcome> => {
      const earlier = await findEarlier(output)
      if (earlier) return earlier
      const path = stagedPath(safeName(stagedName))
      const written = await hashIfThere(path)
      if (!written) return { kind: 'expired', failure: LOST_BYTES }
      return keep(output, path, written)
    },

    storeFromUrl: async (output: OutputToStore, url: string): Promise<StoreOutcome> => {
      const earlier = await findEarlier(output)
      if (earlier) return earlier
      const path = stagedPath(`result-${safeName(output.outputId)}`)
      // Under this name it is whole: the download renames it last.
      const whole = await hashIfThere(path)
      if (whole) return keep(output, path, whole)
      try {
        assertWritable(context)
        await makeFolder(context.folders.staging)
        const credentials = await options.credentialsOf(output.keyProfileId)
        const result = await options.downloadTo({ url, filePath: path, credentials, maxBytes: MAX_RESULT_BYTES })
        if (result.kind === 'done') return await keep(output, path, result)
        if (result.kind === 'expired') return { kind: 'expired', failure: result.failure }
        const isFinal = result.kind === 'refused' && !OWN_TROUBLE.has(result.failure.code)
        return { kind: isFinal ? 'quarantined' : 'transient', failure: result.failure }
      } catch (error) {
        return { kind: 'transient', failure: toFailure(asStorageError(error)) }
      }
    },
  }
}

/** A disk that is full, locked or gone says nothing about the result: it was paid for and is fetched again. */
const OWN_TROUBLE: ReadonlySet<Failure['code']> = new Set(['disk-full', 'read-only', 'internal'])

/** The file is not what it claims to be and never will be. */
const REFUSALS: ReadonlySet<Failure['code']> = new Set(['unsupported-file', 'unsafe-file', 'truncated', 'too-large'])

const LOST_BYTES: Failure = {
  code: 'expired',
  message: 'The bytes of this result are no longer on the disk.',
  nextStep: 'retry',
  charge: 'maybe-charged',
}

const MAX_TITLE = 200

function fileToStore(
  output: OutputToStore,
  stagedPath: string,
  written: WrittenFile,
  facts: ResultFacts | null,
): FileToStore {
  const title = titleOf(output, facts)
  return {
    stagedPath,
    written,
    expected: output.media,
    displayName: title,
    title,
    origin: 'generated',
    generationId: output.generationId,
    modelId: facts?.modelId ?? null,
    isHidden: findOperation(facts?.operationId ?? '')?.hasHiddenResults === true,
    searchText: facts?.prompt ?? '',
    relations: relationsOf(facts),
    outputId: output.outputId,
  }
}

function titleOf(output: OutputToStore, facts: ResultFacts | null): string {
  const words = output.title ?? facts?.prompt.trim().split('\n')[0] ?? ''
  // What asks without words, such as the timed lyrics of a song, is called by what it does.
  const named = words || (findOperation(facts?.operationId ?? '')?.title ?? '')
  return Array.from(named).slice(0, MAX_TITLE).join('') || 'Untitled'
}

function relationsOf(facts: ResultFacts | null): readonly NewAssetRelation[] {
  if (!facts) return []
  return [
    ...facts.inputAssetIds.map((parentId) => ({ parentId, relation: 'reference' as const })),
    ...facts.followedAssetIds.map((parentId) => ({ parentId, relation: 'variation' as const })),
  ]
}

function bytesOf(source: InlineSource): Uint8Array {
  if (source.kind === 'bytes') return source.bytes
  if (source.kind === 'text') return new TextEncoder().encode(source.text)
  return Buffer.from(source.base64.replace(/^data:[^,]*,/, ''), 'base64')
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path))
  try {
    const file = await open(path, 'w')
    try {
      await writeFile(file, bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function hashIfThere(path: string): Promise<WrittenFile | null> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  return isThere ? hashFile(path) : null
}

/** Ids and staged names are the program's own; this keeps them from ever being more than a name. */
function safeName(name: string): string {
  if (!/^[\w-]{1,100}$/.test(name))
    throw new AppError({ code: 'internal', message: 'Not a name in staging.', nextStep: 'none' })
  return name
}
