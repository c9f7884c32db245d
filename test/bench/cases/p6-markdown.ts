import type { MarkdownRun, MarkdownRunner } from '../page/race-markdown.tsx'
import type { BenchCase } from '../harness/bench.ts'
import { withBenchPage } from '../harness/bench-page.ts'
import type { Program } from '../harness/program.ts'
import { type BenchResult, judge } from '../harness/result.ts'
import { mean, median, percentile, sum } from '../harness/statistics.ts'

const ROUNDS = 5
const RUNNERS: readonly MarkdownRunner[] = ['ours', 'streamdown', 'react-markdown', 'raw']

interface Run extends MarkdownRun {
  /** Processor time of the page's main thread; other programs on the machine do not count into it. */
  readonly processorMs: number
}

type Runs = ReadonlyMap<MarkdownRunner, Run[]>

/** P6: a reply of 48 KB in 200 updates, in one page of the real Electron, the renderers in turn. */
export const markdownCase: BenchCase = {
  id: 'P6',
  run: ({ launch, say }) =>
    withBenchPage(launch, async (page) => {
      const runs: Runs = new Map(RUNNERS.map((runner) => [runner, []]))
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const runner of RUNNERS) {
          const run = await runOnce(page, runner)
          // The first round warms up the compiler for all of them.
          if (round > 0) runs.get(runner)?.push(run)
        }
        say(round === 0 ? 'warmed up' : `round ${round} of ${ROUNDS}`)
      }
      return resultsOf(runs)
    }),
}

async function runOnce(page: Program, runner: MarkdownRunner): Promise<Run> {
  const beforeMs = await page.inMain<number>(PROCESSOR_MS)
  const run = await page.inPage<MarkdownRun>('return window.bench.raceMarkdown(value)', runner)
  return { ...run, processorMs: (await page.inMain<number>(PROCESSOR_MS)) - beforeMs }
}

function resultsOf(runs: Runs): readonly BenchResult[] {
  const of = (runner: MarkdownRunner): readonly Run[] => runs.get(runner) ?? []
  const whole = (runner: MarkdownRunner) => leastOfRounds(of(runner).map(({ wholeMs }) => wholeMs))
  const commit = (runner: MarkdownRunner) => leastOfRounds(of(runner).map(({ commitMs }) => commitMs))
  const processor = (runner: MarkdownRunner): number => Math.min(...of(runner).map(({ processorMs }) => processorMs))
  const p95 = (updatesMs: readonly number[]): number => percentile(updatesMs, 95)
  const growth = (runner: MarkdownRunner): number => mean(whole(runner).slice(-20)) / mean(whole(runner).slice(0, 20))
  const against = (peer: MarkdownRunner, measure: (runner: MarkdownRunner) => number) => ({
    id: 'P6',
    unit: 'ms',
    ours: measure('ours'),
    reference: measure(peer),
  })
  const total = (runner: MarkdownRunner): number => sum(whole(runner))
  return [
    judge({
      ...against('streamdown', total),
      name: '48 KB reply in 200 updates, against streamdown',
      budgets: [{ maxRatio: 0.5 }],
    }),
    judge({ ...against('react-markdown', total), name: 'the same, against react-markdown' }),
    judge({ ...against('raw', total), name: 'the same, against its bare text, which shows nothing of its form' }),
    judge({
      ...against('streamdown', processor),
      name: 'its processor time in the main thread, frames included, against streamdown',
    }),
    judge({
      ...against('streamdown', (runner) => p95(whole(runner))),
      name: 'p95 of one update with layout, against streamdown',
      budgets: [{ maxOurs: 4 }],
    }),
    judge({
      ...against('streamdown', (runner) => median(of(runner).map(({ wholeMs }) => p95(wholeMs)))),
      name: 'p95 of single rounds, with the frames and other programs that came in between',
    }),
    judge({
      ...against('streamdown', (runner) => p95(commit(runner))),
      name: 'p95 of its render and commit alone, against streamdown (which puts some off)',
    }),
    judge({
      ...against('streamdown', growth),
      unit: '×',
      name: 'cost of the last 10 % over the first 10 %, against streamdown',
      budgets: [{ maxOurs: 1.5 }],
    }),
  ]
}

/** Each update is the same work in every round: what it took longer than in its best round was something else. */
function leastOfRounds(rounds: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = rounds
  return first.map((_, update) => Math.min(...rounds.map((round) => round[update] ?? Number.NaN)))
}

const PROCESSOR_MS = `
  const { debugger: inspector } = require('electron').BrowserWindow.getAllWindows()[0].webContents
  if (!inspector.isAttached()) {
    inspector.attach('1.3')
    await inspector.sendCommand('Performance.enable', { timeDomain: 'threadTicks' })
  }
  const { metrics } = await inspector.sendCommand('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000
`
