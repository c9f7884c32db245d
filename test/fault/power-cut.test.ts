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

/** What is wrong with a disk that should be whole and hold all that was acknowledged before this moment. */
async function troublesOf(root: string, said: readonly string[]): Promise<readonly string[]> {
  const path = join(root, 'studio.sqlite')
  const raw = new BetterSqlite3(path)
  const verdict: unknown = raw.pragma('quick_check', { simple: true })
  const version = Number(raw.pragma('user_version', { simple: true }))
  const hasTable = raw.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'made_by_migration'").get() !== undefined
  raw.close()
  const isMigrated = version > MIGRATIONS.length

  const backupFolder = join(root, 'backups')
  const backups = await listBackups(backupFolder)
  const options = { databasePath: path, folder: backupFolder, workerPath: DATABASE_WORKER }
  for (const { name } of backups) await checkDatabase(options, join(backupFolder, name))
  const promised = said.find((words) => words.startsWith('backup '))?.slice('backup '.length)

  const db = await openDatabase({ filePath: path, backupFolder, migrations: NEXT_FORMAT })
  const rows = db.all<Row>('test', 'SELECT id, sha256, rating FROM asset')
  db.close()
  const troubles: readonly (readonly [isTrue: boolean, words: string])[] = [
    [verdict !== 'ok', `the database: ${String(verdict)}`],
    [hasTable !== isMigrated, `half a migration at format ${version}`],
    [said.includes('migrated') && !isMigrated, 'the migration is lost'],
    [promised !== undefined && !backups.some(({ name }) => name === promised), 'the backup is lost'],
    [isMigrated && !backups.some(({ kind }) => kind === 'migration'), 'no backup from before the migration'],
    ...said.map((words) => [!isKept(words, rows), `lost: ${words}`] as const),
    ...rows.map(({ sha256 }) => [hashOfStored(root, sha256) !== sha256, `a file is not whole: ${sha256}`] as const),
  ]
  return troubles.flatMap(([isTrue, words]) => (isTrue ? [words] : []))
}

interface Row {
  readonly id: string
  readonly sha256: string
  readonly rating: number
}

function isKept(words: string, rows: readonly Row[]): boolean {
  const [kind, id = ''] = words.split(' ')
  const row = rows.find((candidate) => candidate.id === id)
  if (kind === 'item') return row !== undefined
  return kind !== 'rated' || row?.rating === 5
}

function hashOfStored(root: string, sha256: string): string {
  const file = join(root, 'files', sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.png`)
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
  return createHash('sha256').update(bytes).digest('hex')
}

describe.each<readonly [string, (moment: number) => Survival]>([
  ['a kill', () => 'all'],
  ['a power cut that loses all that was not flushed', () => 'flushed'],
  ['a power cut that loses some of what was not flushed', coin],
])('%s', (_name, survivalAt) => {
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
        const at = `call ${index} of ${calls.length}, after “${said.at(-1)}”`
        expect({ at, troubles: await troublesOf(place, said) }).toEqual({ at, troubles: [] })
        rmSync(place, { recursive: true, force: true })
      }
      expect(text.split('\n')).toContain('closed')
      expect(looked).toBeGreaterThan(20)
    },
  )
})
