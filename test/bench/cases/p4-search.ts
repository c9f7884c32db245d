import type { Database } from '@main/db/database'
import { openDatabase } from '@main/db/open'
import { loadAssetBuckets } from '@main/db/queries/asset-buckets'
import { writeAssetPage } from '@main/db/queries/asset-page'
import { join } from 'node:path'
import type { AssetFilter } from '@shared/domain/asset'
import type { BenchCase } from '../harness/bench.ts'
import { type BenchResult, judge } from '../harness/result.ts'
import { median, percentile } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { copyProfile, ensureSeededLibrary } from '../seed/seeded-library.ts'

const ASSETS = 1_000_000
const PAGE = 200
const NEWEST = 50
/** The same for every question: a slow one asked less often would hide in a percentile. */
const ROUNDS = 6
const SCAN_ROUNDS = 3

interface TermGroup {
  readonly name: string
  /** What stands in the search box when a question is sent. */
  readonly texts: readonly string[]
  /** The trigram index can answer it. */
  readonly isIndexed: boolean
}

/** A word as it is typed, from its second letter on. */
const typed = (word: string, from: number): readonly string[] =>
  Array.from({ length: Math.max(0, word.length - from + 1) }, (_, index) => word.slice(0, from + index))

const GROUPS: readonly TermGroup[] = [
  {
    name: 'Latin, frequent, typed from 3 letters',
    texts: [...typed('lighthouse', 3), ...typed('cinematic', 3), ...typed('watercolour', 3)],
    isIndexed: true,
  },
  {
    name: 'Latin, rare, typed from 3 letters',
    texts: [...typed('zeppelin', 3), ...typed('ouroboros', 3), ...typed('quokka', 3)],
    isIndexed: true,
  },
  { name: 'no hit', texts: ['xylophonist', 'qqqqq', '龘龘龘', 'lighthouse xylophonist'], isIndexed: true },
  {
    name: 'two words, frequent',
    texts: ['red fox', 'lighthouse night', 'cat cinematic', 'tram lisbon'],
    isIndexed: true,
  },
  {
    name: 'Chinese, Japanese, Russian, Arabic, 3 characters and up',
    texts: ['电影感光线', '水墨画', '柴犬、', 'маяк', 'астролябия', 'قطة', '麒麟阁', '城市夜景'],
    isIndexed: true,
  },
  { name: 'Chinese, two characters, frequent', texts: ['橘猫', '夜景', '雨中', '霓虹', '城市'], isIndexed: false },
  { name: 'Chinese, two characters, rare', texts: ['獬豸', '麒麟'], isIndexed: false },
  { name: 'Latin, two letters', texts: ['fo', 'ca', 'li', 'zz'], isIndexed: false },
  {
    name: 'two Chinese characters and a word',
    texts: ['橘猫 霓虹灯', '夜景 8K高清', '城市 zeppelin', '獬豸 lighthouse'],
    isIndexed: true,
  },
]

/** What no index of words answers: measures, and what must not be. */
const MEASURED: readonly string[] = [
  'width:>1000',
  'duration:>5',
  'cost:>0.5',
  '-cost:>0.5',
  'is:landscape',
  '-cinematic',
  '-zeppelin',
  'lighthouse -cinematic',
  'lighthouse width:>1900',
]

const COUNTS: readonly (readonly [name: string, filter: AssetFilter])[] = [
  ['no filter', {}],
  ['rated 4 and up', { minRating: 4 }],
  ...['lighthouse', 'cinematic', 'zeppelin', '橘猫', '獬豸'].map((search) => [`“${search}”`, { search }] as const),
]

/** P4: the newest 50 as they are typed, at a million prompts, by the app's own query function in Node 24. */
export const searchCase: BenchCase = {
  id: 'P4',
  run: async (context) => {
    const library = await ensureSeededLibrary(context, ASSETS)
    return withTemporaryFolder(async (folder) => {
      const filePath = await copyProfile(library, folder)
      const db = await openDatabase({ filePath, backupFolder: join(folder, 'backups') })
      try {
        const results: BenchResult[] = []
        for (const group of GROUPS) {
          context.say(group.name)
          results.push(...resultsOf(group, await timeGroup(db, group)))
        }
        return [...results, ...(await timeCounts(db)), ...(await timeMeasured(db))]
      } finally {
        db.close()
      }
    })
  },
}

/** The grid asks for the counts of the months with each text, before the first cards. */
async function timeCounts(db: Database): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = []
  for (const [name, filter] of COUNTS) {
    const elapsedMs: number[] = []
    for (let round = 0; round < SCAN_ROUNDS; round += 1) elapsedMs.push(await time(() => loadAssetBuckets(db, filter)))
    results.push(judge({ id: 'P4', name: `counts of all months, ${name}`, unit: 'ms', ours: median(elapsedMs) }))
  }
  return results
}

/** Filters by measures and by what must not be: the first page of them, and the counts that the grid asks for first. */
async function timeMeasured(db: Database): Promise<readonly BenchResult[]> {
  const results: BenchResult[] = []
  for (const search of MEASURED) {
    const pageMs: number[] = []
    const countMs: number[] = []
    for (let round = 0; round < SCAN_ROUNDS; round += 1) {
      pageMs.push(await time(() => writeAssetPage(db, { filter: { search }, limit: PAGE })))
      countMs.push(await time(() => loadAssetBuckets(db, { search })))
    }
    const line = { id: 'P4', unit: 'ms' }
    results.push(judge({ ...line, name: `“${search}”: first ${PAGE} cards`, ours: median(pageMs) }))
    results.push(judge({ ...line, name: `“${search}”: counts of all months`, ours: median(countMs) }))
  }
  return results
}

interface Timing {
  readonly oursMs: readonly number[]
  readonly rawMs: readonly number[]
  readonly scanMs: readonly number[]
}

function resultsOf(group: TermGroup, timings: readonly Timing[]): readonly BenchResult[] {
  const p95 = (pickOne: (timing: Timing) => readonly number[]): number => percentile(timings.flatMap(pickOne), 95)
  const middle = (pickOne: (timing: Timing) => readonly number[]): number =>
    median(timings.map((each) => median(pickOne(each))))
  const line = { id: 'P4', unit: 'ms' }
  const againstScan = judge({
    ...line,
    name: `${group.name}: p95, against a LIKE scan`,
    ours: p95(({ oursMs }) => oursMs),
    reference: p95(({ scanMs }) => scanMs),
    budgets: [{ maxOurs: 10 }],
  })
  if (!group.isIndexed) return [againstScan]
  return [
    againstScan,
    judge({
      ...line,
      name: `${group.name}: median, against raw FTS5`,
      ours: middle(({ oursMs }) => oursMs),
      reference: middle(({ rawMs }) => rawMs),
      budgets: [{ maxRatio: 1.5 }],
    }),
  ]
}

/** Ours and raw FTS5 in turn, each as often the first; the scans afterwards, because one empties the page cache. */
async function timeGroup(db: Database, group: TermGroup): Promise<readonly Timing[]> {
  const timings: Timing[] = []
  for (const text of group.texts) {
    const timing = { oursMs: [] as number[], rawMs: [] as number[], scanMs: [] as number[] }
    const ask = (): Promise<unknown> => writeAssetPage(db, { filter: { search: text }, limit: NEWEST })
    await ask()
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round % 2 === 0) timing.oursMs.push(await time(ask))
      if (group.isIndexed) timing.rawMs.push(await time(() => askIndex(db, text)))
      if (round % 2 === 1) timing.oursMs.push(await time(ask))
    }
    for (let round = 0; round < SCAN_ROUNDS; round += 1) timing.scanMs.push(await time(() => scan(db, text)))
    timings.push(timing)
  }
  return timings
}

async function time(ask: () => unknown): Promise<number> {
  const startMs = performance.now()
  await ask()
  return performance.now() - startMs
}

/** The index alone: which rows, newest first, without looking at any of them. */
function askIndex(db: Database, text: string): unknown {
  const words = text.split(' ').filter((word) => Array.from(word).length >= 3)
  return db.all(
    'bench.index',
    'SELECT rowid FROM asset_search WHERE asset_search MATCH ? ORDER BY rowid DESC LIMIT ?',
    [words.map((word) => `"${word}"`).join(' AND '), NEWEST],
  )
}

function scan(db: Database, text: string): unknown {
  const words = text.split(' ')
  return db.all(
    'bench.scan',
    `SELECT asset_number FROM asset_text WHERE ${words.map(() => 'body LIKE ?').join(' AND ')}
     ORDER BY asset_number DESC LIMIT ?`,
    [...words.map((word) => `%${word}%`), NEWEST],
  )
}
