import { studioContract } from '@shared/contracts/studio'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import { DEFAULT_SETTINGS, type StudioSettings, type ThemeChoice } from '@shared/domain/settings'
import { saveSetting, setSettingAside } from '../db/commands/settings'
import type { Database } from '../db/database'
import { listSettings, loadSetting } from '../db/queries/settings'
import { createLogger } from '../log/logger'
import type { Clock, EventPublisher } from '../platform/ports'

const log = createLogger('settings')

const SETTINGS_KEY = 'studio.settings'
const VIEW_PREFIX = 'view.'
const MAX_VIEW_STATE_CHARACTERS = 500_000

export interface SettingsServiceOptions {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  /** Makes the windows follow, and remembers the theme for the next start's first paint. */
  readonly applyTheme: (theme: ThemeChoice) => void
}

export type SettingsService = ReturnType<typeof createSettingsService>

/** The studio's settings and the small things views remember. */
export function createSettingsService({ db, clock, events, applyTheme }: SettingsServiceOptions) {
  const load = async (): Promise<StudioSettings> => {
    const reading = readSettings(await loadSetting(db, SETTINGS_KEY))
    if (reading.isDamaged) await keepAside(SETTINGS_KEY)
    return reading.settings
  }
  const keepAside = async (key: string): Promise<void> => {
    log.warn('a stored setting was damaged and set aside', { setting: key })
    if (db.readOnlyReason === null) await setSettingAside(db, key, `damaged.${clock.nowMs()}.${key}`)
  }

  return {
    settings: load,

    async update(patch: RouteParsedRequest<'studio.update-settings'>): Promise<StudioSettings> {
      if (db.readOnlyReason !== null)
        throw new AppError({ code: 'read-only', message: db.readOnlyReason, nextStep: 'none' })
      const next: StudioSettings = { ...(await load()), ...withoutUndefined(patch) }
      await saveSetting(db, SETTINGS_KEY, JSON.stringify(next))
      if (patch.theme !== undefined) applyTheme(next.theme)
      events.publish('settings.changed', next)
      return next
    },

    async viewState(): Promise<Readonly<Record<string, unknown>>> {
      const values: Record<string, unknown> = {}
      for (const { key, valueJson } of await listSettings(db, VIEW_PREFIX)) {
        const value = parse(valueJson)
        if (value === undefined) await keepAside(key)
        else values[key.slice(VIEW_PREFIX.length)] = value
      }
      return values
    },

    async saveViewState({ key, value }: RouteParsedRequest<'studio.save-view-state'>): Promise<null> {
      const valueJson = JSON.stringify(value ?? null)
      if (valueJson.length > MAX_VIEW_STATE_CHARACTERS) {
        throw new AppError({ code: 'too-large', message: 'This view remembers too much.', nextStep: 'none' })
      }
      if (db.readOnlyReason === null) await saveSetting(db, `${VIEW_PREFIX}${key}`, valueJson)
      return null
    },
  }
}

interface SettingsReading {
  readonly settings: StudioSettings
  readonly isDamaged: boolean
}

/** Field by field: one bad value costs that value, not all settings. */
export function readSettings(json: string | null): SettingsReading {
  if (json === null) return { settings: DEFAULT_SETTINGS, isDamaged: false }
  const stored = parse(json)
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) {
    return { settings: DEFAULT_SETTINGS, isDamaged: true }
  }
  const schema = studioContract['studio.update-settings'].request
  let settings: StudioSettings = DEFAULT_SETTINGS
  let isDamaged = false
  for (const [name, value] of Object.entries(stored)) {
    const field = schema.safeParse({ [name]: value })
    if (field.success) settings = { ...settings, ...withoutUndefined(field.data) }
    else isDamaged = true
  }
  return { settings, isDamaged }
}

function withoutUndefined(patch: RouteParsedRequest<'studio.update-settings'>): Partial<StudioSettings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}
