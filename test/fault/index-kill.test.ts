import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openHarness, png } from '../integration/library-harness'

const FILES = 1_500
/** Shares of the folder that are read when the program is killed. */
const KILLED_AT = [0.1, 0.4, 0.6]

const root = mkdtempSync(join(tmpdir(), 'index-kill-'))
const folder = mkdtempSync(join(tmpdir(), 'index-kill-folder-'))

function start() {
  const hooks = pathToFileURL('test/fault/resolve-sources.mjs').href
  return spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, 'test/fault/index-child.ts'],
    { env: { ...process.env, INDEX_CHILD: JSON.stringify({ root, folder }) }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
}

interface Counts {
  readonly assets: number
  readonly places: number
  readonly texts: number
}

/** From outside, while the other program writes. */
function counts(): Counts {
  const database = new BetterSqlite3(join(root, 'studio.sqlite'), { readonly: true })
  try {
    return database
      .prepare(
        `SELECT (SELECT count(*) FROM asset) AS assets, (SELECT count(*) FROM asset_place) AS places,
           (SELECT count(*) FROM asset_text) AS texts`,
      )
      .get() as Counts
  } finally {
    database.close()
  }
}

it('goes on with a folder where it was killed, and nothing is torn or read twice', { timeout: 300_000 }, async () => {
  const empty = await openHarness({ root })
  empty.close()
  for (let number = 0; number < FILES; number += 1) writeFileSync(join(folder, `${number}.png`), png())
  for (const share of KILLED_AT) {
    const child = start()
    const ended = once(child, 'exit')
    while (counts().assets < FILES * share && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 5))
    child.kill('SIGKILL')
    await ended
    expect(child.signalCode).toBe('SIGKILL')
    const { assets, places, texts } = counts()
    expect(assets).toBeGreaterThanOrEqual(FILES * share)
    expect([places, texts]).toEqual([assets, assets])
  }
  const last = start()
  await once(last, 'exit')
  expect(last.exitCode).toBe(0)
  expect(counts()).toEqual({ assets: FILES, places: FILES, texts: FILES })
  const database = new BetterSqlite3(join(root, 'studio.sqlite'), { readonly: true })
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
  database.close()
})
