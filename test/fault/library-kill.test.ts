import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openHarness } from '../integration/library-harness'

const MAX_STEPS = 60

async function runChild(setting: {
  root: string
  scenario: 'store' | 'trash'
  killAt: number
}): Promise<{ readonly wasKilled: boolean; readonly output: string }> {
  const hooks = pathToFileURL('test/fault/resolve-sources.mjs').href
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hooks, 'test/fault/library-child.ts'],
    {
      env: { ...process.env, LIBRARY_CHILD: JSON.stringify(setting) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString()
  })
  const signal = await new Promise<string | null>((resolve) => child.on('exit', (_code, by) => resolve(by)))
  return { wasKilled: signal === 'SIGKILL', output }
}

const filesBelow = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

function look(root: string): {
  readonly rows: readonly string[]
  readonly files: readonly string[]
  readonly staged: readonly string[]
  readonly output: string | null
} {
  const db = new BetterSqlite3(join(root, 'studio.sqlite'))
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  const rows = db.prepare('SELECT sha256 FROM asset').pluck().all() as string[]
  const output = db.prepare('SELECT asset_id FROM output').pluck().get() as string | null
  db.close()
  const files = filesBelow(join(root, 'files'))
  for (const file of files) {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    expect(file).toContain(sha256)
  }
  return { rows, files, staged: [...filesBelow(join(root, 'staging')), ...filesBelow(join(root, 'deleting'))], output }
}

describe('a kill at any step', () => {
  it('of storing a result loses nothing and leaves one file and one row', { timeout: 180_000 }, async () => {
    let kills = 0
    for (let killAt = 1; killAt <= MAX_STEPS; killAt += 1) {
      const root = mkdtempSync(join(tmpdir(), 'library-kill-'))
      const first = await runChild({ root, scenario: 'store', killAt })
      if (!first.wasKilled) break
      kills += 1
      const second = await runChild({ root, scenario: 'store', killAt: 0 })
      expect(JSON.parse(second.output), `killed at ${killAt}`).toMatchObject({ kind: 'stored' })
      const found = look(root)
      expect(found, `killed at ${killAt}`).toMatchObject({ rows: [expect.any(String)], files: [expect.any(String)] })
      expect(found.output).not.toBeNull()
      expect(
        found.staged.filter((path) => !path.includes('inline-')),
        `killed at ${killAt}`,
      ).toEqual([])
    }
    expect(kills).toBeGreaterThan(5)
    expect(kills).toBeLessThan(MAX_STEPS)
  })

  it('of emptying the trash leaves row and file, or neither', { timeout: 180_000 }, async () => {
    let kills = 0
    for (let killAt = 1; killAt <= MAX_STEPS; killAt += 1) {
      const root = mkdtempSync(join(tmpdir(), 'library-kill-'))
      const { wasKilled } = await runChild({ root, scenario: 'trash', killAt })
      if (!wasKilled) break
      kills += 1
      const harness = await openHarness({ root })
      const { settleDeletions } = await import('@main/library/trash')
      await settleDeletions(harness.library.context)
      harness.close()
      const found = look(root)
      const isBefore = found.rows.length === 0 && found.staged.some((path) => path.includes('inline-'))
      expect(found.files.length === found.rows.length || isBefore, `killed at ${killAt}`).toBe(true)
      expect(filesBelow(join(root, 'deleting'))).toEqual([])
    }
    expect(kills).toBeGreaterThan(8)
    expect(kills).toBeLessThan(MAX_STEPS)
  })
})
