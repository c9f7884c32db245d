import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { detach } from '../log/logger'
import type { BootStore, WindowBounds } from './boot-store'
import { STUDIO_ORIGIN } from './schemes'

const MIN_WIDTH = 900
const MIN_HEIGHT = 600

/** The studio's own windows; the router and the event hub ask here who belongs to the program. */
export interface StudioWindows {
  readonly open: () => BrowserWindow
  readonly focus: () => void
  readonly all: () => readonly BrowserWindow[]
  /** A window besides the studio's own: it may ask and hears events, and goes when the last of them is closed. */
  readonly adopt: (window: BrowserWindow) => void
  /** With an icon in the tray the program goes on when the last window is closed, as it always does on macOS. */
  readonly keepRunning: (isKept: boolean) => void
  readonly isKeptRunning: () => boolean
  readonly isKnown: (webContentsId: number) => boolean
}

export interface WindowOptions {
  readonly preloadPath: string
  readonly boot: BootStore
}

export function createStudioWindows(options: WindowOptions): StudioWindows {
  const windows = new Set<BrowserWindow>()
  const adopted = new Set<BrowserWindow>()
  let isKept = process.platform === 'darwin'
  const all = (): readonly BrowserWindow[] => [...windows, ...adopted]
  const open = (): BrowserWindow => {
    const bounds = onSomeScreen(options.boot.get().window)
    const window = new BrowserWindow({
      ...bounds,
      minWidth: MIN_WIDTH,
      minHeight: MIN_HEIGHT,
      show: false,
      title: 'ChainHub Studio',
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#1b1b1b' : '#f6f6f6',
      webPreferences: {
        preload: options.preloadPath,
        contextIsolation: true,
        nodeIntegration: false,
        sandbox: true,
        webviewTag: false,
        spellcheck: false,
      },
    })
    windows.add(window)
    window.once('ready-to-show', () => {
      if (bounds.isMaximized) window.maximize()
      window.show()
    })
    window.on('close', () =>
      options.boot.set({ window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() } }),
    )
    window.on('closed', () => {
      windows.delete(window)
      // What nobody can reach any more must not keep the program alive.
      if (windows.size === 0 && !isKept) for (const other of adopted) other.destroy()
    })
    detach(window.loadURL(`${STUDIO_ORIGIN}/index.html`), 'load the studio page')
    return window
  }
  return {
    open,
    focus: () => {
      const window = [...windows].at(-1) ?? open()
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    all,
    adopt: (window) => {
      adopted.add(window)
      window.on('closed', () => adopted.delete(window))
    },
    keepRunning: (isWanted) => {
      isKept = isWanted || process.platform === 'darwin'
    },
    isKeptRunning: () => isKept,
    isKnown: (id) => all().some((window) => !window.isDestroyed() && window.webContents.id === id),
  }
}

/** A window remembered on a screen that is gone opens in the middle of the first one. */
function onSomeScreen(bounds: WindowBounds): WindowBounds {
  const { x, y } = bounds
  if (x === undefined || y === undefined) return bounds
  const isVisible = screen.getAllDisplays().some(({ workArea }) => {
    const isInside = x + 100 > workArea.x && x < workArea.x + workArea.width - 100
    return isInside && y >= workArea.y - 20 && y < workArea.y + workArea.height - 100
  })
  return isVisible ? bounds : { width: bounds.width, height: bounds.height, isMaximized: bounds.isMaximized }
}

export const preloadPathOf = (outFolder: string): string => join(outFolder, 'preload', 'index.cjs')
