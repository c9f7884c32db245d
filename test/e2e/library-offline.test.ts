import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
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
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('1 passed') })
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
