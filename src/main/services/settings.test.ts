import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_SETTINGS, type ThemeChoice } from '@shared/domain/settings'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveSetting } from '../db/commands/settings'
import type { Database } from '../db/database'
import { openDatabase } from '../db/open'
import { listSettings } from '../db/queries/settings'
import { createSettingsService, type SettingsService } from './settings'

let db: Database
let settings: SettingsService
let themes: ThemeChoice[]

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'))
  db = await openDatabase({ filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') })
  themes = []
  settings = createSettingsService({
    db,
    clock: { nowMs: () => 1_000, monotonicMs: () => 0 },
    events: { publish: () => undefined, publishTo: () => undefined },
    applyTheme: (theme) => void themes.push(theme),
  })
})

afterEach(() => db.close())

test('a change of one setting leaves the others', async () => {
  await settings.update({ theme: 'dark' })
  await settings.update({ askAboveMicroUsd: null })
  expect(await settings.settings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', askAboveMicroUsd: null })
  expect(themes).toEqual(['dark'])
})

test('a damaged row gives defaults and is kept', async () => {
  await saveSetting(db, 'studio.settings', '{"theme":"da')
  expect(await settings.settings()).toEqual(DEFAULT_SETTINGS)
  expect((await listSettings(db, 'damaged.')).map((row) => row.valueJson)).toEqual(['{"theme":"da'])
})

test('one bad value costs that value only', async () => {
  await saveSetting(db, 'studio.settings', '{"theme":"purple","isFirstRunDone":true}')
  expect(await settings.settings()).toEqual({ ...DEFAULT_SETTINGS, isFirstRunDone: true })
})

test('a damaged view state does not keep the other views from theirs', async () => {
  await settings.saveViewState({ key: 'create.prompt', value: 'half a pr' })
  await saveSetting(db, 'view.library.scroll', 'nonsense')
  expect(await settings.viewState()).toEqual({ 'create.prompt': 'half a pr' })
})

test('view state that grows without end is refused', async () => {
  await expect(settings.saveViewState({ key: 'create.prompt', value: 'x'.repeat(600_000) })).rejects.toMatchObject({
    failure: { code: 'too-large' },
  })
})
