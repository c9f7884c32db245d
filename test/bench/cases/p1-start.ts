import { join } from 'node:path'
import type { BenchCase } from '../harness/bench.ts'
import type { Program } from '../harness/program.ts'
import { EMPTY_LIBRARY, LIBRARY_CELL, startEmptyWindow, startStudio } from '../harness/programs.ts'
import { judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { copyProfile, ensureSeededLibrary } from '../seed/seeded-library.ts'

const ROUNDS = 7
const ASSETS = 100_000

/** P1: from the spawn to a Library that can be used, with files and code in the caches of the system. */
export const startCase: BenchCase = {
  id: 'P1',
  run: async (context) => {
    const full = await ensureSeededLibrary(context, ASSETS)
    const empty = await ensureSeededLibrary(context, 0)
    return withTemporaryFolder(async (folder) => {
      await copyProfile(full, join(folder, 'full'))
      await copyProfile(empty, join(folder, 'empty'))
      const contestants = {
        window: () => startEmptyWindow(context, join(folder, 'window')),
        empty: () => startStudio(context, join(folder, 'empty'), EMPTY_LIBRARY),
        full: () => startStudio(context, join(folder, 'full'), LIBRARY_CELL),
      } as const
      const timesMs = { window: [] as number[], empty: [] as number[], full: [] as number[] }
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const name of ['window', 'empty', 'full'] as const) {
          const elapsedMs = await timeStart(contestants[name])
          // The first start fills the caches.
          if (round > 0) timesMs[name].push(elapsedMs)
        }
        context.say(`round ${round} of ${ROUNDS}`)
      }
      const line = { id: 'P1', unit: 'ms' }
      return [
        judge({
          ...line,
          name: 'spawn → Library interactive, 100k assets, against an empty window',
          ours: median(timesMs.full),
          reference: median(timesMs.window),
          budgets: [{ maxRatio: 1.6 }],
        }),
        judge({
          ...line,
          name: 'spawn → Library interactive, 100k assets, against no assets',
          ours: median(timesMs.full),
          reference: median(timesMs.empty),
          budgets: [{ maxRatio: 1.1 }],
        }),
      ]
    })
  },
}

async function timeStart(start: () => Program): Promise<number> {
  const program = start()
  try {
    return await program.interactiveMs()
  } finally {
    await program.close()
  }
}
