import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDatabase, listBackups } from '@main/db/backups'
import { MIGRATIONS } from '@main/db/migrations/all'
import { openDatabase } from '@main/db/open'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DATABASE_WORKER } from '../integration/library-harness'
import { createDiskReplay, readCalls, type Survival, TRACED } from './disk-replay'
import { NEXT_FORMAT } from './power-cut-format'

/** So many moments of a run are looked at, spread over all of its calls; more: `CHAINHUB_POWER_CUTS=2000`. */
const MOMENTS = Number(process.env['CHAINHUB_POWER_CUTS'] ?? 24)

let whyNot: string | null = null
let folder: string
let trace = ''

/** Runs the program under strace, which writes down every call that changes the disk. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'power-cut-'))
  const path = join(folder, 'trace')
  const program = [process.execPath, '--disable-warning=ExperimentalWarning']
  const script = ['--import', './test/fault/resolve-sources.mjs', 'test/fault/power-cut-child.ts']
  const options = ['-f', '-qq', '-y', '-xx', '-s', '33554432', '-e', `trace=${TRACED}`, '-e', 'signal=none', '-o', path]
  try {
    execFileSync('strace', [...options, ...program, ...script, join(folder, 'library')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Calls that pass through a ring are in no trace.
      env: { ...process.env, UV_USE_IO_URING: '0' },
    })
    trace = readFileSync(path, 'latin1')
  } catch (error) {
    if (existsSync(path)) throw error
    whyNot = 'strace is not here to write down what reaches the disk'
  }
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Deterministic, and different for each name and moment. */
const coin =
  (moment: number): Survival =>
  (what) =>
    (createHash('sha1').update(`${moment} ${what}`).digest()[0] ?? 0) % 2 === 0

/** What stands on the disk is whole and holds all that was acknowledged before this moment. */
async function expectKept(root: string, said: readonly string[], at: string): Promise<void> {
  const path = join(root, 'studio.sqlite')
  const raw = new BetterSqlite3(path)
  expect(raw.pragma('quick_check', { simple: true }), `${at}: the database`).toBe('ok')
  const version = Number(raw.pragma('user_version', { simple: true }))
  const hasTable = raw.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'made_by_migration'").get() !== undefined
  raw.close()
  // The step of a newer format is there with its number, or neither.
  expect(hasTable, `${at}: format ${version}`).toBe(version > MIGRATIONS.length)
  if (said.includes('migrated')) expect(version, `${at}: the format`).toBe(NEXT_FORMAT.length)

  const backupFolder = join(root, 'backups')
  const backups = await listBackups(backupFolder)
  const options = { databasePath: path, folder: backupFolder, workerPath: DATABASE_WORKER }
  for (const { name } of backups) await checkDatabase(options, join(backupFolder, name))
  const backup = said.find((words) => words.startsWith('backup '))?.slice('backup '.length)
  if (backup !== undefined)
    expect(
      backups.map(({ name }) => name),
      `${at}: the backup`,
    ).toContain(backup)
  if (version > MIGRATIONS.length)
    expect(
      backups.some(({ kind }) => kind === 'migration'),
      `${at}: its backup`,
    ).toBe(true)

  const db = await openDatabase({ filePath: path, backupFolder, migrations: NEXT_FORMAT })
  const rows = db.all<{ id: string; sha256: string; rating: number }>('test', 'SELECT id, sha256, rating FROM asset')
  db.close()
  const items = new Map(rows.map((row) => [row.id, row]))
  for (const words of said) {
    const [kind, id = ''] = words.split(' ')
    if (kind === 'item') expect(items.has(id), `${at}: ${words}`).toBe(true)
    if (kind === 'rated') expect(items.get(id)?.rating, `${at}: ${words}`).toBe(5)
  }
  for (const { sha256 } of rows) {
    const file = join(root, 'files', sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.png`)
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
    expect(createHash('sha256').update(bytes).digest('hex'), `${at}: a file`).toBe(sha256)
  }
}

describe.each<readonly [string, (moment: number) => Survival]>([
  ['a kill', () => 'all'],
  ['a power cut that loses all that was not flushed', () => 'flushed'],
  ['a power cut that loses some of what was not flushed', coin],
])('%s', (name, survivalAt) => {
  it(
    'at any call of an import, a backup and a migration keeps what was acknowledged',
    { timeout: 300_000 },
    async (context) => {
      if (whyNot !== null) return context.skip(whyNot)
      const root = join(folder, 'library')
      const calls = [...readCalls(trace)]
      const replay = createDiskReplay(root)
      const stride = Math.max(1, Math.floor(calls.length / MOMENTS))
      let text = ''
      let looked = 0
      for (const [index, call] of calls.entries()) {
        const words = replay.apply(call)
        text += words
        const said = text.split('\n').slice(0, -1)
        // Once something was acknowledged, then evenly, and right after each further promise.
        if (said.length === 0 || (index % stride !== 0 && words === '')) continue
        looked += 1
        const place = mkdtempSync(join(folder, 'after-'))
        replay.layDown(place, survivalAt(index))
        await expectKept(place, said, `${name} at call ${index} of ${calls.length}, after “${said.at(-1)}”`)
        rmSync(place, { recursive: true, force: true })
      }
      expect(text.split('\n')).toContain('closed')
      expect(looked).toBeGreaterThan(20)
    },
  )
})
