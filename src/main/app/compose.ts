import { randomFillSync, randomUUID } from 'node:crypto'
import { findOperation } from '@shared/catalog/operations'
import { listPriceOf } from '@shared/catalog/prices/list-prices'
import { requestAsCode } from '@shared/catalog/projections/as-code'
import { buildWireRequest } from '@shared/catalog/projections/wire-request'
import type { ModelPrice } from '@shared/contracts/account'
import { FILE_CHANNEL } from '@shared/contracts/bridge'
import type { ConnectionState } from '@shared/domain/account'
import { AppError } from '@shared/domain/app-error'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { app, nativeTheme, powerMonitor, session } from 'electron'
import { openDatabase } from '../db/open'
import { loadAssetDetail } from '../db/queries/asset'
import { createAccountReader } from '../gateway/account'
import { createGatewayClient } from '../gateway/client'
import { createDownloader } from '../gateway/download'
import type { InputFiles } from '../gateway/families/encode'
import { adapterOf } from '../gateway/families/registry'
import { createAccountHandlers } from '../ipc/handlers/account'
import { createCanvasHandlers } from '../ipc/handlers/canvas'
import { createChatHandlers } from '../ipc/handlers/chat'
import { createGenerationHandlers } from '../ipc/handlers/generation'
import { createLibraryHandlers } from '../ipc/handlers/library'
import { createStoryboardHandlers } from '../ipc/handlers/storyboard'
import { createStudioHandlers } from '../ipc/handlers/studio'
import { createTaskHandlers } from '../ipc/handlers/task'
import type { RouteHandlers } from '../ipc/router'
import { createFileTokens } from '../library/file-tokens'
import { createLibrary, type Library } from '../library/library'
import { detach } from '../log/logger'
import {
  electronDialogs,
  electronFileDrag,
  electronSecretStore,
  electronShell,
  systemClock,
} from '../platform/electron-adapters'
import { createElectronClipboard } from '../platform/electron-clipboard'
import { resolveSystemProxy } from '../platform/electron-proxy'
import type { EventPublisher } from '../platform/ports'
import { createAccountService } from '../services/account'
import { createCanvasService } from '../services/canvas'
import { createChatService } from '../services/chat'
import { createStreamAnswer } from '../services/chat-gateway'
import { createGenerationService } from '../services/generation'
import { createGenerationGateway } from '../services/generation-gateway'
import { createLibraryService } from '../services/library'
import { createQueueService } from '../services/queue'
import { createSettingsService } from '../services/settings'
import { createStoryboardService } from '../services/storyboard'
import { createStoryboardExport } from '../services/storyboard-export'
import { createStudioService } from '../services/studio'
import { createTaskEngine } from '../tasks/engine'
import type { TaskClock } from '../tasks/ports'
import type { BootStore } from './boot-store'
import { createDemoGatewayControl } from './demo-process'
import { serveFileTokens } from './file-channel'
import { handleMediaProtocol } from './media-protocol'
import { createMediaWorkerPages, mediaWorkerPreloadPathOf } from './media-worker-window'
import type { StudioPaths } from './paths'
import type { StudioWindows } from './windows'

export interface ComposeOptions {
  readonly paths: StudioPaths
  readonly boot: BootStore
  readonly windows: StudioWindows
  readonly events: EventPublisher
}

export interface Studio {
  readonly handlers: RouteHandlers
  /** Goes on with what the last run left; after the first window is on its way. */
  readonly start: () => Promise<void>
  /** Writes what running answers have so far; everything else is safe at any moment anyway. */
  readonly stop: () => Promise<void>
}

const taskClock: TaskClock = {
  ...systemClock,
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Puts the program together; the only place that constructs. Nothing here depends on how the last run ended. */
export async function composeStudio({ paths, boot, windows, events }: ComposeOptions): Promise<Studio> {
  const clock = systemClock
  const nextId = createUuidV7Generator({ nowMs: clock.nowMs, fillRandom: (bytes) => void randomFillSync(bytes) })
  const nativeBinding = process.env['CHAINHUB_SQLITE_BINDING']
  const db = await openDatabase({ filePath: paths.database, backupFolder: paths.backups, nativeBinding })
  const clipboard = createElectronClipboard()
  const client = createGatewayClient({ clock, proxy: resolveSystemProxy })
  const downloader = createDownloader({ clock, proxy: resolveSystemProxy })
  const timeScale = Number(process.env['STUDIO_DEMO_TIME_SCALE'] ?? 1)
  const demo = createDemoGatewayControl({ outFolder: paths.out, dataFolder: paths.demo, timeScale })

  const account = createAccountService({
    db,
    clock,
    events,
    nextId,
    secrets: electronSecretStore,
    gateway: createAccountReader({ client, clock }),
    demo,
    environment: { key: process.env['CHAINHUB_API_KEY'], baseUrl: process.env['CHAINHUB_BASE_URL'] },
  })
  const reportConnection = (profileId: string, connection: ConnectionState): void =>
    detach(account.reportConnection(profileId, connection), 'report the connection')
  const settings = createSettingsService({
    db,
    clock,
    events,
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme
      boot.set({ theme })
    },
  })
  const library = createLibrary({
    db,
    rootFolder: paths.library,
    clock,
    nextId,
    events,
    openMediaWorkerPage: createMediaWorkerPages(mediaWorkerPreloadPathOf(paths.out)),
    downloadTo: downloader.downloadTo,
    credentialsOf: account.credentialsOf,
  })
  handleMediaProtocol(session.defaultSession, library)
  const fileTokens = createFileTokens({ clock, newToken: randomUUID })
  serveFileTokens(FILE_CHANNEL, fileTokens, windows.isKnown)

  const priceOf = async (modelId: string): Promise<ModelPrice | null> =>
    (await account.prices()).find((price) => price.modelId === modelId) ?? listPriceOf(modelId)

  const followers: ((task: TaskView) => Promise<void>)[] = []
  const engine = createTaskEngine({
    db,
    clock: taskClock,
    nextId,
    gateway: createGenerationGateway({
      client,
      adapterOf,
      inputs: inputFilesOf(library),
      credentialsOf: account.credentialsOf,
      priceOf,
      reportConnection,
    }),
    store: library.outputs,
    news: {
      taskChanged: (task) => {
        events.publish('task.changed', task)
        for (const follow of followers) detach(follow(task), 'follow a task')
      },
      pauseChanged: (isPaused) => events.publish('tasks.paused', { isPaused }),
      noticeRaised: (failure) => events.publish('notice.raised', { failure }),
    },
  })
  const generation = createGenerationService({
    db,
    clock,
    nextId,
    engine,
    activeProfile: account.activeProfile,
    baseUrlOf: async (profileId) => (await account.credentialsOf(profileId)).baseUrl,
    prices: account.prices,
    asCode: ({ spec, modelId, params, inputs }, language, baseUrl) =>
      requestAsCode(language, {
        baseUrl,
        request: buildWireRequest(spec, modelId, params),
        fileNameOf: (assetId) => inputs.get(assetId)?.title,
      }),
  })
  const queue = createQueueService({ db, engine, resubmit: generation.retry })
  const storyboard = createStoryboardService({ db, clock, events, nextId, submitGeneration: generation.submit })
  const film = createStoryboardExport({ events, nextId, loadBoard: storyboard.open, renderFilm: library.renderFilm })
  const canvas = createCanvasService({
    db,
    clock,
    events,
    nextId,
    titleOfAsset: async (assetId) => (await loadAssetDetail(db, assetId))?.title ?? 'Picture',
    submitGeneration: generation.submit,
  })
  followers.push(
    (task) => storyboard.noteTask(task),
    (task) => canvas.noteTask(task),
    async (task) => {
      if (isTerminal(task.state)) await account.noteSpending((await account.activeProfile()).id)
    },
  )
  const chat = createChatService({
    db,
    clock,
    events,
    nextId,
    credentials: account.activeCredentials,
    streamAnswer: createStreamAnswer(client),
    assetFile: library.files.assetFile,
    operationOf: findOperation,
    submitGeneration: generation.submit,
    priceOf,
    reportConnection,
    noteSpending: (profileId) => detach(account.noteSpending(profileId), 'ask for the balance'),
  })
  const studio = createStudioService({
    version: app.getVersion(),
    dataFolder: paths.library,
    platform: process.platform,
    readOnlyReason: db.readOnlyReason,
    isDemo: account.isDemo,
    dialogs: electronDialogs,
    shell: electronShell,
    clipboard,
  })
  const libraryService = createLibraryService({
    library,
    fileTokens,
    dialogs: electronDialogs,
    clipboard,
    shell: electronShell,
    fileDrag: electronFileDrag,
    downloadTo: downloader.downloadTo,
  })
  const handlers = {
    ...createAccountHandlers(account),
    ...createCanvasHandlers(canvas),
    ...createChatHandlers(chat),
    ...createGenerationHandlers(generation),
    ...createLibraryHandlers(libraryService),
    ...createStoryboardHandlers(storyboard, film),
    ...createStudioHandlers(studio, settings),
    ...createTaskHandlers(queue),
  }
  return {
    // Every handler takes its own route's parsed request; the router parses by the same contract before it calls.
    handlers: handlers as unknown as RouteHandlers,
    start: async () => {
      detach(account.refresh(), 'ask for balance and models')
      if (db.readOnlyReason !== null) return
      await chat.recover()
      await engine.start()
      powerMonitor.on('resume', engine.nudge)
      await library.start()
    },
    stop: async () => {
      engine.stop()
      library.stop()
      demo.stop()
      await chat.saveRunning()
      db.close()
    },
  }
}

/** Inputs of a request as files; masks in the colours that the vendor reads. */
function inputFilesOf(library: Library): InputFiles {
  return {
    fileOf: async (assetId) => {
      const file = await library.files.assetFile(assetId)
      if (file) return file
      throw new AppError({
        code: 'not-found',
        message: 'An input of this task is no longer in the library. Bring it back from the trash or choose another.',
        nextStep: 'edit-input',
        charge: 'not-charged',
      })
    },
    maskFileOf: library.conversion.convertMask,
  }
}
