import { saveSetting } from '../db/commands/settings'
import { loadSetting } from '../db/queries/settings'
import { createElectronClipboard } from '../platform/electron-clipboard'
import { createQuickService, type QuickService } from '../services/quick'
import type { ComposeOptions, Core } from './compose-core'
import { createQuickWindow } from './quick-window'
import { preloadPathOf } from './windows'

const SHORTCUT_KEY = 'quick.shortcut'

export function composeQuick({ db, events }: Core, { windows, paths }: ComposeOptions): QuickService {
  return createQuickService({
    events,
    clipboard: createElectronClipboard(),
    window: createQuickWindow(windows, events, preloadPathOf(paths.out)),
    storedShortcut: async () => {
      const stored: unknown = JSON.parse((await loadSetting(db, SHORTCUT_KEY)) ?? 'null')
      return typeof stored === 'string' ? stored : null
    },
    storeShortcut: (shortcut) => saveSetting(db, SHORTCUT_KEY, JSON.stringify(shortcut)),
  })
}
