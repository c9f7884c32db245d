import { join } from 'node:path'
import { findOperation } from '@shared/catalog/operations'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { app, powerMonitor } from 'electron'
import { loadAssetDetail } from '../db/queries/asset'
import { createAccountHandlers } from '../ipc/handlers/account'
import { createCallbackHandlers } from '../ipc/handlers/callback'
import { createCanvasHandlers } from '../ipc/handlers/canvas'
import { createChatHandlers } from '../ipc/handlers/chat'
import { createChatFoldersHandlers } from '../ipc/handlers/chat-folders'
import { createChatOrderHandlers } from '../ipc/handlers/chat-order'
import { createChatSearchHandlers } from '../ipc/handlers/chat-search'
import { createChatTransferHandlers } from '../ipc/handlers/chat-transfer'
import { createGenerationHandlers } from '../ipc/handlers/generation'
import { createLibraryHandlers } from '../ipc/handlers/library'
import { createLibraryFilesHandlers } from '../ipc/handlers/library-files'
import { createLibraryMeaningHandlers } from '../ipc/handlers/library-meaning'
import { createSafetyHandlers } from '../ipc/handlers/safety'
import { createLibraryCullingHandlers } from '../ipc/handlers/library-culling'
import { createLibraryLineageHandlers } from '../ipc/handlers/library-lineage'
import { createLibraryOrderHandlers } from '../ipc/handlers/library-order'
import { createLibraryProgramsHandlers } from '../ipc/handlers/library-programs'
import { createQuickHandlers } from '../ipc/handlers/quick'
import { createSavedPromptHandlers } from '../ipc/handlers/saved-prompt'
import { createStoryboardHandlers } from '../ipc/handlers/storyboard'
import { createStudioHandlers } from '../ipc/handlers/studio'
import { createTaskHandlers } from '../ipc/handlers/task'
import { createTrayHandlers } from '../ipc/handlers/tray'
import { createVendorItemHandlers } from '../ipc/handlers/vendor-item'
import { createVoiceHandlers } from '../ipc/handlers/voice'
import type { RouteHandlers } from '../ipc/router'
import { detach } from '../log/logger'
import { electronDialogs, electronFileDrag, electronPrograms, electronShell } from '../platform/electron-adapters'
import { createElectronClipboard } from '../platform/electron-clipboard'
import { createCanvasService } from '../services/canvas'
import { createChatService } from '../services/chat'
import { createStreamAnswer } from '../services/chat-gateway'
import { createChatSearch } from '../services/chat-search'
import { composeChatTransfer } from './compose-chat-transfer'
import { composeQuick } from './compose-quick'
import { composeTray, heardForWork } from './compose-tray'
import { createGenerationFallback } from '../services/generation-fallback'
import { createVoiceService } from '../services/chat-voice'
import { createLibraryService } from '../services/library'
import { createLibraryFilesService } from '../services/library-files'
import { createLibraryMeaningService } from '../services/library-meaning'
import { createMeaningGateway } from '../services/library-meaning-gateway'
import type { SafetyService, SafetyServiceOptions } from '../services/safety'
import { createLibraryCullingService } from '../services/library-culling'
import { createLibraryLineageService } from '../services/library-lineage'
import { createLibraryOrderService } from '../services/library-order'
import { createLibraryProgramsService } from '../services/library-programs'
import { createSavedPromptService } from '../services/saved-prompt'
import { createStoryboardService } from '../services/storyboard'
import { createStoryboardExport } from '../services/storyboard-export'
import { createStudioService } from '../services/studio'
import { type ComposeOptions, type Core, composeCore } from './compose-core'
import { microphone } from './microphone'
import { composeWork } from './compose-work'
import type { StudioPaths } from './paths'

export interface Studio {
  readonly handlers: RouteHandlers
  /** Goes on with what the last run left; after the first window is on its way. */
  readonly start: () => Promise<void>
  /** Writes what running answers have so far; everything else is safe at any moment anyway. */
  readonly stop: () => Promise<void>
}

export interface StudioOptions extends ComposeOptions {
  readonly createSafety: (running: SafetyServiceOptions['running']) => SafetyService
  /** The database was begun anew beside media files that are to be taken in. */
  readonly isRebuilt: boolean
  /** The last run ended without closing the library. */
  readonly wasLeftOpen: boolean
}

/** Puts the program together; `app/` is the only place that constructs. Nothing depends on how the last run ended. */
export async function composeStudio(options: StudioOptions): Promise<Studio> {
  let noteWork = (): void => undefined
  const core = await composeCore({ ...options, events: heardForWork(options.events, () => noteWork()) })
  const safety = options.createSafety({ db: core.db, library: core.library })
  const { db, account, library, demo } = core
  const followers: ((task: TaskView) => Promise<void>)[] = []
  const work = composeWork(core, (task) => {
    for (const follow of followers) detach(follow(task), 'follow a task')
  })
  const views = composeViews(core, work, options)
  noteWork = views.tray.noteWork
  followers.push(
    (task) => views.storyboard.noteTask(task),
    (task) => views.canvas.noteTask(task),
    (task) => views.chat.noteTask(task),
    (task) => work.continuation.noteTask(task),
    createGenerationFallback({
      settings: core.settings.settings,
      recipeOf: work.generation.recipe,
      taskOf: work.queue.get,
      priceOf: work.generation.priceOf,
      sendInstead: work.generation.sendInstead,
      noticeRaised: (failure) => core.events.publish('notice.raised', { failure }),
    }),
    async (task) => {
      if (isTerminal(task.state)) await account.noteSpending((await account.activeProfile()).id)
    },
  )
  return {
    handlers: handlersOf(core, work, views, safety, options.paths),
    start: async () => {
      detach(account.refresh(), 'ask for balance and models')
      detach(views.tray.start(), 'show the icon in the tray')
      if (db.readOnlyReason !== null) return
      safety.start(options)
      await views.chat.recover()
      detach(views.chatSearch.fill(), 'make older messages findable')
      detach(views.quick.start(), 'make the quick window ready')
      await work.engine.start()
      detach(work.callback.start(), 'listen for notices')
      detach(work.continuation.start(), 'send the next steps that are due')
      powerMonitor.on('resume', work.engine.nudge)
      await library.start()
    },
    stop: async () => {
      work.engine.stop()
      views.tray.stop()
      await work.callback.stop()
      powerMonitor.off('resume', work.engine.nudge)
      safety.stop()
      library.stop()
      demo.stop()
      await views.chat.saveRunning()
      db.close()
    },
  }
}

type Work = ReturnType<typeof composeWork>
type Views = ReturnType<typeof composeViews>

/** The services behind chat, storyboard and canvas. */
function composeViews(core: Core, { generation, reportConnection }: Work, options: ComposeOptions) {
  const { db, clock, events, nextId, account, library } = core
  const shared = { db, clock, events, nextId, submitGeneration: generation.submit }
  const storyboard = createStoryboardService(shared)
  const film = createStoryboardExport({ events, nextId, loadBoard: storyboard.open, renderFilm: library.renderFilm })
  const titleOfAsset = async (assetId: string): Promise<string> =>
    (await loadAssetDetail(db, assetId))?.title ?? 'Picture'
  const canvas = createCanvasService({ ...shared, titleOfAsset })
  const chat = createChatService({
    ...shared,
    credentials: account.activeCredentials,
    streamAnswer: createStreamAnswer(core.client),
    assetFile: library.files.assetFile,
    storeAnswerFile: library.storeAnswerFile,
    operationOf: findOperation,
    priceOf: core.priceOf,
    titleModelId: async () => (await core.settings.settings()).titleModelId,
    reportConnection,
    noteSpending: (profileId) => detach(account.noteSpending(profileId), 'ask for the balance'),
    prices: account.prices,
    askAboveMicroUsd: async () => (await core.settings.settings()).askAboveMicroUsd,
    resolveModel: core.resolveModel,
  })
  const voice = createVoiceService({
    db,
    clock,
    events,
    nextId,
    openRealtime: core.client.openRealtime,
    requireBudget: chat.requireBudget,
    budgetHold: chat.budgetHold,
    credentials: account.activeCredentials,
    priceOf: core.priceOf,
    noteSpending: (profileId) => detach(account.noteSpending(profileId), 'ask for the balance'),
  })
  const quick = composeQuick(core, options)
  const tray = composeTray(core, options, chat.streaming)
  return { storyboard, film, canvas, chat, voice, chatSearch: createChatSearch(db), quick, tray }
}

/** One handler for each route; every one calls one method of one service. */
function handlersOf(core: Core, work: Work, views: Views, safety: SafetyService, paths: StudioPaths): RouteHandlers {
  const { db, account, library, fileTokens, downloadTo } = core
  const system = { dialogs: electronDialogs, shell: electronShell, clipboard: createElectronClipboard() }
  const studio = createStudioService({
    ...system,
    version: app.getVersion(),
    dataFolder: paths.library,
    platform: process.platform,
    readOnlyReason: db.readOnlyReason,
    isDemo: account.isDemo,
  })
  const shelf = createLibraryService({ ...system, library, fileTokens, fileDrag: electronFileDrag, downloadTo })
  const handlers = {
    ...createAccountHandlers(account),
    ...createCallbackHandlers(work.callback),
    ...createCanvasHandlers(views.canvas),
    ...createChatHandlers(views.chat),
    ...createChatFoldersHandlers(views.chat),
    ...createChatOrderHandlers(views.chat),
    ...createChatSearchHandlers(views.chatSearch),
    ...createChatTransferHandlers(composeChatTransfer(core, paths.out)),
    ...createGenerationHandlers(work.generation, work.vendorWork),
    ...createLibraryHandlers(shelf),
    ...createLibraryFilesHandlers(libraryFilesOf(core, paths)),
    ...createLibraryMeaningHandlers(libraryMeaningOf(core)),
    ...createLibraryProgramsHandlers(
      createLibraryProgramsService({ library, clipboard: system.clipboard, programs: electronPrograms }),
    ),
    ...createSafetyHandlers(safety),
    ...createLibraryCullingHandlers(createLibraryCullingService(library.context)),
    ...createLibraryLineageHandlers(createLibraryLineageService(library.context)),
    ...createLibraryOrderHandlers(createLibraryOrderService(library.context)),
    ...createQuickHandlers(views.quick),
    ...createSavedPromptHandlers(createSavedPromptService(core)),
    ...createStoryboardHandlers(views.storyboard, views.film),
    ...createStudioHandlers(studio, core.settings),
    ...createTaskHandlers(work.queue),
    ...createTrayHandlers(views.tray),
    ...createVendorItemHandlers(work.vendorItem),
    ...createVoiceHandlers(views.voice, microphone),
  }
  // Every handler takes its own route's parsed request; the router parses by the same contract before it calls.
  return handlers as unknown as RouteHandlers
}

function libraryFilesOf({ library, settings }: Core, paths: StudioPaths) {
  return createLibraryFilesService({
    library,
    mayTranscode: async () => (await settings.settings()).usesFfmpeg,
    dialogs: electronDialogs,
    shell: electronShell,
    databaseWorkerPath: join(paths.out, 'main', 'database-worker.js'),
    nativeBinding: process.env['CHAINHUB_SQLITE_BINDING'],
  })
}

function libraryMeaningOf({ library, client, account, priceOf }: Core) {
  const gateway = createMeaningGateway({
    context: library.context,
    send: client.send,
    credentials: account.activeCredentials,
    priceOf,
    noteSpending: (profileId) => detach(account.noteSpending(profileId), 'ask for the balance'),
  })
  return createLibraryMeaningService({ context: library.context, gateway })
}
