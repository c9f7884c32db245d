import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { addAssetText } from '@main/db/commands/asset-text'
import { saveSetting } from '@main/db/commands/settings'
import { openDatabase } from '@main/db/open'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { dropFiles } from './harness/dropped-files.ts'
import { launchStudio, type Studio } from './harness/launch.ts'
import { call, until } from './harness/studio-page.ts'

/** A namespace of its own has no route, not even to itself, and no name server. Only root may make one everywhere. */
function canCutNetwork(): boolean {
  if (process.platform !== 'linux') return false
  try {
    execFileSync('unshare', ['--net', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const INSIDE = 'STUDIO_TEST_WITHOUT_NETWORK'
const isInside = process.env[INSIDE] === '1'
const canCut = !isInside && canCutNetwork()
if (!isInside && !canCut) process.stdout.write('library-offline: no network namespace may be made here; passed over\n')

let folder: string
let studio: Studio

/** This very file once more, with everything around it, in a namespace where nothing but loopback is up. */
function runInside(): { readonly code: number | null; readonly output: string } {
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const command = [process.execPath, vitest, 'run', '--project', 'e2e', 'test/e2e/library-offline.test.ts']
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    ['--net', '--', 'sh', '-c', 'ip link set lo up; exec "$0" "$@"', ...command],
    { cwd: resolve(import.meta.dirname, '../..'), env: { ...env, [INSIDE]: '1' }, encoding: 'utf8' },
  )
  return { code: status, output: `${stdout}\n${stderr}`.slice(-4_000) }
}

describe.runIf(canCut)('the library in a namespace without routes', () => {
  it('works', { timeout: 300_000 }, () => {
    const { code, output } = runInside()
    // With the words of the run within: they say what did not work there.
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('2 passed') })
  })
})

describe.runIf(isInside)('a library without any network', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chainhub-studio-offline-'))
    studio = await launchStudio(inject('launch'), { userDataDir: join(folder, 'profile') })
    await call(studio.window, 'studio.update-settings', { isFirstRunDone: true })
    await studio.window.reload()
  })
  afterAll(async () => {
    await studio?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  it('takes in, finds, shows, compares and exports', async () => {
    const { window, app } = studio
    const interfaces = await app.evaluate(() => Object.keys(process.getBuiltinModule('node:os').networkInterfaces()))
    expect(interfaces.filter((name) => name !== 'lo')).toEqual([])
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#27a"/></svg>'
    await writeFile(join(folder, 'lighthouse.svg'), svg)
    await writeFile(join(folder, 'notes.txt'), 'The harbour at night')
    await window.getByRole('button', { name: 'Library' }).first().click()
    await dropFiles(window, [join(folder, 'lighthouse.svg'), join(folder, 'notes.txt')])
    await until(
      'both items with their pictures',
      async () => (await call(window, 'library.page', { filter: {}, limit: 10 })).cards,
      (cards) => cards.length === 2 && cards.every(({ thumbnail }) => thumbnail === 'ready' || thumbnail === 'none'),
    )
    await window.getByRole('searchbox', { name: 'Search the library' }).fill('harbour')
    await window.getByRole('gridcell', { name: /notes/ }).waitFor()
    await window.getByRole('searchbox', { name: 'Search the library' }).fill('lighthouse')
    const cell = window.getByRole('gridcell', { name: /lighthouse/ })
    await window.getByRole('gridcell', { name: /notes/ }).waitFor({ state: 'detached' })
    await cell.click()
    const viewer = window.getByRole('group', { name: 'Viewer' })
    await window.keyboard.press('Space')
    await viewer.getByRole('img', { name: 'lighthouse' }).waitFor()
    await window.keyboard.press('Space')
    await viewer.waitFor({ state: 'detached' })

    const target = join(folder, 'set')
    await mkdir(target)
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    }, target)
    await cell.click()
    await window.keyboard.press('Control+Shift+E')
    await window.getByRole('button', { name: 'Export to a folder…' }).click()
    await window.getByText('Exported 1 item').waitFor()
    expect(await readdir(target)).toEqual([expect.stringMatching(/lighthouse.*\.svg$/)])
  })
})

const MANY = 100_000
const EVERY = 100

/** A library as after years: rows only, as the grid needs no file for them; a word in one of a hundred. */
async function seedLibrary(libraryFolder: string): Promise<void> {
  await mkdir(libraryFolder, { recursive: true })
  const filePath = join(libraryFolder, 'studio.sqlite')
  const db = await openDatabase({ filePath, backupFolder: join(libraryFolder, 'backups') })
  try {
    await saveSetting(db, 'studio.settings', JSON.stringify({ ...DEFAULT_SETTINGS, isFirstRunDone: true }))
    db.transaction('seed', () => {
      db.run(
        'seed.assets',
        `WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ?)
         INSERT INTO asset (id, sha256, media, mime, extension, byte_size, width, height, display_name, title, origin,
           rating, thumbnail, rev, created_at)
         SELECT printf('%08x-0000-7000-8000-%012x', n, n), printf('%064x', n), 'image', 'image/png', 'png', 1, 64, 64,
           'a.png', 'work ' || n, 'imported', n % 6, 'none', n, 1600000000000 + n * 1000000 FROM many`,
        [MANY],
      )
      db.run('seed.revision', 'UPDATE library_revision SET rev = ?', [MANY])
      for (let number = EVERY; number <= MANY; number += EVERY) addAssetText(db, number, 'a heron at the weir')
    })
  } finally {
    db.close()
  }
}

describe.runIf(isInside)('a library of a hundred thousand without any network', () => {
  it('opens, reaches both ends, searches and takes a rating, and asks nobody', { timeout: 180_000 }, async () => {
    const profile = await mkdtemp(join(tmpdir(), 'chainhub-studio-many-'))
    await seedLibrary(join(profile, 'library'))
    const { window, close, consoleErrors } = await launchStudio(inject('launch'), { userDataDir: profile })
    const asked: string[] = []
    window.on('request', (request) => asked.push(request.url()))
    await window.keyboard.press('ControlOrMeta+3')
    await window.getByText('100,000 items', { exact: true }).waitFor()
    await window.getByRole('gridcell', { name: /\bwork 100000\b/ }).click()
    await window.keyboard.press('End')
    await window
      .getByRole('gridcell', { name: /\bwork 1\b/ })
      .and(window.locator(':focus'))
      .waitFor()
    await window.keyboard.press('4')
    await until(
      'the rating of the oldest',
      async () =>
        (await call(window, 'library.page', { filter: { search: 'on:2020-09-13' }, limit: 200 })).cards.at(-1),
      (card) => card?.rating === 4,
    )
    await window.keyboard.press('Home')
    await window
      .getByRole('gridcell', { name: /\bwork 100000\b/ })
      .and(window.locator(':focus'))
      .waitFor()
    await window.getByRole('searchbox', { name: 'Search the library' }).fill('heron rating:>=4')
    await window.getByText('334 items', { exact: true }).waitFor()
    await window.getByRole('searchbox', { name: 'Search the library' }).fill('')
    await window.getByText('100,000 items', { exact: true }).waitFor()
    expect(asked.filter((url) => !/^(app|media|blob|data):/.test(url))).toEqual([])
    expect(consoleErrors()).toEqual([])
    await close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })
})
