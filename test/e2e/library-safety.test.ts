import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY_MS } from '@shared/lib/durations'
import BetterSqlite3 from 'better-sqlite3'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings.ts'
import { plainPng } from './harness/bad-files.ts'
import { dropFiles } from './harness/dropped-files.ts'
import { launchStudio, type Studio } from './harness/launch.ts'
import { call, until } from './harness/studio-page.ts'

const PAGE_BYTES = 4_096

let userDataDir: string
let studio: Studio

const library = (): string => join(userDataDir, 'library')
const database = (): string => join(library(), 'studio.sqlite')

async function launch(): Promise<Page> {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'chainhub-studio-safety-'))
  const page = await launch()
  await call(page, 'studio.update-settings', { isFirstRunDone: true })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
})

afterAll(async () => {
  await studio?.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

const projects = async (page: Page): Promise<readonly string[]> =>
  (await call(page, 'storyboard.projects')).map(({ title }) => title)

const setAside = async (): Promise<readonly string[]> =>
  (await readdir(library())).filter((name) => /^studio\.sqlite\.set-aside-.*Z$/.test(name))

/** Of one day only the newest backup is kept. */
async function makeBackupsADayOlder(): Promise<void> {
  const folder = join(library(), 'backups')
  for (const name of await readdir(folder)) {
    const day = name.slice('studio-'.length, 'studio-2026-01-31'.length)
    const dayBefore = new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, day.length)
    await rename(join(folder, name), join(folder, name.replace(day, dayBefore)))
  }
}

async function sidecarTexts(): Promise<readonly string[]> {
  const names = await readdir(join(library(), 'files'), { recursive: true })
  return Promise.all(
    names.filter((name) => name.endsWith('.xmp')).map((name) => readFile(join(library(), 'files', name), 'utf8')),
  )
}

/** The button of one way out, once it may be pressed. */
async function wayOut(page: Page, name: string): Promise<Locator> {
  const button = page.getByRole('button', { name, exact: true }).and(page.locator(':not([aria-disabled=true])'))
  await button.waitFor()
  return button
}

/** Without a library nobody remembers a theme; the system's is shown. */
async function showBySystem(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await studio.app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source
  }, theme)
  await page.waitForFunction((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme)
}

/** Fills the first page of a table with what is no page; what lies in the journal goes into the file before. */
function damageTable(table: string): void {
  const connection = new BetterSqlite3(database())
  const row = connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)
  connection.close()
  const { rootpage } = row as { readonly rootpage: number }
  overwrite(database(), (rootpage - 1) * PAGE_BYTES)
}

function overwrite(path: string, offset: number): void {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, offset)
  closeSync(file)
}

describe('a damaged database', () => {
  it('is replaced by the newest backup at a press, and kept beside it', async () => {
    await call(studio.window, 'storyboard.create-project', { title: 'Kept by the backup' })
    const { backups, failure } = await call(studio.window, 'safety.back-up')
    expect([failure, backups.length]).toEqual([null, 1])
    await studio.close()
    const noDatabase = 'no database at all '.repeat(200)
    await writeFile(database(), noDatabase)

    const page = await launch()
    await page.getByRole('heading', { name: /cannot be read/ }).waitFor()
    await wayOut(page, 'Restore')
    expect.soft(await seriousFindings(page, 'html', (theme) => showBySystem(page, theme))).toEqual([])
    await (await wayOut(page, 'Restore')).click()
    await page.getByRole('navigation').first().waitFor()
    expect(await projects(page)).toContain('Kept by the backup')
    const [aside = '', ...others] = await setAside()
    expect(others).toEqual([])
    expect(await readFile(join(library(), aside), 'utf8')).toBe(noDatabase)
  })

  it('that is found after a kill is told over the open window; a backup that is damaged itself is not offered', async () => {
    const { window } = studio
    await call(window, 'storyboard.create-project', { title: 'After the first backup' })
    await makeBackupsADayOlder()
    const { backups } = await call(window, 'safety.back-up')
    const [newest = ''] = backups.map(({ name }) => name)
    expect(backups).toHaveLength(2)
    await call(window, 'storyboard.create-project', { title: 'After all backups' })
    await studio.kill9()
    damageTable('saved_prompt')
    overwrite(join(library(), 'backups', newest), 0)

    const page = await launch()
    await page.getByRole('navigation').first().waitFor()
    await page.getByRole('alert').filter({ hasText: 'database is damaged' }).waitFor()
    expect(await projects(page)).toContain('After all backups')
    await page.getByRole('button', { name: 'Ways out…' }).click()
    await page.getByText('One backup is damaged and not offered.').waitFor()
    await page.getByText('damaged itself').waitFor()
    expect.soft(await seriousFindings(page, 'html', (theme) => showBySystem(page, theme))).toEqual([])
    await (await wayOut(page, 'Restore')).click()
    await page.getByRole('alert').filter({ hasText: 'database is damaged' }).waitFor({ state: 'detached' })
    await page.getByRole('navigation').first().waitFor()
    expect(await projects(page)).toEqual(['Kept by the backup'])
    expect((await call(page, 'safety.state')).damage).toBeNull()
    expect(await setAside()).toHaveLength(2)
  })

  it('that is cut off and has no backup is begun anew from the media files and their sidecars', async () => {
    await studio.window.keyboard.press('Control+Comma')
    await studio.window.getByRole('button', { name: 'Data', exact: true }).click()
    const sidecars = studio.window.getByRole('switch', { name: 'Write sidecars' })
    await sidecars.click()
    await sidecars.and(studio.window.locator('[aria-checked=true]')).waitFor()
    const folder = await mkdtemp(join(tmpdir(), 'chainhub-studio-outside-'))
    await writeFile(join(folder, 'a.png'), plainPng(40))
    await writeFile(join(folder, 'b.png'), plainPng(41))
    const pictures = ['a.png', 'b.png'].map((name) => join(folder, name))
    await studio.window.getByRole('button', { name: 'Library' }).first().click()
    await dropFiles(studio.window, pictures)
    await studio.window.getByText('2 items', { exact: true }).waitFor()
    const { cards } = await call(studio.window, 'library.page', { filter: {}, limit: 10 })
    const assetIds = cards.map(({ id }) => id)
    await call(studio.window, 'library.mark', { stepId: 'rate', assetIds, marks: { rating: 4, label: 'red' } })
    await call(studio.window, 'library.tag', { stepId: 'tag', assetIds, add: ['kept'], remove: [] })
    await until('the sidecars', sidecarTexts, (texts) => texts.filter((text) => text.includes('kept')).length === 2)
    await studio.close()
    await truncate(database(), Math.floor((await stat(database())).size / 2))
    await rm(join(library(), 'backups'), { recursive: true })

    const page = await launch()
    await page.getByRole('heading', { name: /cannot be read/ }).waitFor()
    await page.getByText('There is no sound backup').waitFor()
    await (await wayOut(page, 'Rebuild')).click()
    await until(
      'both pictures again',
      async () => (await call(page, 'library.page', { filter: { search: 'tag:kept' }, limit: 10 })).cards,
      (found) => found.length === 2 && found.every(({ rating, label }) => rating === 4 && label === 'red'),
    )
    expect(await projects(page)).toEqual([])
    expect(await setAside()).toHaveLength(3)
  })
})
