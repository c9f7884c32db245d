import { mkdirSync } from 'node:fs'
import { REQUEST_CHANNEL } from '@shared/contracts/bridge'
import { toFailure } from '@shared/domain/app-error'
import { fail } from '@shared/lib/result'
import { app, nativeTheme, session } from 'electron'
import { createEventHub } from '../ipc/event-hub'
import { createRouter } from '../ipc/router'
import { serveChannel } from '../ipc/router-channel'
import { createFileSink } from '../log/file-sink'
import { addLogSink, createLogger, detach } from '../log/logger'
import { handleAppProtocol } from './app-protocol'
import { openBootStore } from './boot-store'
import { composeStudio, type Studio } from './compose'
import { installMenu } from './menu'
import { studioPaths } from './paths'
import { STUDIO_ORIGIN } from './schemes'
import { secureSession } from './security'
import { createStudioWindows, preloadPathOf } from './windows'
import { studioRoutes } from '@shared/contracts/routes'
import { join } from 'node:path'

const log = createLogger('app')

type Answer = ReturnType<typeof createRouter>

/** Opens the first window at once; it loads its page while the library opens behind it. */
export async function startStudio(outFolder: string): Promise<void> {
  const paths = studioPaths(app.getPath('userData'), outFolder)
  mkdirSync(paths.library, { recursive: true })
  addLogSink(createFileSink(paths.logFile))
  const boot = openBootStore(app.getPath('userData'))
  nativeTheme.themeSource = boot.get().theme
  secureSession(session.defaultSession)
  handleAppProtocol(session.defaultSession, join(outFolder, 'renderer'))

  const windows = createStudioWindows({ preloadPath: preloadPathOf(outFolder), boot })
  const events = createEventHub(() => windows.all().map((window) => window.webContents))
  let studio: Studio | null = null
  const answer: Promise<Answer> = (async () => {
    try {
      studio = await composeStudio({ paths, boot, windows, events })
      detach(studio.start(), 'go on with what the last run left')
      return createRouter({
        routes: studioRoutes,
        handlers: studio.handlers,
        gate: { origin: STUDIO_ORIGIN, isKnownWindow: windows.isKnown },
      })
    } catch (error) {
      log.error('the studio could not be put together', error)
      const failure = toFailure(error)
      return async () => fail(failure)
    }
  })()
  serveChannel(REQUEST_CHANNEL, async (event, route, payload) =>
    JSON.stringify(await (await answer)(event, route, payload)),
  )

  windows.open()
  installMenu({ events, openWindow: () => void windows.open() })
  app.on('second-instance', () => windows.focus())
  app.on('activate', () => windows.focus())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  stopBeforeQuit(() => studio?.stop())
  detach(answer, 'compose the studio')
}

/** Holds the end back once, until the studio has stopped. */
function stopBeforeQuit(stop: () => Promise<void> | undefined): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    detach(
      Promise.resolve(stop()).finally(() => app.exit()),
      'stop the studio',
    )
  })
}
