import { AppError } from '@shared/domain/app-error'
import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { canTransition, isTerminal, type TaskView } from '@shared/domain/task'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../fakes/fake-clock'
import { completed, createScriptedGateway, pending } from '../fakes/scripted-gateway'
import { addTask, createBench, createFakeStore, openLibrary } from './tasks-harness'
import type { PollOutcome, SubmitOutcome } from '@main/tasks/ports'

const failure = (code: 'offline' | 'rate-limited' | 'outcome-unknown' | 'refused-content') =>
  ({ code, message: code, nextStep: 'none', charge: 'not-charged' }) as const

type Send = SubmitOutcome['kind'] | 'busy'
type Poll = PollOutcome['kind'] | 'strange'
type Step =
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'crash' }
  | { readonly kind: 'add' }
  | { readonly kind: 'cancel' | 'check' | 'look-up' | 'give-up'; readonly index: number }
  | { readonly kind: 'pause'; readonly isPaused: boolean }

const sendArb: fc.Arbitrary<Send> = fc.constantFrom(
  'accepted',
  'accepted',
  'accepted',
  'completed',
  'failed',
  'not-sent',
  'refused',
  'busy',
  'unknown',
)
const pollArb: fc.Arbitrary<Poll> = fc.constantFrom(
  'pending',
  'pending',
  'completed',
  'waiting-input',
  'failed',
  'missing',
  'rate-limited',
  'transient',
  'strange',
)
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 40_000 }).map((ms) => ({ kind: 'pass' as const, ms })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'crash' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'add' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel', 'check', 'look-up', 'give-up'),
      index: fc.nat({ max: 5 }),
    }) as fc.Arbitrary<Extract<Step, { index: number }>>,
  },
  { weight: 1, arbitrary: fc.boolean().map((isPaused) => ({ kind: 'pause' as const, isPaused })) },
)

function sendOutcome(kind: Send, taskId: string): SubmitOutcome {
  switch (kind) {
    case 'accepted':
      return { kind, remote: { id: taskId } }
    case 'completed':
      return { kind, outputs: [{ media: 'image', source: { kind: 'base64', base64: 'AA' } }] }
    case 'failed':
      return { kind, failure: failure('refused-content') }
    case 'not-sent':
      return { kind, failure: failure('offline') }
    case 'refused':
      return { kind, failure: failure('refused-content'), mayRetry: false }
    case 'busy':
      return { kind: 'refused', failure: failure('rate-limited'), mayRetry: true }
    case 'unknown':
      return { kind, failure: failure('outcome-unknown') }
  }
}

function pollOutcome(kind: Poll, id: string): PollOutcome {
  switch (kind) {
    case 'pending':
      return pending()
    case 'strange':
      return { kind: 'pending', status: 'hm', progress: null, isStatusKnown: false, raw: '{}' }
    case 'completed':
      return completed(`https://r.example/${id}/1`, `https://r.example/${id}/2`)
    case 'waiting-input':
      return { kind, status: 'MODAL', followUps: [] }
    case 'failed':
      return { kind, status: 'FAILURE', failure: failure('refused-content') }
    case 'missing':
      return { kind }
    case 'rate-limited':
      return { kind, retryAfterMs: 3_000 }
    case 'transient':
      return { kind, failure: failure('offline'), isKeyWide: false }
  }
}

/** What every window may rely on: the table of transitions, growing numbers, ends that stay ends. */
function expectLawful(views: readonly TaskView[]): void {
  const last = new Map<string, TaskView>()
  const complaints: string[] = []
  for (const view of views) {
    const former = last.get(view.id)
    if (former) complaints.push(...complaintsOf(former, view))
    last.set(view.id, view)
  }
  expect(complaints).toEqual([])
}

function complaintsOf(former: TaskView, view: TaskView): readonly string[] {
  const step = `${former.state} ${former.seq} → ${view.state} ${view.seq}`
  if (view.seq < former.seq) return [`backwards: ${step}`]
  if (view.seq === former.seq) return view.state === former.state ? [] : [`same number, other state: ${step}`]
  if (isTerminal(former.state)) return [`an end that was none: ${step}`]
  const isOneStep = view.seq === former.seq + 1 && view.state !== former.state
  return isOneStep && !canTransition(former.state, view.state) ? [`not in the table: ${step}`] : []
}

function rethrowUnlessConflict(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'conflict')) throw error
}

describe('tasks under everything that may happen', () => {
  it('keep the table of states, are accepted at most once each, and all come to an end or to a question', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(stepArb, { minLength: 5, maxLength: 25 }),
        fc.array(sendArb, { minLength: 1, maxLength: 12 }),
        fc.array(pollArb, { minLength: 1, maxLength: 20 }),
        async (steps, sends, polls) => {
          const clock = createFakeClock()
          const db = await openLibrary()
          const accepted = new Map<string, number>()
          let isHealed = false
          let sendCount = 0
          let pollCount = 0
          const gateway = createScriptedGateway({
            submit: async (call) => {
              const outcome = isHealed
                ? sendOutcome('accepted', call.taskId)
                : sendOutcome(sends[sendCount++ % sends.length] ?? 'accepted', call.taskId)
              if (['accepted', 'completed', 'failed', 'unknown'].includes(outcome.kind))
                accepted.set(call.taskId, (accepted.get(call.taskId) ?? 0) + 1)
              await new Promise<void>((resolve) => void clock.after(1_500, resolve))
              return outcome
            },
            poll: (remote) =>
              isHealed
                ? completed(`https://r.example/${remote.id}/1`)
                : pollOutcome(polls[pollCount++ % polls.length] ?? 'pending', remote.id),
            lookUp: () => ({ kind: 'nothing', finding: '' }),
          })
          const store = createFakeStore(db, (_url, count) =>
            isHealed || count % 3 === 0 ? null : { kind: 'transient', failure: failure('offline') },
          )
          const views: TaskView[] = []
          const start = async () => {
            const bench = await createBench({ db, clock, gateway, store, laneLimit: 2 })
            await bench.engine.start()
            return bench
          }
          let bench = await start()
          const ids: string[] = []
          for (const step of [{ kind: 'add' as const }, ...steps]) {
            const id = 'index' in step ? ids[step.index] : undefined
            if (step.kind === 'pass') await clock.advance(step.ms)
            else if (step.kind === 'pause') await bench.engine.setPaused(step.isPaused)
            else if (step.kind === 'crash') {
              bench.engine.stop()
              views.push(...bench.views)
              bench = await start()
            } else if (step.kind === 'add') {
              ids.push(await addTask(db))
              await bench.engine.accept(ids.at(-1) ?? '')
            } else if (id !== undefined) {
              const { engine } = bench
              const asked = {
                cancel: engine.cancel,
                check: engine.checkNow,
                'look-up': engine.lookUp,
                'give-up': engine.giveUp,
              }[step.kind]
              await asked(id).catch(rethrowUnlessConflict)
            }
          }
          isHealed = true
          await bench.engine.setPaused(false)
          await clock.advance(40 * MINUTE_MS + SECOND_MS)
          bench.engine.stop()
          views.push(...bench.views)
          expectLawful(views)
          for (const count of accepted.values()) expect(count).toBe(1)
          const rest = db.all<{ state: string }>(
            'test',
            "SELECT DISTINCT state FROM task WHERE state NOT IN ('succeeded', 'failed', 'canceled', 'unknown', 'waiting-input')",
          )
          expect(rest).toEqual([])
          const charges = db.get<{ most: number | null }>(
            'test',
            "SELECT max(n) AS most FROM (SELECT count(*) AS n FROM ledger_entry WHERE kind = 'charge' GROUP BY task_id)",
          )
          expect(charges?.most ?? 0).toBeLessThanOrEqual(1)
          expect(db.all('test', "SELECT id FROM output WHERE state = 'pending'")).toEqual([])
          db.close()
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a long list of tasks', () => {
  it('is paged by id through fifty thousand tasks without skipping or repeating any', async () => {
    const { loadTaskPage, countTasks } = await import('@main/db/queries/task')
    const db = await openLibrary()
    const total = 50_000
    db.transaction('test.fill', () => {
      for (let index = 0; index < total; index += 1) {
        const id = String(index).padStart(8, '0')
        const state = index % 10 === 0 ? 'failed' : 'succeeded'
        db.run(
          'test.generation',
          `INSERT INTO generation VALUES (?, ?, 'grok.video.create', 1, 'm', 'p', '{}', '[]', '{"kind":"create"}', NULL, '{"kind":"unknown","why":""}', 'k', 'K', 1)`,
          [id, id],
        )
        db.run('test.task', 'INSERT INTO task (id, generation_id, state, lane, created_at) VALUES (?, ?, ?, ?, 1)', [
          id,
          id,
          state,
          'l',
        ])
      }
    })
    expect(await countTasks(db)).toEqual({ active: 0, waiting: 0, failed: 5_000, unknown: 0, done: 45_000 })
    const seen: string[] = []
    for (let before: string | undefined; ;) {
      const page = await loadTaskPage(db, { states: ['failed', 'unknown'], before, limit: 200 })
      seen.push(...page.map(({ id }) => id))
      before = page.at(-1)?.id
      if (page.length < 200) break
    }
    expect(seen).toHaveLength(5_000)
    expect([...new Set(seen)].sort().reverse()).toEqual(seen)
    const plan = db.all<{ detail: string }>(
      'test',
      "EXPLAIN QUERY PLAN SELECT id FROM task WHERE state = 'failed' AND id < '9' ORDER BY id DESC LIMIT 100",
    )
    expect(plan.map(({ detail }) => detail).join()).toMatch(/SEARCH task USING COVERING INDEX task_by_state/)
    expect(plan.map(({ detail }) => detail).join()).not.toContain('TEMP B-TREE')
    db.close()
  })
})
