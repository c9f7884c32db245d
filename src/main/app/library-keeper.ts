import { join } from 'node:path'
import { studioRoutes } from '@shared/contracts/routes'
import { safetyContract } from '@shared/contracts/safety'
import { type Failure, toFailure } from '@shared/domain/app-error'
import { fail } from '@shared/lib/result'
import { moveDatabaseAside } from '../db/backups'
import type { LibraryLock } from '../db/library-lock'
import { createSafetyHandlers } from '../ipc/handlers/safety'
import { createRouter, type RouteHandlers } from '../ipc/router'
import { createHashThread } from '../library/hash-thread'
import { copyDatabaseFiles, copyLibraryFiles } from '../library/moving'
import { createLogger, detach } from '../log/logger'
import { electronDialogs, electronShell, systemClock } from '../platform/electron-adapters'
import type { EventPublisher } from '../platform/ports'
import { createSafetyService, type SafetyService, type SafetyServiceOptions } from '../services/safety'
import type { BootStore } from './boot-store'
import { composeStudio, type Studio } from './compose'
import { prepareLibrary } from './library-opening'
import type { MediaProtocol } from './media-protocol'
import { type StudioPaths, studioPaths } from './paths'
import { STUDIO_ORIGIN } from './schemes'
import type { StudioWindows } from './windows'

const log = createLogger('app')

type Router = ReturnType<typeof createRouter>

/** Opens the library and may open it again: from a backup, with a new database, or at another place. */
export interface LibraryKeeper {
  /** What answers the pages now; waits while a library is being opened. */
  readonly answer: () => Promise<Router>
  readonly stop: () => Promise<void>
}

export interface LibraryKeeperOptions {
  readonly outFolder: string
  readonly userData: string
  readonly boot: BootStore
  readonly windows: StudioWindows
  readonly events: EventPublisher
  readonly media: MediaProtocol
}

interface Open {
  readonly router: Router
  readonly stop: () => Promise<void>
}

export function createLibraryKeeper(options: LibraryKeeperOptions): LibraryKeeper {
  const { boot, windows } = options
  const gate = { origin: STUDIO_ORIGIN, isKnownWindow: windows.isKnown }

  const open = async (after: { readonly isRebuilt: boolean; readonly failure: Failure | null }): Promise<Open> => {
    const { libraryFolder } = boot.get()
    const paths = studioPaths(options.userData, options.outFolder, libraryFolder)
    const nativeBinding = process.env['CHAINHUB_SQLITE_BINDING']
    const createSafety = (running: SafetyServiceOptions['running'], damage: Failure | null): SafetyService =>
      createSafetyService({ ...surroundings(options, paths, restart), running, damage, failure: after.failure })
    let lock: LibraryLock | null = null
    try {
      lock = await prepareLibrary({
        paths,
        isChosen: libraryFolder !== undefined,
        isBegunAnew: after.isRebuilt,
        nativeBinding,
        nowMs: systemClock.nowMs(),
      })
      const studio = await composeStudio({
        ...options,
        paths,
        createSafety: (running) => createSafety(running, null),
        isRebuilt: after.isRebuilt,
        wasLeftOpen: lock.wasLeftOpen,
      })
      detach(studio.start(), 'go on with what the last run left')
      return {
        router: createRouter({ routes: studioRoutes, handlers: studio.handlers, gate }),
        stop: stopOf(studio, lock),
      }
    } catch (error) {
      log.error('the studio could not be put together', error)
      lock?.release()
      const failure = toFailure(error)
      const safety = createSafety(null, failure)
      return { router: onlySafety(safety, failure, gate), stop: async () => safety.stop() }
    }
  }

  const restart = async (change: () => Promise<void>, isRebuilt = false): Promise<void> => {
    const before = current
    current = (async () => {
      await (await before).stop()
      const failure = await change().then(
        () => null,
        (error: unknown) => toFailure(error),
      )
      return open({ isRebuilt: isRebuilt && failure === null, failure })
    })()
    await current
    for (const window of windows.all()) window.webContents.reload()
  }

  let current = open({ isRebuilt: false, failure: null })
  return {
    answer: async () => (await current).router,
    stop: async () => (await current).stop(),
  }
}

type Restart = (change: () => Promise<void>, isRebuilt?: boolean) => Promise<void>

const stopOf = (studio: Studio, lock: LibraryLock) => async (): Promise<void> => {
  await studio.stop()
  lock.release()
}

/** Nothing but the ways out of a damaged library is answered; anything else fails with the reason. */
function onlySafety(safety: SafetyService, failure: Failure, gate: Parameters<typeof createRouter>[0]['gate']): Router {
  const handlers = createSafetyHandlers(safety) as unknown as RouteHandlers
  const router = createRouter({ routes: safetyContract, handlers, gate })
  return async (event, route, payload) =>
    typeof route === 'string' && Object.hasOwn(safetyContract, route) ? router(event, route, payload) : fail(failure)
}

function surroundings({ outFolder, boot, events }: LibraryKeeperOptions, paths: StudioPaths, restart: Restart) {
  const hashes = createHashThread(join(outFolder, 'main', 'hash-worker.js'))
  return {
    folders: paths,
    clock: systemClock,
    events,
    dialogs: electronDialogs,
    shell: electronShell,
    databaseWorkerPath: join(outFolder, 'main', 'database-worker.js'),
    nativeBinding: process.env['CHAINHUB_SQLITE_BINDING'],
    hashes,
    oldFolder: () => boot.get().oldLibraryFolder || null,
    forgetOldFolder: () => boot.set({ oldLibraryFolder: '' }),
    restart: {
      again: () => restart(async () => undefined),
      withNewDatabase: () =>
        restart(async () => void (await moveDatabaseAside(paths.database, systemClock.nowMs())), true),
      at: (libraryFolder: string) =>
        restart(async () => {
          await copyLibraryFiles({
            source: paths.library,
            target: libraryFolder,
            hashes,
            onProgress: () => undefined,
            signal: new AbortController().signal,
            isSecondPass: true,
          })
          hashes.close()
          await copyDatabaseFiles(paths.database, join(libraryFolder, 'studio.sqlite'))
          boot.set({ libraryFolder, oldLibraryFolder: paths.library })
        }),
    },
  }
}
