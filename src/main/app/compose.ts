import { randomFillSync } from 'node:crypto'
import { studioRoutes } from '@shared/contracts/routes'
import { findOperation } from '@shared/catalog/operations'
import { AppError } from '@shared/domain/app-error'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { app, nativeTheme } from 'electron'
import { openDatabase } from '../db/open'
import { createAccountReader } from '../gateway/account'
import { createGatewayClient } from '../gateway/client'
import { createAccountHandlers } from '../ipc/handlers/account'
import { createCanvasHandlers } from '../ipc/handlers/canvas'
import { createChatHandlers } from '../ipc/handlers/chat'
import { createStoryboardHandlers } from '../ipc/handlers/storyboard'
import { createStudioHandlers } from '../ipc/handlers/studio'
import type { RouteHandlers } from '../ipc/router'
import { detach } from '../log/logger'
import { electronDialogs, electronSecretStore, electronShell, systemClock } from '../platform/electron-adapters'
import { createElectronClipboard } from '../platform/electron-clipboard'
import type { EventPublisher } from '../platform/ports'
import { createAccountService } from '../services/account'
import { createCanvasService } from '../services/canvas'
import { createChatService } from '../services/chat'
import { createStreamAnswer } from '../services/chat-gateway'
import { createSettingsService } from '../services/settings'
import { createStoryboardService } from '../services/storyboard'
import { createStoryboardExport } from '../services/storyboard-export'
import { createStudioService } from '../services/studio'
import type { BootStore } from './boot-store'
import { createDemoGatewayControl } from './demo-process'
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
  readonly stop: () => void
}

/** Puts the program together; the only place that constructs. */
export async function composeStudio({ paths, boot, events }: ComposeOptions): Promise<Studio> {
  const clock = systemClock
  const nextId = createUuidV7Generator({ nowMs: clock.nowMs, fillRandom: (bytes) => void randomFillSync(bytes) })
  const db = await openDatabase({ filePath: paths.database, backupFolder: paths.backups, nativeBinding: process.env['CHAINHUB_SQLITE_BINDING'] })
  const clipboard = createElectronClipboard()
  const client = createGatewayClient({ clock })
  const demo = createDemoGatewayControl({ outFolder: paths.out, dataFolder: paths.demo, timeScale: Number(process.env['STUDIO_DEMO_TIME_SCALE'] ?? 1) })
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
  const settings = createSettingsService({
    db,
    clock,
    events,
    applyTheme: (theme) => {
      nativeTheme.themeSource = theme
      boot.set({ theme })
    },
  })
  const notYet = async (): Promise<never> => {
    throw new AppError({ code: 'not-ready', message: 'not yet', nextStep: 'none' })
  }
  const storyboard = createStoryboardService({ db, clock, events, nextId, submitGeneration: notYet })
  const film = createStoryboardExport({ events, nextId, loadBoard: storyboard.open, renderFilm: notYet })
  const canvas = createCanvasService({ db, clock, events, nextId, titleOfAsset: async () => 'x', submitGeneration: notYet })
  const chat = createChatService({
    db,
    clock,
    events,
    nextId,
    credentials: account.activeCredentials,
    streamAnswer: createStreamAnswer(client),
    assetFile: async () => null,
    operationOf: findOperation,
    submitGeneration: notYet,
    priceOf: async () => null,
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
  if (db.readOnlyReason === null) await chat.recover()
  detach(account.refresh(), 'ask for balance and models')
  const handlers = {
    ...Object.fromEntries(Object.keys(studioRoutes).map((route) => [route, notYet])),
    ...createAccountHandlers(account),
    ...createCanvasHandlers(canvas),
    ...createChatHandlers(chat),
    ...createStoryboardHandlers(storyboard, film),
    ...createStudioHandlers(studio, settings),
  }
  return {
    handlers: handlers as unknown as RouteHandlers,
    stop: () => {
      demo.stop()
      db.close()
    },
  }
}
