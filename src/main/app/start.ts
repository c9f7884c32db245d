import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeAnswer } from '@shared/contracts/answer-text'
import { REQUEST_CHANNEL } from '@shared/contracts/bridge'
import { app, nativeTheme, session } from 'electron'
import { createEventHub } from '../ipc/event-hub'
import { serveChannel } from '../ipc/router-channel'
import { createFileSink } from '../log/file-sink'
import { addLogSink, detach } from '../log/logger'
import { handleAppProtocol } from './app-protocol'
import { openBootStore } from './boot-store'
import type { LibraryKeeper } from './library-keeper'
import { handleMediaProtocol } from './media-protocol'
import { installMenu } from './menu'
import { microphone } from './microphone'
import { studioPaths } from './paths'
import { QUICK_FLAG, showQuickWindow } from './quick-window'
import { secureSession } from './security'
import { createStudioWindows, preloadPathOf } from './windows'

/** Opens the first window at once; it loads its page while the library opens behind it. */
export async function startStudio(outFolder: string): Promise<void> {
  const userData = app.getPath('userData')
  mkdirSync(userData, { recursive: true })
  const boot = openBootStore(userData)
  addLogSink(createFileSink(studioPaths(userData, outFolder).logFile))
  nativeTheme.themeSource = boot.get().theme
  secureSession(session.defaultSession, microphone)
  handleAppProtocol(session.defaultSession, join(outFolder, 'renderer'))
  const media = handleMediaProtocol(session.defaultSession)

  const windows = createStudioWindows({ preloadPath: preloadPathOf(outFolder), boot })
  const events = createEventHub(() => windows.all().map((window) => window.webContents))
  let open: (keeper: LibraryKeeper) => void = () => undefined
  const opened = new Promise<LibraryKeeper>((resolve) => {
    open = resolve
  })
  serveChannel(REQUEST_CHANNEL, async (event, route, payload) => {
    const keeper = await opened
    return writeAnswer(await (await keeper.answer())(event, route, payload))
  })

  windows.open()
  // The page's process starts and reads its code while main reads the large rest of its own.
  const { createLibraryKeeper } = await import('./library-keeper')
  const keeper = createLibraryKeeper({ outFolder, userData, boot, windows, events, media })
  open(keeper)
  installMenu({ events, openWindow: () => void windows.open() })
  app.on('second-instance', (_event, words) => {
    if (!words.includes(QUICK_FLAG) || !showQuickWindow()) windows.focus()
  })
  app.on('activate', () => windows.focus())
  app.on('window-all-closed', () => {
    if (!windows.isKeptRunning()) app.quit()
  })
  stopBeforeQuit(keeper.stop)
  detach(keeper.answer(), 'compose the studio')
}

/** Holds the end back once, until the studio has stopped. */
function stopBeforeQuit(stop: () => Promise<void>): void {
  app.on('will-quit', (event) => {
    event.preventDefault()
    detach(
      stop().finally(() => app.exit()),
      'stop the studio',
    )
  })
}
