import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { dropFiles } from './harness/dropped-files.ts'
import { type LaunchEnvironment, launchStudio, type Studio } from './harness/launch.ts'
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

const isCut = canCutNetwork()
if (!isCut) process.stdout.write('library-offline: no network namespace may be made here; passed over\n')

let folder: string
let studio: Studio

/** The program in a network namespace where only loopback is up: Playwright talks to it by loopback and pipes. */
async function withoutRoutes(launch: LaunchEnvironment): Promise<LaunchEnvironment> {
  const path = join(folder, 'electron-without-network')
  const script = `#!/bin/sh\nexec unshare --net -- sh -c 'ip link set lo up 2>/dev/null; exec "$0" "$@"' ${JSON.stringify(launch.electronPath)} "$@"\n`
  await writeFile(path, script)
  await chmod(path, 0o755)
  return { ...launch, electronPath: path }
}

describe.runIf(isCut)('a library without any network', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chainhub-studio-offline-'))
    studio = await launchStudio(await withoutRoutes(inject('launch')), { userDataDir: join(folder, 'profile') })
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
    await cell.click()
    await window.keyboard.press('Space')
    await window.getByRole('img', { name: 'lighthouse' }).last().waitFor()
    await window.keyboard.press('Space')

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
