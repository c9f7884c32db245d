import { MINUTE_MS, SECOND_MS } from '@shared/lib/durations'
import { describe, expect, it } from 'vitest'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock'
import { brokenPoll, completed, createScriptedGateway, type GatewayScript, pending } from '../fakes/scripted-gateway'
import { addTask, createBench, openLibrary } from './tasks-harness'

/** Evenly spread quantiles of a log-normal spread: median 60 s, the longest 17 minutes. */
function durationsMs(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.min(17 * MINUTE_MS, 60 * SECOND_MS * Math.exp(0.956 * normalQuantile((index + 0.5) / count))),
  )
}

/** Acklam's approximation, middle part and tails by symmetry; exact enough to shape a load. */
function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  const t = Math.sqrt(-2 * Math.log(p))
  return -(
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
  )
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

function peakPerSecond(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b)
  let peak = 0
  for (let start = 0, end = 0; end < sorted.length; end += 1) {
    while ((sorted[end] ?? 0) - (sorted[start] ?? 0) >= SECOND_MS) start += 1
    peak = Math.max(peak, end - start + 1)
  }
  return peak
}

async function runLoad(count: number, laneLimit: number, script: GatewayScript) {
  const clock: FakeClock = createFakeClock()
  const db = await openLibrary()
  const durations = durationsMs(count)
  const endsAtMs = new Map<string, number>()
  const delaysMs: number[] = []
  let accepted = 0
  const gateway = createScriptedGateway({
    monotonicMs: clock.monotonicMs,
    submit: (call) => {
      // Long and short ones mixed, always the same way.
      endsAtMs.set(call.taskId, clock.monotonicMs() + (durations[(accepted * 7) % count] ?? 0))
      accepted += 1
      return { kind: 'accepted', remote: { id: call.taskId } }
    },
    poll: (remote) => {
      const lateMs = clock.monotonicMs() - (endsAtMs.get(remote.id) ?? 0)
      if (lateMs < 0) return pending()
      delaysMs.push(lateMs)
      return completed(`https://r.example/${remote.id}`)
    },
    ...script,
  })
  for (let index = 0; index < count; index += 1) await addTask(db)
  const { engine } = await createBench({ db, clock, gateway, laneLimit })
  await engine.start()
  await clock.advance(60 * MINUTE_MS)
  engine.stop()
  return {
    requests: gateway.polledAtMs.length,
    peak: peakPerSecond(gateway.polledAtMs),
    delayP95Ms: quantile(delaysMs, 0.95),
    done: delaysMs.length,
  }
}

describe('polling five hundred tasks to the end', () => {
  it('needs at most two requests a task where the family is asked in batches', async () => {
    const load = await runLoad(500, 500, { batchSize: 100 })
    expect(load.done).toBe(500)
    expect(load.requests).toBeLessThanOrEqual(1_000)
    expect(load.peak).toBeLessThanOrEqual(10)
    expect(load.delayP95Ms).toBeLessThanOrEqual(6 * SECOND_MS)
  })

  it('needs at most twenty requests a task where each is asked alone, and never more than ten in a second', async () => {
    const load = await runLoad(500, 500, {})
    expect(load.done).toBe(500)
    expect(load.requests).toBeLessThanOrEqual(10_000)
    expect(load.peak).toBeLessThanOrEqual(10)
  })

  it('notices the end of single tasks within six seconds while the budget has room', async () => {
    const load = await runLoad(120, 30, {})
    expect(load.done).toBe(120)
    expect(load.requests).toBeLessThanOrEqual(120 * 20)
    expect(load.delayP95Ms).toBeLessThanOrEqual(6 * SECOND_MS)
  })
})

describe('a gateway that is gone', () => {
  it('is asked gently by many open tasks, and drained without a herd when it is back', async () => {
    const clock = createFakeClock()
    const db = await openLibrary()
    let isBack = false
    const gateway = createScriptedGateway({
      monotonicMs: clock.monotonicMs,
      poll: (remote) => (isBack ? completed(`https://r.example/${remote.id}`) : brokenPoll('ECONNREFUSED', true)),
    })
    for (let index = 0; index < 1_000; index += 1) await addTask(db, { remote: { id: `remote-${index}` } })
    const { engine } = await createBench({ db, clock, gateway })
    await engine.start()
    await clock.advance(10 * MINUTE_MS)
    const whileGone = gateway.polledAtMs.length
    isBack = true
    await clock.advance(5 * MINUTE_MS)
    engine.stop()
    expect(whileGone).toBeLessThanOrEqual(60)
    expect(peakPerSecond(gateway.polledAtMs)).toBeLessThanOrEqual(10)
    expect(db.get('test', "SELECT count(*) AS open FROM task WHERE state <> 'succeeded'")).toEqual({ open: 0 })
  })
})
