import { openDatabase } from '@main/db/open'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchCase, BenchContext } from '../harness/bench.ts'
import { type Jump, jumpTo, reach, startWatching, takeWatched, turnWheel, type Watched } from '../harness/gallery.ts'
import type { Program } from '../harness/program.ts'
import { LIBRARY_CELL, startEmptyWindow, startStudio } from '../harness/programs.ts'
import { treePssMb } from '../harness/pss.ts'
import { type BenchResult, judge } from '../harness/result.ts'
import { median, percentile } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { createRandom } from '../seed/random.ts'
import { copyProfile, ensureSeededLibrary } from '../seed/seeded-library.ts'

const SIZES = [100_000, 1_000_000] as const
const GRID = '[data-view="library"] [role="grid"]'
const JUMPS = 40
const REACHED = 24
const PIXELS_PER_TURN = 90
/** The time of scrolling is cut into so many parts; memory is taken after each. */
const PARTS = 4
const PART_MS = 20_000
const LONG_PART_MS = 150_000
const SETTLE_MS = 3_000

/** P5: jumping to any place of a large library by the scrubber, and scrolling through it by the wheel. */
export const galleryCase: BenchCase = {
  id: 'P5',
  run: async (context) => {
    const reference = await scrollEmptyList(context)
    const results: BenchResult[] = []
    for (const size of SIZES) results.push(...(await measure(context, size, reference)))
    return results
  },
}

async function measure(context: BenchContext, size: number, reference: Watched): Promise<readonly BenchResult[]> {
  const library = await ensureSeededLibrary(context, size)
  return withTemporaryFolder(async (folder) => {
    const databasePath = await copyProfile(library, folder)
    const ids = await idsOf(databasePath, folder)
    const studio = startStudio(context, folder, LIBRARY_CELL)
    try {
      await studio.interactiveMs()
      await sleep(SETTLE_MS)
      await startWatching(studio, GRID)
      const jumps = await jumpAround(studio)
      const jumping = await takeWatched(studio)
      const missing = await reachAll(studio, ids)
      await takeWatched(studio)
      const memoryMb = await scrollAndWeigh(studio, context.isLong ? LONG_PART_MS : PART_MS)
      const scrolling = await takeWatched(studio)
      context.say(`${size}: jumps took ${jumps.map(({ elapsedMs }) => elapsedMs?.toFixed(0) ?? 'none').join(' ')} ms`)
      context.say(`${size}: memory ${memoryMb.map((each) => each.toFixed(0)).join(' ')} MB`)
      context.say(`${size}: long tasks ${[...jumping.longTasksMs, ...scrolling.longTasksMs].map(Math.round).join(' ')}`)
      return resultsOf({ size, jumps, jumping, scrolling, missing, memoryMb, reference })
    } finally {
      await studio.close()
    }
  })
}

/** All items in the order of the grid, read past the program. */
async function idsOf(databasePath: string, folder: string): Promise<readonly string[]> {
  const db = await openDatabase({ filePath: databasePath, backupFolder: join(folder, 'backups') })
  try {
    return db
      .all<{ id: string }>(
        'bench.ids',
        `SELECT id FROM asset WHERE is_hidden = 0 AND trashed_at IS NULL AND is_folded = 0
         ORDER BY created_at DESC, id DESC`,
      )
      .map(({ id }) => id)
  } finally {
    db.close()
  }
}

async function jumpAround(studio: Program): Promise<readonly Jump[]> {
  const random = createRandom(5)
  const jumps: Jump[] = []
  for (let count = 0; count < JUMPS; count += 1) {
    jumps.push(await jumpTo(studio, random()))
    await sleep(300)
  }
  return jumps
}

/** How many of some items, the first and the last among them, could not be brought into sight. */
async function reachAll(studio: Program, ids: readonly string[]): Promise<number> {
  const random = createRandom(55)
  const inside = Array.from({ length: REACHED - 2 }, () => Math.floor(random() * ids.length))
  let missing = 0
  for (const index of [0, ids.length - 1, ...inside]) {
    await jumpTo(studio, index / (ids.length - 1))
    const found = await reach(studio, index)
    if (found !== ids[index]) missing += 1
  }
  return missing
}

async function scrollAndWeigh(studio: Program, partMs: number): Promise<readonly number[]> {
  const random = createRandom(555)
  const memoryMb: number[] = []
  for (let part = 0; part < PARTS; part += 1) {
    for (let passedMs = 0; passedMs < partMs; passedMs += 10_000) {
      await jumpTo(studio, random())
      await turnWheel(studio, 10_000, PIXELS_PER_TURN)
    }
    await sleep(SETTLE_MS)
    memoryMb.push(await treePssMb(studio.processId))
  }
  return memoryMb
}

/** The reference: the same wheel over a tall list of nothing in an empty window. */
async function scrollEmptyList(context: BenchContext): Promise<Watched> {
  return withTemporaryFolder(async (folder) => {
    const window = startEmptyWindow(context, folder)
    try {
      await window.interactiveMs()
      await window.inPage(`
        document.body.innerHTML = '<div id="list" style="position:fixed;inset:0;overflow-y:auto"><div style="height:8000000px"></div></div>'`)
      await startWatching(window, '#list')
      await turnWheel(window, PART_MS, PIXELS_PER_TURN)
      return await takeWatched(window)
    } finally {
      await window.close()
    }
  })
}

interface Gallery {
  readonly size: number
  readonly jumps: readonly Jump[]
  readonly jumping: Watched
  readonly scrolling: Watched
  readonly missing: number
  readonly memoryMb: readonly number[]
  readonly reference: Watched
}

function resultsOf(gallery: Gallery): readonly BenchResult[] {
  const { jumps, jumping, scrolling, missing, memoryMb, reference } = gallery
  const elapsedMs = jumps.map((jump) => jump.elapsedMs ?? Number.POSITIVE_INFINITY)
  const line = { id: 'P5', unit: 'ms' }
  const at = `${gallery.size.toLocaleString('en')} items`
  return [
    judge({
      ...line,
      unit: 'items',
      name: `${at}: of ${REACHED}, the first and the last among them, out of reach`,
      ours: missing,
      budgets: [{ maxOurs: 0 }],
    }),
    judge({
      ...line,
      name: `${at}: press on the scrubber → all thumbnails in sight painted, 95th percentile of ${JUMPS} places`,
      ours: percentile(elapsedMs, 95),
      budgets: [{ maxOurs: 150 }],
    }),
    judge({ ...line, name: `${at}: the same, median`, ours: median(elapsedMs) }),
    judge({
      ...line,
      name: `${at}: longest task over 50 ms while jumping and scrolling, against an empty list`,
      ours: Math.max(0, ...jumping.longTasksMs, ...scrolling.longTasksMs),
      reference: Math.max(0, ...reference.longTasksMs),
      budgets: [{ maxOurs: 50 }],
    }),
    judge({
      ...line,
      unit: 'tasks',
      name: `${at}: tasks over 50 ms, against an empty list`,
      ours: jumping.longTasksMs.length + scrolling.longTasksMs.length,
      reference: reference.longTasksMs.length,
    }),
    judge({
      ...line,
      unit: 'nodes',
      name: `${at}: most elements in the grid at once`,
      ours: scrolling.mostNodes,
      budgets: [{ maxOurs: 400 }],
    }),
    judge({
      ...line,
      unit: 'MB',
      name: `${at}: PSS after scrolling, against the same after the first quarter`,
      ours: memoryMb.at(-1) ?? Number.NaN,
      reference: memoryMb[0] ?? Number.NaN,
      budgets: [{ maxRatio: 1.1 }],
    }),
  ]
}
