import { listPriceOf } from '@shared/catalog/prices/list-prices'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import { createGatewayClient } from '@main/gateway/client'
import { createDownloader } from '@main/gateway/download'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayCredentials } from '@main/gateway/types'
import { hashFile } from '@main/library/hashing'
import { libraryFolders, storedFilePath } from '@main/library/folders'
import { createOutputStore } from '@main/library/output-store'
import { createLibraryStore } from '@main/library/store'
import { loadAssetFile } from '@main/db/queries/asset'
import { createFileLinks } from '@main/services/file-links'
import { createFormPoster } from '@main/gateway/form-post'
import { createSongUploads } from '@main/services/song-uploads'
import { createGenerationService } from '@main/services/generation'
import { createGenerationGateway } from '@main/services/generation-gateway'
import { createQueueService } from '@main/services/queue'
import { createTaskEngine } from '@main/tasks/engine'
import type { Failure } from '@shared/domain/app-error'
import type { TaskView } from '@shared/domain/task'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { createFastClock } from '../fakes/fast-clock'

export interface TaskStudioOptions {
  readonly folder: string
  readonly origin: string
  readonly key: string
  /** How many times as fast durations pass. */
  readonly speed?: number
  readonly onTask?: (task: TaskView) => void
  readonly aliases?: Readonly<Record<string, string>>
}

export const PROFILE_ID = 'profile-1'

/** The task engine with everything real around it: database file, HTTP client, family adapters, library on disk. */
export async function openTaskStudio(options: TaskStudioOptions) {
  const clock = createFastClock(options.speed ?? 400)
  const nextId = createUuidV7Generator({ nowMs: Date.now, fillRandom: (bytes) => void crypto.getRandomValues(bytes) })
  const folders = libraryFolders(options.folder)
  const db = await openDatabase({
    filePath: join(options.folder, 'studio.sqlite'),
    backupFolder: join(options.folder, 'backups'),
  })
  const credentials: GatewayCredentials = {
    profileId: PROFILE_ID,
    baseUrl: options.origin,
    key: options.key,
    isLoopbackAllowed: true,
  }
  const credentialsOf = async (): Promise<GatewayCredentials> => credentials
  const notices: Failure[] = []
  const views: TaskView[] = []

  const library = { db, folders, clock, nextId, news: { changed: () => {}, flush: () => {} } }
  const store = createLibraryStore(library, { added: () => {} })
  const noJobs = async (): Promise<never> => {
    throw new Error('no media worker in this harness')
  }
  const downloader = createDownloader({ clock })
  const outputs = createOutputStore({
    context: library,
    store,
    jobs: { finish: noJobs, resume: noJobs },
    downloadTo: downloader.downloadTo,
    credentialsOf,
  })
  const client = createGatewayClient({ clock })
  const fileOf = async (assetId: string) => {
    const file = await loadAssetFile(db, assetId)
    if (!file) throw new Error('no such asset')
    return { path: storedFilePath(folders, file), mime: file.mime, fileName: file.displayName, byteSize: file.byteSize }
  }
  const gateway = createGenerationGateway({
    client,
    adapterOf,
    inputs: { fileOf, maskFileOf: fileOf },
    fileLinks: createFileLinks({ db, clock, client }),
    songUploads: createSongUploads({ db, clock, nextId, client, postForm: createFormPoster({}) }),
    priceOf: async (modelId) => listPriceOf(modelId),
    credentialsOf,
    reportConnection: () => {},
  })
  const engine = createTaskEngine({
    db,
    clock,
    gateway,
    store: outputs,
    nextId,
    news: {
      taskChanged: (task) => {
        views.push(task)
        options.onTask?.(task)
      },
      pauseChanged: () => {},
      noticeRaised: (failure) => notices.push(failure),
    },
  })
  const generation = createGenerationService({
    db,
    clock,
    nextId,
    engine,
    activeProfile: async () => ({
      id: PROFILE_ID,
      label: 'Work',
      baseUrl: options.origin,
      keyTail: '0000',
      protection: 'plain',
      isActive: true,
      isDemo: true,
    }),
    baseUrlOf: async () => options.origin,
    prices: async () => [],
    resolveModel: async (modelId) => options.aliases?.[modelId] ?? modelId,
    asCode: () => '',
  })
  const queue = createQueueService({ db, engine, resubmit: generation.retry })
  /** A file as a person brings it, through the library's own door. @returns its asset */
  const importFile = async (displayName: string, bytes: Uint8Array): Promise<string> => {
    const stagedPath = join(folders.staging, displayName)
    await mkdir(folders.staging, { recursive: true })
    await writeFile(stagedPath, bytes)
    const origin = { origin: 'imported', generationId: null, modelId: null, relations: [] } as const
    const added = await store.store({
      ...origin,
      stagedPath,
      written: await hashFile(stagedPath),
      expected: null,
      displayName,
      title: displayName,
      isHidden: false,
      searchText: '',
    })
    return added.assetId
  }
  return {
    db,
    engine,
    generation,
    queue,
    folders,
    importFile,
    notices,
    views,
    nextId,
    /** Lets go without a clean stop: nothing is awaited, nothing written. */
    abandon: () => {
      engine.stop()
      db.close()
    },
  }
}

export type TaskStudio = Awaited<ReturnType<typeof openTaskStudio>>
