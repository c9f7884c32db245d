import { app, BrowserWindow, globalShortcut, nativeTheme, screen } from 'electron'
import { createLogger, detach } from '../log/logger'
import type { EventPublisher } from '../platform/ports'
import type { QuickWindowPort } from '../services/quick'
import { STUDIO_ORIGIN } from './schemes'
import type { StudioWindows } from './windows'

const log = createLogger('quick')

/** Of a second start: opens the quick window of the running program instead of its first one. */
export const QUICK_FLAG = '--quick'

const WIDTH = 560
const HEIGHT = 480
/** Of the screen's height: where the eyes are, as in launchers. */
const TOP_SHARE = 0.18

/** The newest: a library that is opened again puts the program together anew. */
let newest: QuickWindowPort | null = null

/** False while there is nothing yet that could be asked. */
export function showQuickWindow(): boolean {
  newest?.show()
  return newest !== null
}

/**
 * The small window over everything else. While a shortcut is set it is kept loaded and hidden, so that it is there at
 * once when it is asked for.
 */
export function createQuickWindow(
  windows: StudioWindows,
  events: EventPublisher,
  preloadPath: string,
): QuickWindowPort {
  let window: BrowserWindow | null = null
  let bound: string | null = null

  const ready = (): BrowserWindow => {
    if (window && !window.isDestroyed()) return window
    window = openHidden(preloadPath)
    hideInsteadOfClosing(window, windows)
    windows.adopt(window)
    return window
  }
  const show = (): void => {
    const quick = ready()
    place(quick)
    quick.show()
    quick.focus()
    events.publishTo(quick.webContents.id, 'quick.shown', {})
  }
  const toggle = (): void => {
    if (window?.isVisible() && window.isFocused()) window.hide()
    else show()
  }
  const release = (): void => {
    if (bound !== null) globalShortcut.unregister(bound)
    bound = null
  }
  app.on('will-quit', release)
  newest = {
    bind: (shortcut) => {
      release()
      if (shortcut === null) {
        if (window && !window.isDestroyed()) window.destroy()
        window = null
        return true
      }
      if (!register(shortcut, toggle)) return false
      bound = shortcut
      ready()
      return true
    },
    show,
    hide: () => window?.hide(),
    focusStudio: windows.focus,
  }
  return newest
}

/** Electron throws at a text that is no shortcut, and says false for one that another program has. */
function register(shortcut: string, run: () => void): boolean {
  try {
    return globalShortcut.register(shortcut, run)
  } catch (error) {
    log.info('not a shortcut', { shortcut, reason: error instanceof Error ? error.message : '' })
    return false
  }
}

function openHidden(preloadPath: string): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    width: WIDTH,
    height: HEIGHT,
    minWidth: 420,
    minHeight: 320,
    title: 'Quick chat',
    alwaysOnTop: true,
    skipTaskbar: true,
    fullscreenable: false,
    maximizable: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#f6f6f6',
    webPreferences: {
      preload: preloadPath,
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  window.setMenuBarVisibility(false)
  detach(window.loadURL(`${STUDIO_ORIGIN}/quick.html`), 'load the quick window')
  return window
}

let isQuitting = false
app.on('before-quit', () => {
  isQuitting = true
})

/** Closing it by its frame means "not now": the next press of the shortcut is to be as quick as the last. */
function hideInsteadOfClosing(window: BrowserWindow, windows: StudioWindows): void {
  window.on('close', (event) => {
    const isReachable =
      windows.isKeptRunning() || BrowserWindow.getAllWindows().some((other) => other !== window && other.isVisible())
    if (isQuitting || !isReachable) return
    event.preventDefault()
    window.hide()
  })
}

function place(window: BrowserWindow): void {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
  const { width } = window.getBounds()
  window.setPosition(
    Math.round(workArea.x + (workArea.width - width) / 2),
    Math.round(workArea.y + workArea.height * TOP_SHARE),
  )
}
