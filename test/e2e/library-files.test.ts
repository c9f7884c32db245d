import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchStudio, type Studio } from './harness/launch.ts'
import { call, until } from './harness/studio-page.ts'

let userDataDir: string
let studio: Studio

const launch = async (): Promise<Studio> => {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio
}

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'chainhub-studio-files-'))
  await launch()
})

afterAll(async () => {
  await studio?.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

describe('a damaged database', () => {
  it('is replaced by the newest backup at a press, and kept beside it', async () => {
    await call(studio.window, 'studio.update-settings', { isFirstRunDone: true })
    await call(studio.window, 'storyboard.create-project', { title: 'Kept by the backup' })
    const { backups, failure } = await call(studio.window, 'safety.back-up')
    expect([failure, backups.length]).toEqual([null, 1])
    await studio.close()
    const database = join(userDataDir, 'library', 'studio.sqlite')
    await writeFile(database, 'no database at all '.repeat(200))

    const { window } = await launch()
    await window.getByRole('heading', { name: /cannot be read/ }).waitFor()
    await window.getByRole('button', { name: 'Restore', exact: true }).click()
    await window.getByRole('navigation').first().waitFor()
    const projects = await call(window, 'storyboard.projects')
    expect(projects.map(({ title }) => title)).toContain('Kept by the backup')
    const beside = await readdir(join(userDataDir, 'library'))
    expect(beside.some((name) => name.startsWith('studio.sqlite.set-aside-'))).toBe(true)
  })
})

describe('a check of all files', () => {
  it('is started in the settings and says what it found', async () => {
    const { window } = studio
    await window.keyboard.press('Control+Comma')
    await window.getByRole('button', { name: 'Data', exact: true }).click()
    await window.getByRole('button', { name: 'Check the files' }).click()
    await window.getByText('Every file is there and as it was stored.').waitFor()
    const { report } = await until(
      'the report',
      () => call(window, 'safety.state'),
      (state) => state.report !== null,
    )
    expect(report).toMatchObject({ missing: [], changed: [], orphaned: 0 })
  })
})
