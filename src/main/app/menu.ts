import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { EventPublisher } from '../platform/ports'
import { showQuickWindow } from './quick-window'

export interface MenuOptions {
  readonly events: EventPublisher
  readonly openWindow: () => void
}

/** Commands of the page's registry that stand in the application menu; the page runs them. */
const VIEW_COMMANDS: readonly (readonly [string, string, string])[] = [
  ['view.chat', 'Chat', 'CmdOrCtrl+1'],
  ['view.storyboard', 'Storyboard', 'CmdOrCtrl+2'],
  ['view.library', 'Library', 'CmdOrCtrl+3'],
  ['view.canvas', 'Canvas', 'CmdOrCtrl+4'],
  ['view.create', 'Create', 'CmdOrCtrl+5'],
  ['view.queue', 'Queue', 'CmdOrCtrl+6'],
]

/**
 * The application menu. Keys that the page handles itself are shown but not registered, because a menu
 * accelerator would swallow them before the page can decide by focus.
 */
export function installMenu(options: MenuOptions): void {
  const command = (commandId: string, label: string, accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => options.events.publish('command.invoked', { commandId }),
  })
  const settings = command('view.settings', 'Settings…', 'CmdOrCtrl+,')
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac
      ? [
          {
            label: app.name,
            submenu: [
              { role: 'about' },
              { type: 'separator' },
              settings,
              { type: 'separator' },
              { role: 'hide' },
              { role: 'quit' },
            ],
          } satisfies MenuItemConstructorOptions,
        ]
      : []),
    {
      label: 'File',
      submenu: [
        command('item.new', 'New', 'CmdOrCtrl+N'),
        { label: 'Quick Window', click: () => void showQuickWindow() },
        { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: options.openWindow },
        { type: 'separator' },
        ...(isMac
          ? [{ role: 'close' } satisfies MenuItemConstructorOptions]
          : [settings, { role: 'quit' } satisfies MenuItemConstructorOptions]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...VIEW_COMMANDS.map(([id, label, key]) => command(id, label, key)),
        { type: 'separator' },
        command('palette.open', 'Command Palette…', 'CmdOrCtrl+K'),
        command('shortcuts.open', 'Keyboard Shortcuts', '?'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [command('view.guide', 'Guide', 'F1')] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
