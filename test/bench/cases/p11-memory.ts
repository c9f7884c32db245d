import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchCase } from '../harness/bench.ts'
import type { Program } from '../harness/program.ts'
import { LIBRARY_CELL, startEmptyWindow, startStudio } from '../harness/programs.ts'
import { treePssMb } from '../harness/pss.ts'
import { judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'
import { withTemporaryFolder } from '../harness/temporary-folder.ts'
import { copyProfile, ensureSeededLibrary } from '../seed/seeded-library.ts'

const ASSETS = 100_000
const SCROLL_MINUTES = 1
const LONG_SCROLL_MINUTES = 10
const SETTLE_MS = 5_000
const SAMPLES = 5
const SAMPLE_PAUSE_MS = 1_000

/** P11: memory of every process of the studio after scrolling through a large library. */
export const memoryCase: BenchCase = {
  id: 'P11',
  run: async (context) => {
    if (process.platform !== 'linux') {
      context.say('left out: proportional memory is known on Linux only')
      return []
    }
    const library = await ensureSeededLibrary(context, ASSETS)
    const minutes = context.isLong ? LONG_SCROLL_MINUTES : SCROLL_MINUTES
    return withTemporaryFolder(async (folder) => {
      await copyProfile(library, join(folder, 'studio'))
      // One after the other: side by side they would share pages, and both would seem smaller.
      const reference = await measure(startEmptyWindow(context, join(folder, 'window')), async () => undefined)
      const ours = await measure(startStudio(context, join(folder, 'studio'), LIBRARY_CELL), async (studio) => {
        const seen = await studio.inPage<ScrollReport>(SCROLL, { durationMs: minutes * 60_000 })
        context.say(
          `scrolled ${seen.steps} steps; at most ${seen.maxCells} cells, ${seen.loaded} of the last ${seen.images} thumbnails shown`,
        )
      })
      const line = { id: 'P11', unit: 'MB' }
      return [
        judge({
          ...line,
          name: `PSS of all processes after ${minutes} min of scrolling through 100k assets`,
          ours: ours.afterMb,
          reference: reference.afterMb,
          budgets: [{ maxAboveReference: 150 }],
        }),
        judge({ ...line, name: 'the same before scrolling', ours: ours.beforeMb, reference: reference.beforeMb }),
      ]
    })
  },
}

async function measure(program: Program, use: (program: Program) => Promise<void>) {
  try {
    await program.interactiveMs()
    const beforeMb = await settledPssMb(program)
    await use(program)
    return { beforeMb, afterMb: await settledPssMb(program) }
  } finally {
    await program.close()
  }
}

async function settledPssMb(program: Program): Promise<number> {
  await sleep(SETTLE_MS)
  const samples: number[] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    samples.push(await treePssMb(program.processId))
    await sleep(SAMPLE_PAUSE_MS)
  }
  return median(samples)
}

interface ScrollReport {
  readonly steps: number
  readonly maxCells: number
  readonly images: number
  readonly loaded: number
}

/** Reads on at a brisk pace, and now and then jumps to another time. */
const SCROLL = `
  const grid = document.querySelector('[data-view="library"] [role="grid"]')
  const endMs = performance.now() + value.durationMs
  let steps = 0, maxCells = 0
  while (performance.now() < endMs) {
    steps += 1
    if (steps % 120 === 0) grid.scrollTop = ((steps * 2654435761) % 4294967296) / 4294967296 * grid.scrollHeight
    else grid.scrollTop += 60
    await new Promise(requestAnimationFrame)
    maxCells = Math.max(maxCells, grid.querySelectorAll('[role="gridcell"]').length)
  }
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const pictures = [...grid.querySelectorAll('canvas')]
  return { steps, maxCells, images: pictures.length, loaded: pictures.filter(({ dataset }) => dataset.drawn === dataset.src).length }
`
