import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'
import type { TrayPort } from '../services/tray'
import { showQuickWindow } from './quick-window'
import type { StudioWindows } from './windows'

/** While the icon is shown the program goes on without windows. */
export function createTray(windows: StudioWindows, outFolder: string): TrayPort {
  let tray: Tray | null = null
  let shownLines: readonly string[] = []
  return {
    show: (lines) => {
      if (tray && shownLines.join('\n') === lines.join('\n')) return
      shownLines = lines
      tray ??= newTray(windows, outFolder)
      tray.setToolTip(`ChainHub Studio: ${lines.join(', ').toLowerCase()}`)
      tray.setContextMenu(menuOf(windows, lines))
      windows.keepRunning(true)
    },
    hide: () => {
      tray?.destroy()
      tray = null
      windows.keepRunning(false)
    },
  }
}

function newTray(windows: StudioWindows, outFolder: string): Tray {
  // On macOS the system draws it in the colour of its menu bar; elsewhere it brings its own ground.
  const name = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'
  const tray = new Tray(nativeImage.createFromPath(join(outFolder, '..', 'resources', 'tray', name)))
  // On macOS a press opens the menu, as everywhere in its menu bar.
  if (process.platform !== 'darwin') tray.on('click', windows.focus)
  return tray
}

function menuOf(windows: StudioWindows, lines: readonly string[]): Menu {
  return Menu.buildFromTemplate([
    { label: 'Open ChainHub Studio', click: windows.focus },
    {
      label: 'Quick Question',
      click: () => {
        if (!showQuickWindow()) windows.focus()
      },
    },
    { type: 'separator' },
    ...lines.map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    { label: 'Quit', click: () => app.quit() },
  ])
}
