import { join } from 'node:path'
import type { ThemeChoice } from '@shared/domain/settings'
import Store from 'electron-store'
import { createLogger } from '../log/logger'
import { keepDamagedSettings } from './damaged-settings'

const log = createLogger('boot')

export interface WindowBounds {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

/** What the first window needs before the database is open; all else a user would miss lies in SQLite. */
export interface BootSettings {
  window: WindowBounds
  theme: ThemeChoice
  /** Where the library was moved to; absent: its first place. */
  libraryFolder?: string
  /** Where it was before, until the person lets go of that copy; empty when they did. */
  oldLibraryFolder?: string
}

const DEFAULTS: BootSettings = { window: { width: 1280, height: 800, isMaximized: false }, theme: 'system' }

export interface BootStore {
  readonly get: () => BootSettings
  readonly set: (change: Partial<BootSettings>) => void
  /** Where the unreadable file was kept, when there was one. */
  readonly keptCopy: string | null
}

/** Opens the boot settings; a damaged file is kept beside the new one, never deleted. */
export function openBootStore(folder: string): BootStore {
  const keptCopy = keepDamagedSettings(join(folder, 'boot.json'))
  const store = new Store<BootSettings>({ name: 'boot', cwd: folder, defaults: DEFAULTS, clearInvalidConfig: true })
  return {
    get: () => ({ ...DEFAULTS, ...store.store }),
    set: (change) => {
      try {
        store.set(change)
      } catch (error) {
        log.warn('boot settings could not be written', error)
      }
    },
    keptCopy,
  }
}
