import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import type { Database } from '../db/database'
import type { DownloadRequest, DownloadResult } from '../gateway/download'
import { createLogger, detach } from '../log/logger'
import type { Clock, EventPublisher, NextId } from '../platform/ports'
import { createAnswerMedia } from './answer-media'
import { keepContexts } from './context-keeper'
import { createConversion } from './conversion'
import { createExporting } from './exporting'
import { createFetchAgain } from './fetch-again'
import { createRenderFilm } from './film'
import { libraryFolders } from './folders'
import type { HashThread } from './hash-thread'
import { createImporting } from './importing'
import { createIndexing, type IndexingOptions } from './indexing'
import type { LibraryContext } from './library-context'
import { createLibraryNews } from './library-news'
import { createMediaFiles } from './media-files'
import { createMediaJobs } from './media-jobs'
import { createOpenedFiles } from './opened-files'
import { createMediaWorker, type OpenMediaWorkerPage } from './media-worker'
import { createOutputStore } from './output-store'
import { createReadableFolder } from './readable-folder'
import { createSidecars } from './sidecars'
import { createLibraryStore } from './store'
import { createPlayableCopies } from './playable-copies'
import { sweepLibrary } from './sweeper'
import { createThumbnails } from './thumbnails'
import { createUploads } from './uploads'

const log = createLogger('library')

export interface LibraryOptions {
  readonly db: Database
  /** The folder that holds files, thumbnails and staging. */
  readonly rootFolder: string
  readonly clock: Clock
  readonly nextId: NextId
  readonly events: EventPublisher
  readonly openMediaWorkerPage: OpenMediaWorkerPage
  readonly downloadTo: (request: DownloadRequest) => Promise<DownloadResult>
  /** Hashes files away from main. */
  readonly hashes: HashThread
  readonly watchFolder: IndexingOptions['watch']
  /** Where the person's FFmpeg is; absent: nowhere. */
  readonly findTranscoder?: () => Promise<string | null>
  readonly credentialsOf: (keyProfileId: string) => Promise<DownloadRequest['credentials']>
}

export type Library = ReturnType<typeof createLibrary>

/** The start must not wait for the sweeper, and the sweeper must not take the disk from the start. */
const INDEX_DELAY_MS = 5 * SECOND_MS
const SWEEP_DELAY_MS = 2 * MINUTE_MS

/** Puts the parts of the library together. Nothing happens until {@link Library.start}. */
export function createLibrary(options: LibraryOptions) {
  const { db, clock, nextId, downloadTo } = options
  const news = createLibraryNews(options.events)
  // What is only passing through (a drag, a picture in another format) needs a place all the same.
  const scratch = db.readOnlyReason === null ? null : mkdtempSync(join(tmpdir(), 'chainhub-studio-'))
  const context: LibraryContext = {
    db,
    clock,
    nextId,
    news,
    folders: libraryFolders(options.rootFolder, scratch ?? options.rootFolder),
  }
  const stopping = new AbortController()

  const worker = createMediaWorker({ openPage: options.openMediaWorkerPage })
  const uploads = createUploads(context)
  const thumbnails = createThumbnails({ context, worker, uploads })
  const store = createLibraryStore(context, { added: () => thumbnails.wake() })
  const importing = createImporting(context, store)
  const indexing = createIndexing({
    context,
    hashes: options.hashes,
    added: () => thumbnails.wake(),
    onChange: (folders) => options.events.publish('library.folders-changed', { folders }),
    watch: options.watchFolder,
  })
  const jobs = createMediaJobs({ context, worker, uploads, store })
  const fetchAgain = createFetchAgain({ context, downloadTo, credentialsOf: options.credentialsOf })
  const exporting = createExporting(context, fetchAgain)
  const opened = createOpenedFiles(context, importing)
  const sidecars = createSidecars(context)
  const readable = createReadableFolder(context)
  const copies = createPlayableCopies({
    context,
    thumbnails,
    findProgram: options.findTranscoder ?? (async () => null),
  })

  const indexLater = async (): Promise<void> => {
    await pause(INDEX_DELAY_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined)
    if (!stopping.signal.aborted) await indexing.start()
  }
  const sweepLater = async (): Promise<void> => {
    try {
      await pause(SWEEP_DELAY_MS, undefined, { signal: stopping.signal, ref: false })
      if (!db.readOnlyReason) await sweepLibrary(context, importing, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) log.error('the library was not swept', error)
    }
  }

  const followContexts = async (): Promise<void> => {
    try {
      if (!db.readOnlyReason) await keepContexts(db, stopping.signal)
    } catch (error) {
      if (!stopping.signal.aborted) log.error('the search texts were not kept up', error)
    }
  }

  const followChanges = async (): Promise<void> => {
    try {
      if (db.readOnlyReason) return
      await readable.mend()
      await sidecars.follow(stopping.signal, readable.writeDue)
    } catch (error) {
      if (!stopping.signal.aborted) log.error('the sidecars were not kept up', error)
    }
  }

  return {
    context,
    sidecars,
    readable,
    worker,
    uploads,
    thumbnails,
    store,
    importing,
    indexing,
    jobs,
    fetchAgain,
    exporting,
    opened,
    copies,
    files: createMediaFiles(context),
    storeAnswerFile: createAnswerMedia(context, store, downloadTo, options.credentialsOf),
    conversion: createConversion(context, worker, uploads),
    renderFilm: createRenderFilm(context, worker, uploads, importing),
    outputs: createOutputStore({ context, store, jobs, downloadTo, credentialsOf: options.credentialsOf }),
    /** Goes on with what an earlier run left: thumbnails, jobs, and after a while the sweeper. */
    async start(): Promise<void> {
      await exporting.tidy()
      detach(opened.tidy(), 'take in what other programs saved')
      await copies.tidy()
      thumbnails.wake()
      await jobs.resume()
      detach(followChanges(), 'keep the sidecars up')
      await Promise.all([followContexts(), sweepLater()])
      detach(indexLater(), 'read the indexed folders')
      await sweepLater()
    },
    stop(): void {
      stopping.abort()
      indexing.stop()
      opened.stop()
      options.hashes.close()
      copies.stop()
      thumbnails.stop()
      worker.close()
      news.flush()
      if (scratch !== null) rmSync(scratch, { recursive: true, force: true })
    },
  }
}
