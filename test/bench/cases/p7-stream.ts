import type { StreamRun, StreamRunner } from '../page/race-stream.tsx'
import type { BenchCase } from '../harness/bench.ts'
import { withBenchPage } from '../harness/bench-page.ts'
import type { WantedAnswer } from '../harness/answer-server.ts'
import { type SeenAnswer, watchAnswer, withChatStudio } from '../harness/chat-studio.ts'
import type { Program } from '../harness/program.ts'
import { type BenchResult, judge } from '../harness/result.ts'

const TOKENS = 4_000
const TOKENS_PER_SECOND = 200
/** Answers in other chats last longer than the one that is watched. */
const OTHERS = [
  { kind: 'reply', pieces: 6_000, perSecond: 50 },
  { kind: 'reply', pieces: 6_000, perSecond: 50 },
] as const
const LINES = 100_000
const LINES_PER_SECOND = 5_000

/** Raw append and ours in turn, so that both see the same moods of the machine; the others once. */
const TURNS: readonly StreamRunner[] = ['ours', 'streamdown', 'raw', 'ours', 'react-markdown']
const ROUNDS = 3
const WATCHED_ROUNDS = 2
const FIRST_ROW = 6

interface Run extends Pick<StreamRun, 'longestGapsMs'> {
  readonly processorSeconds: number
}

type Runner = StreamRunner | 'studio' | 'alone' | 'watched'
type Runs = ReadonlyMap<Runner, readonly Run[]>

/** P7: 4,000 tokens of Markdown at 200 a second, in the built studio with other chats open, and in one page beside other renderers. */
export const streamCase: BenchCase = {
  id: 'P7',
  run: async (context) => {
    const runs = new Map<Runner, readonly Run[]>()
    const note = (name: Runner, run: Run): void => {
      runs.set(name, [...(runs.get(name) ?? []), run])
      context.say(
        `${name}: ${run.processorSeconds.toFixed(1)} s, longest gap ${run.longestGapsMs[0]?.toFixed(0) ?? '–'} ms`,
      )
    }
    // The first rows are chats that were just answered.
    let row = FIRST_ROW
    const list = await withBenchPage(context.launch, (page) =>
      withChatStudio(context, async (studio) => {
        for (let round = 0; round < ROUNDS; round += 1) {
          note('raw', await timed(page, () => page.inPage<StreamRun>(RACE, 'raw')))
          note('alone', await timed(studio, () => answer(studio, row++, [], false)))
        }
        note('studio', await timed(studio, () => answer(studio, row++, OTHERS, false)))
        for (let round = 0; round < WATCHED_ROUNDS; round += 1) {
          note('watched', await timed(studio, () => answer(studio, row++, OTHERS, true)))
        }
        for (const runner of TURNS) note(runner, await timed(page, () => page.inPage<StreamRun>(RACE, runner)))
        return watchAnswer(studio, {
          wanted: { kind: 'list', pieces: LINES, perSecond: LINES_PER_SECOND },
          others: [],
          row,
          countsFrames: true,
        })
      }),
    )
    return [...resultsOf(runs), ...listResults(list)]
  },
}

const RACE = 'return window.bench.raceStream(value)'

const answer = (
  studio: Program,
  row: number,
  others: readonly WantedAnswer[],
  countsFrames: boolean,
): Promise<SeenAnswer> =>
  watchAnswer(studio, {
    wanted: { kind: 'reply', pieces: TOKENS, perSecond: TOKENS_PER_SECOND },
    others,
    row,
    countsFrames,
  })

async function timed(program: Program, work: () => Promise<Pick<StreamRun, 'longestGapsMs'>>): Promise<Run> {
  const before = await program.inMain<number>(PROCESSOR_SECONDS)
  const { longestGapsMs } = await work()
  return { longestGapsMs, processorSeconds: (await program.inMain<number>(PROCESSOR_SECONDS)) - before }
}

function resultsOf(runs: Runs): readonly BenchResult[] {
  // Other programs on the machine can only add to a run.
  const least = (name: Runner, measure: (run: Run) => number): number =>
    Math.min(...(runs.get(name) ?? []).map(measure))
  const processor = ({ processorSeconds }: Run): number => processorSeconds
  const longest = ({ longestGapsMs }: Run): number => longestGapsMs[0] ?? 0
  const line = (name: Runner, peer: StreamRunner, measure: (run: Run) => number, unit: string) => ({
    id: 'P7',
    unit,
    ours: least(name, measure),
    reference: least(peer, measure),
  })
  return [
    judge({
      ...line('alone', 'raw', processor, 's'),
      name: '4,000 tokens at 200/s in the studio, sixty other chats open: processor time of all processes, against raw append each frame in an empty window',
      budgets: [{ maxRatio: 0.8 }],
    }),
    judge({
      ...line('studio', 'raw', processor, 's'),
      name: 'the same, with two more answers at 50/s each in other chats, against raw append of the one',
    }),
    judge({
      ...line('watched', 'raw', longest, 'ms'),
      name: 'longest gap between two frames of the studio with those, against raw append',
      budgets: [{ maxOurs: 50 }],
    }),
    judge({
      ...line('ours', 'raw', processor, 's'),
      name: 'the renderer alone in the same page: processor time, against raw append each frame',
      budgets: [{ maxRatio: 0.8 }],
    }),
    judge({ ...line('ours', 'streamdown', processor, 's'), name: 'the same, against streamdown' }),
    judge({ ...line('ours', 'react-markdown', processor, 's'), name: 'the same, against react-markdown' }),
    judge({
      ...line('ours', 'raw', longest, 'ms'),
      name: 'its longest gap between two frames, against raw append',
      budgets: [{ maxOurs: 50 }],
    }),
  ]
}

function listResults({ longTasksMs, longestGapsMs }: SeenAnswer): readonly BenchResult[] {
  const line = { id: 'P7', unit: 'ms' }
  return [
    judge({ ...line, name: 'a list of 100,000 lines streams in: longest task over 50 ms', ours: longTasksMs[0] ?? 0 }),
    judge({ ...line, unit: 'tasks', name: 'the same: tasks over 50 ms', ours: longTasksMs.length }),
    judge({ ...line, name: 'the same: longest gap between two frames', ours: longestGapsMs[0] ?? 0 }),
  ]
}

/** Processor time of every process of the program since its start, in seconds. */
const PROCESSOR_SECONDS = `
  return require('electron').app.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0)
`
