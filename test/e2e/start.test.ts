import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchStudio, type Studio } from './harness/launch'
import { call } from './harness/studio-page'

let userDataDir: string
let studio: Studio | null

const launch = async (env: Readonly<Record<string, string>> = {}): Promise<Studio> => {
  studio = await launchStudio(inject('launch'), { userDataDir, env })
  return studio
}

beforeEach(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-start-'))
  studio = null
})

afterEach(async () => studio?.kill9())

describe('a start that is not like the others', () => {
  it('offers a key or the demo at the first run, and never asks again', async () => {
    const { window } = await launch()
    await window.getByRole('button', { name: /demo/i }).click()
    await window.getByRole('navigation').first().waitFor()
    await studio?.close()
    const again = await launch()
    await again.window.getByRole('navigation').first().waitFor()
    expect(await again.window.getByRole('button', { name: /look around/i }).count()).toBe(0)
  })

  it('focuses the running program when it is started a second time', async () => {
    const { app, window } = await launch()
    await window.getByRole('button').first().waitFor()
    const { electronPath, argsBeforeApp, env } = inject('launch')
    const second = spawn(electronPath, [...argsBeforeApp, process.cwd(), `--user-data-dir=${userDataDir}`], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    })
    const code = await new Promise((resolve) => second.once('exit', resolve))
    expect(code).toBe(0)
    expect(
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length),
    ).toBe(1)
  })

  it('shows a library of a newer version without writing to it', async () => {
    const first = await launch()
    await call(first.window, 'studio.update-settings', { isFirstRunDone: true })
    await first.close()
    const path = join(userDataDir, 'library', 'studio.sqlite')
    const database = new BetterSqlite3(path)
    database.pragma('user_version = 9999')
    database.close()
    const { window } = await launch()
    const status = await call(window, 'studio.status')
    expect(status.readOnlyReason).toContain('9999')
    await window
      .getByText(/newer version/i)
      .first()
      .waitFor()
    await expect(call(window, 'storyboard.create-project', { title: 'no' })).rejects.toThrow(/read-only|newer/)
  })

  it('says that the database is damaged and leaves the file alone', async () => {
    await mkdir(join(userDataDir, 'library'))
    const path = join(userDataDir, 'library', 'studio.sqlite')
    await writeFile(path, 'no database at all '.repeat(200))
    const { window } = await launch()
    await window
      .getByText(/damaged/i)
      .first()
      .waitFor()
    expect(await readdir(join(userDataDir, 'library'))).toContain('studio.sqlite')
  })

  it('starts with defaults when the boot settings are damaged, and keeps them', async () => {
    await writeFile(join(userDataDir, 'boot.json'), '{"window": {"wid')
    const { window } = await launch()
    await window.getByRole('button').first().waitFor()
    expect((await readdir(userDataDir)).some((name) => name.startsWith('boot.json.corrupt-'))).toBe(true)
  })

  it('never writes a key to any file while it is kept for the session only', async () => {
    const { window } = await launch()
    const canary = 'sk-canary7391session'
    await call(window, 'account.save-profile', {
      label: 'Client',
      baseUrl: 'http://127.0.0.1:9',
      key: canary,
      withoutEncryption: 'session-only',
    })
    const state = await call(window, 'account.state')
    expect(JSON.stringify(state)).not.toContain(canary)
    await studio?.close()
    expect(await filesWith(userDataDir, canary)).toEqual([])
  })
})

async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const hits: string[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if ((await readFile(path)).includes(text)) hits.push(path)
  }
  return hits
}
