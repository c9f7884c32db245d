import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { expect, it } from 'vitest'

const ROUNDS = 6
const SHORTEST_MS = 20
const SPREAD_MS = 200

/** Kills the program at a moment that nobody chose; gives the ids that it had acknowledged. */
async function importUntilKilled(root: string): Promise<readonly string[]> {
  const hooks = pathToFileURL('test/fault/resolve-sources.mjs').href
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, 'test/fault/acknowledged-child.ts', root],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ids: string[] = []
  createInterface({ input: child.stdout }).on('line', (id) => {
    ids.push(id)
    if (ids.length === 1) setTimeout(() => child.kill('SIGKILL'), SHORTEST_MS + Math.random() * SPREAD_MS)
  })
  await new Promise((resolve) => child.once('close', resolve))
  return ids
}

it('what was acknowledged before kill -9 is there, row and file, and nothing is torn', async () => {
  const root = mkdtempSync(join(tmpdir(), 'acknowledged-'))
  const acknowledged: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    acknowledged.push(...(await importUntilKilled(root)))
    const db = new BetterSqlite3(join(root, 'studio.sqlite'), { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const rows = db.prepare<[], { id: string; sha256: string }>('SELECT id, sha256 FROM asset').all()
    db.close()
    const known = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !known.has(id))).toEqual([])
    for (const { sha256 } of rows) {
      const bytes = readFileSync(join(root, 'files', sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.png`))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
  }
  expect(acknowledged.length).toBeGreaterThan(ROUNDS)
})
