import type { StreamRun, StreamRunner } from '../page/race-stream.tsx'
import type { BenchCase } from '../harness/bench.ts'
import { withBenchPage } from '../harness/bench-page.ts'
import type { Program } from '../harness/program.ts'
import { type BenchResult, judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'

/** Raw append and ours in turn, so that both see the same moods of the machine; the others once. */
const TURNS: readonly StreamRunner[] = ['raw', 'ours', 'streamdown', 'raw', 'ours', 'react-markdown']

interface Run extends StreamRun {
  readonly processorSeconds: number
}

/** P7: 4,000 tokens of Markdown at 200 a second, in one page of the real Electron, the ways to show them in turn. */
export const streamCase: BenchCase = {
  id: 'P7',
  run: ({ launch, say }) =>
    withBenchPage(launch, async (page) => {
      const runs = new Map<StreamRunner, Run[]>()
      for (const runner of TURNS) {
        runs.set(runner, [...(runs.get(runner) ?? []), await runOnce(page, runner)])
        say(`${runner} took ${runs.get(runner)?.at(-1)?.processorSeconds.toFixed(1)} s of processor`)
      }
      return resultsOf(runs)
    }),
}

async function runOnce(page: Program, runner: StreamRunner): Promise<Run> {
  const before = await page.inMain<number>(PROCESSOR_SECONDS)
  const run = await page.inPage<StreamRun>('return window.bench.raceStream(value)', runner)
  return { ...run, processorSeconds: (await page.inMain<number>(PROCESSOR_SECONDS)) - before }
}

function resultsOf(runs: ReadonlyMap<StreamRunner, readonly Run[]>): readonly BenchResult[] {
  const typical = (runner: StreamRunner, measure: (run: Run) => number): number =>
    median((runs.get(runner) ?? []).map(measure))
  const processor = ({ processorSeconds }: Run): number => processorSeconds
  const longest = ({ longestGapsMs }: Run): number => longestGapsMs[0] ?? 0
  const against = (peer: StreamRunner, measure: (run: Run) => number, unit: string) => ({
    id: 'P7',
    unit,
    ours: typical('ours', measure),
    reference: typical(peer, measure),
  })
  return [
    judge({
      ...against('raw', processor, 's'),
      name: '4,000 tokens at 200/s: processor time of all processes, against raw append each frame',
      budgets: [{ maxRatio: 0.8 }],
    }),
    judge({ ...against('streamdown', processor, 's'), name: 'the same, against streamdown' }),
    judge({ ...against('react-markdown', processor, 's'), name: 'the same, against react-markdown' }),
    judge({
      ...against('raw', longest, 'ms'),
      name: 'longest gap between two frames, against raw append',
      budgets: [{ maxOurs: 50 }],
    }),
  ]
}

/** Processor time of every process of the program since its start, in seconds. */
const PROCESSOR_SECONDS = `
  return require('electron').app.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0)
`
