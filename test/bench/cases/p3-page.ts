import type { Database } from '@main/db/database'
import { openDatabase } from '@main/db/open'
import { assetPageQuery } from '@main/db/queries/asset-page'
import { CARD_COLUMNS } from '@main/db/repositories/asset'
import type { AssetCursor, AssetFilter } from '@shared/domain/asset'
import type { BenchCase } from '../harness/bench.ts'
import type { Program } from '../harness/program.ts'
import { LIBRARY_CELL, startStudio } from '../harness/programs.ts'
import { loadAssetPage } from '../../fakes/asset-page'
import { type BenchResult, judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { copyProfile, ensureSeededLibrary } from '../seed/seeded-library.ts'

const ASSETS = 1_000_000
const LIMIT = 200
const ROUNDS = 24

/** What people filter by, each asked for at the top and half-way down. */
const FILTERS: readonly (readonly [name: string, filter: AssetFilter])[] = [
  ['no filter', {}],
  ['videos', { media: ['video'] }],
  ['pictures and videos', { media: ['image', 'video'] }],
  ['one model', { modelIds: ['qwen-image-edit'] }],
  ['two models', { modelIds: ['kling-v2', 'sora-2'] }],
  ['rated 4 and up', { minRating: 4 }],
  ['pictures of one model rated 3 and up', { media: ['image'], modelIds: ['flux-pro-1.1'], minRating: 3 }],
]

interface PageRequest {
  readonly name: string
  readonly request: { readonly filter: AssetFilter; readonly after?: AssetCursor; readonly limit: number }
  /** The same page as rows of the same columns. */
  readonly query: { readonly sql: string; readonly values: readonly (string | number)[] }
}

interface Timed {
  readonly elapsedMs: readonly number[]
  readonly rows: readonly number[]
  readonly kilobytes: readonly number[]
}

/** P3: a page of 200 cards over IPC, beside the same rows by better-sqlite3 in the same main process. */
export const pageCase: BenchCase = {
  id: 'P3',
  run: async (context) => {
    const library = await ensureSeededLibrary(context, ASSETS)
    return withTemporaryFolder(async (folder) => {
      const databasePath = await copyProfile(library, folder)
      const requests = await planRequests(databasePath)
      const studio = startStudio(context, folder, LIBRARY_CELL)
      try {
        await studio.interactiveMs()
        return await compare(studio, databasePath, requests, context.say)
      } finally {
        await studio.close()
      }
    })
  },
}

async function compare(
  studio: Program,
  databasePath: string,
  requests: readonly PageRequest[],
  say: (line: string) => void,
): Promise<readonly BenchResult[]> {
  const ours: Timed[] = []
  const straight: Timed[] = []
  const askByIpc = (): Promise<Timed> =>
    studio.inPage(
      ASK_BY_IPC,
      requests.map(({ request }) => request),
    )
  const askBySql = (): Promise<Timed> =>
    studio.inMain(ASK_BY_SQL, { databasePath, queries: requests.map(({ query }) => query) })
  for (let round = 0; round <= ROUNDS; round += 1) {
    // Whoever comes second finds the rows in the processor's cache.
    const sqlFirst = round % 2 === 0 ? await askBySql() : null
    const page = await askByIpc()
    const sql = sqlFirst ?? (await askBySql())
    if (JSON.stringify(page.rows) !== JSON.stringify(sql.rows)) throw new Error('The two ways gave different pages')
    if (round === 0) continue
    ours.push(page)
    straight.push(sql)
  }
  // The best of the rounds, for both sides: other programs on the machine only ever add time.
  const bestMs = (runs: readonly Timed[], index: number): number =>
    Math.min(...runs.map(({ elapsedMs }) => elapsedMs[index] ?? Number.NaN))
  const lines = requests.map(({ name }, index) => ({
    name,
    ours: bestMs(ours, index),
    reference: bestMs(straight, index),
  }))
  for (const line of lines) say(`${line.name}: ${line.ours.toFixed(2)} ms, straight ${line.reference.toFixed(2)} ms`)
  const worst = lines.toSorted((a, b) => b.ours - a.ours)[0]
  const line = { id: 'P3', unit: 'ms' }
  return [
    judge({
      ...line,
      name: `200 cards over IPC at 1M, median of ${lines.length} filters and places`,
      ours: median(lines.map((each) => each.ours)),
      reference: median(lines.map((each) => each.reference)),
      budgets: [{ maxRatio: 1.5 }],
    }),
    judge({
      ...line,
      name: `the slowest: ${worst?.name}`,
      ours: worst?.ours ?? Number.NaN,
      reference: worst?.reference ?? Number.NaN,
    }),
    judge({
      ...line,
      name: 'largest answer as JSON',
      unit: 'KB',
      ours: Math.max(...ours.flatMap(({ kilobytes }) => kilobytes)),
      budgets: [{ maxOurs: 256 }],
    }),
    judge({ ...line, name: 'of it the way there and back: studio.status over IPC', ours: await timeBareRoute(studio) }),
    ...(await countMonths(studio)),
  ]
}

/** A route that does next to nothing: what any question costs. */
async function timeBareRoute(studio: Program): Promise<number> {
  return median(await studio.inPage<readonly number[]>(ASK_BARE, ROUNDS * 10))
}

/** What opening the Library asks for before its first page. */
async function countMonths(studio: Program): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = []
  for (const [name, filter] of FILTERS) {
    const elapsedMs: number[] = []
    for (let round = 0; round < 5; round += 1) elapsedMs.push(await studio.inPage<number>(ASK_FOR_BUCKETS, { filter }))
    results.push(
      judge({ id: 'P3', name: `counts of all months over IPC, ${name}`, unit: 'ms', ours: median(elapsedMs) }),
    )
  }
  return results
}

/** The cursors are real rows, found by the app's own query in a database that nobody else uses yet. */
async function planRequests(databasePath: string): Promise<readonly PageRequest[]> {
  const db = await openDatabase({ filePath: databasePath, backupFolder: `${databasePath}-backups` })
  try {
    const planned = FILTERS.map(async ([name, filter]) => {
      const half = await cursorHalfWay(db, filter)
      return [
        plan(db, `${name}, at the top`, { filter, limit: LIMIT }),
        plan(db, `${name}, half-way down`, { filter, after: half, limit: LIMIT }),
      ]
    })
    return (await Promise.all(planned)).flat()
  } finally {
    db.close()
  }
}

const plan = (db: Database, name: string, request: PageRequest['request']): PageRequest => ({
  name,
  request,
  query: assetPageQuery(db, request, CARD_COLUMNS),
})

async function cursorHalfWay(db: Database, filter: AssetFilter): Promise<AssetCursor> {
  const middle = db.get<{ id: string; createdAtMs: number }>(
    'bench.middle',
    'SELECT id, created_at AS createdAtMs FROM asset WHERE number = (SELECT max(number) / 2 FROM asset)',
  )
  const [card] = await loadAssetPage(db, { filter, ...(middle ? { after: middle } : {}), limit: 1 })
  if (!card) throw new Error('The library has nothing half-way down')
  return { id: card.id, createdAtMs: card.createdAtMs }
}

const ASK_BY_IPC = `
  const elapsedMs = [], rows = [], kilobytes = []
  for (const request of value) {
    const startMs = performance.now()
    const result = JSON.parse(await window.studio.request('library.page', request))
    elapsedMs.push(performance.now() - startMs)
    if (!result.ok) throw new Error(result.error.message)
    rows.push((result.tables?.cards.rows ?? result.data.cards).length)
    kilobytes.push(new TextEncoder().encode(JSON.stringify(result)).length / 1024)
  }
  return { elapsedMs, rows, kilobytes }
`

/** One connection of its own, set up like the app's, with statements prepared beforehand. */
const ASK_BY_SQL = `
  globalThis.benchQueries ??= (() => {
    const Database = require('better-sqlite3')
    const nativeBinding = process.env.CHAINHUB_SQLITE_BINDING
    const connection = new Database(value.databasePath, { readonly: true, ...(nativeBinding ? { nativeBinding } : {}) })
    connection.pragma('mmap_size = 268435456')
    connection.pragma('cache_size = -32768')
    return value.queries.map(({ sql, values }) => ({ statement: connection.prepare(sql), values }))
  })()
  const elapsedMs = [], rows = []
  for (const { statement, values } of globalThis.benchQueries) {
    const startMs = performance.now()
    const found = statement.all(values)
    elapsedMs.push(performance.now() - startMs)
    rows.push(found.length)
  }
  return { elapsedMs, rows, kilobytes: [] }
`

const ASK_BARE = `
  const elapsedMs = []
  for (let count = 0; count < value; count += 1) {
    const startMs = performance.now()
    JSON.parse(await window.studio.request('studio.status'))
    elapsedMs.push(performance.now() - startMs)
  }
  return elapsedMs
`

const ASK_FOR_BUCKETS = `
  const startMs = performance.now()
  const result = JSON.parse(await window.studio.request('library.buckets', value))
  if (!result.ok) throw new Error(result.error.message)
  return performance.now() - startMs
`
