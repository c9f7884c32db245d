import { join } from 'node:path'
import { randomFillSync, randomUUID } from 'node:crypto'
import { listPriceOf } from '@shared/catalog/prices/list-prices'
import type { ModelPrice } from '@shared/contracts/account'
import { FILE_CHANNEL } from '@shared/contracts/bridge'
import { createUuidV7Generator } from '@shared/lib/uuid-v7'
import { nativeTheme } from 'electron'
import { openDatabase } from '../db/open'
import { createAccountReader } from '../gateway/account'
import { createGatewayClient } from '../gateway/client'
import { createDownloader } from '../gateway/download'
import { createFormPoster } from '../gateway/form-post'
import { createFileTokens } from '../library/file-tokens'
import { createHashThread } from '../library/hash-thread'
import { createLibrary } from '../library/library'
import { findTranscoder } from '../library/transcoder'
import { watchFolder } from '../platform/folder-watch'
import { electronSecretStore, systemClock } from '../platform/electron-adapters'
import { resolveSystemProxy } from '../platform/electron-proxy'
import type { EventPublisher } from '../platform/ports'
import { createAccountService } from '../services/account'
import { createSettingsService } from '../services/settings'
import type { BootStore } from './boot-store'
import { createDemoGatewayControl } from './demo-process'
import { serveFileTokens } from './file-channel'
import type { MediaProtocol } from './media-protocol'
import { createMediaWorkerPages, mediaWorkerPreloadPathOf } from './media-worker-window'
import type { StudioPaths } from './paths'
import type { StudioWindows } from './windows'

export interface ComposeOptions {
  readonly paths: StudioPaths
  readonly boot: BootStore
  readonly windows: StudioWindows
  readonly events: EventPublisher
  readonly media: MediaProtocol
}

export type Core = Awaited<ReturnType<typeof composeCore>>

/** What everything else stands on: database, gateway, keys, settings and the library. */
export async function composeCore({ paths, boot, windows, events, media }: ComposeOptions) {
  const clock = systemClock
  const nextId = createUuidV7Generator({ nowMs: clock.nowMs, fillRandom: (bytes) => void randomFillSync(bytes) })
  const nativeBinding = process.env['CHAINHUB_SQLITE_BINDING']
  const db = await openDatabase({ filePath: paths.database, backupFolder: paths.backups, nativeBinding })
  const client = createGatewayClient({ clock, proxy: resolveSystemProxy })
  const { downloadTo } = createDownloader({ clock, proxy: resolveSystemProxy })
  const postForm = createFormPoster({ proxy: resolveSystemProxy })
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
    downloadTo,
    hashes: createHashThread(join(paths.out, 'main', 'hash-worker.js')),
    watchFolder,
    findTranscoder: () => findTranscoder(process.env['PATH']),
    credentialsOf: account.credentialsOf,
  })
  media.serve(library)
  const fileTokens = createFileTokens({ clock, newToken: randomUUID })
  serveFileTokens(FILE_CHANNEL, fileTokens, windows.isKnown)

  /** What this gateway told of a model's price, else the shipped list; null where nobody knows. */
  const priceOf = async (modelId: string): Promise<ModelPrice | null> =>
    (await account.prices()).find((price) => price.modelId === modelId) ?? listPriceOf(modelId)

  /** The model behind a name of the person's own, such as `best-chat`; any other name is itself. */
  const resolveModel = async (modelId: string): Promise<string> =>
    (await settings.settings()).modelAliases[modelId] ?? modelId

  return {
    resolveModel,
    clock,
    nextId,
    db,
    events,
    client,
    downloadTo,
    postForm,
    demo,
    account,
    settings,
    library,
    fileTokens,
    priceOf,
  }
}
