import { SECOND_MS } from '@shared/lib/durations'
import { describe, expect, it } from 'vitest'
import { completed, createScriptedGateway, pending } from '../fakes/scripted-gateway'
import { addTask, createBench, openLibrary } from './tasks-harness'

const offline = { code: 'offline', message: 'Nothing answers.', nextStep: 'retry', charge: 'not-charged' } as const
const busy = { code: 'rate-limited', message: 'Too many requests.', nextStep: 'wait', charge: 'not-charged' } as const

const ledgerOf = (db: Awaited<ReturnType<typeof openLibrary>>, taskId: string) =>
  db.all<{ kind: string; amount_micro_usd: number | null }>(
    'test.ledger',
    'SELECT kind, amount_micro_usd FROM ledger_entry WHERE task_id = ? ORDER BY id',
    [taskId],
  )

describe('a task from the line to the library', () => {
  it('is sent once, polled, stored and charged once', async () => {
    const gateway = createScriptedGateway({
      poll: (_remote, count) =>
        count < 3 ? pending('processing', count / 4) : completed('https://r.example/1', 'https://r.example/2'),
    })
    const { db, clock, engine, views, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    const task = await view(taskId)
    expect(task.state).toBe('succeeded')
    expect(task.outputs.map(({ state }) => state)).toEqual(['stored', 'stored'])
    expect(gateway.sent).toEqual([taskId])
    expect(ledgerOf(db, taskId)).toEqual([
      { kind: 'estimate', amount_micro_usd: 120_000 },
      { kind: 'charge', amount_micro_usd: 120_000 },
    ])
    const seqs = views.filter(({ id }) => id === taskId).map(({ seq }) => seq)
    expect([...seqs].sort((a, b) => a - b)).toEqual(seqs)
    expect(views.map(({ state }) => state)).toContain('downloading')
  })

  it('takes the results of a synchronous answer without a poll, and its actual charge', async () => {
    const gateway = createScriptedGateway({
      submit: () => ({
        kind: 'completed',
        outputs: [{ media: 'image', source: { kind: 'base64', base64: 'AAAA' } }],
        usage: { chargedMicroUsd: 7 },
      }),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'succeeded', chargedMicroUsd: 7 })
    expect(gateway.polledAtMs).toEqual([])
  })

  it('commits the hash of the body before it sends, and the remote id before it polls', async () => {
    const db = await openLibrary()
    const seen: unknown[] = []
    const row = (taskId: string) =>
      db.get('test', 'SELECT state, body_sha256, remote_json FROM task WHERE id = ?', [taskId])
    const gateway = createScriptedGateway({
      submit: (call) => {
        seen.push(row(call.taskId))
        return { kind: 'accepted', remote: { id: 'r-1', context: { path: '/x' } } }
      },
      poll: () => {
        seen.push(row(taskId))
        return completed('https://r.example/1')
      },
    })
    const taskId = await addTask(db)
    const { clock, engine } = await createBench({ db, gateway })
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    expect(seen).toEqual([
      { state: 'submitting', body_sha256: `sha-${taskId}`, remote_json: null },
      { state: 'polling', body_sha256: `sha-${taskId}`, remote_json: '{"id":"r-1","context":{"path":"/x"}}' },
    ])
  })

  it('calls finished work without a result a failure', async () => {
    const { db, clock, engine, view } = await createBench({
      gateway: createScriptedGateway({ poll: () => completed() }),
    })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'failed', failure: { charge: 'maybe-charged' } })
  })

  it('makes takes of a shot from its results, and chooses the first', async () => {
    const { db, clock, engine } = await createBench({
      gateway: createScriptedGateway({ poll: () => completed('https://r.example/1', 'https://r.example/2') }),
    })
    db.run('test', "INSERT INTO storyboard_project VALUES ('p', 'Film', NULL, 1, 1)")
    db.run('test', "INSERT INTO scene VALUES ('c', 'p', 0, 'Scene', NULL)")
    db.run('test', "INSERT INTO shot VALUES ('s', 'c', 0, 'A kite', 3, NULL, NULL)")
    const taskId = await addTask(db, { origin: { kind: 'shot', shotId: 's' } })
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    const takes = db.all<{ id: string; task_id: string }>('test', 'SELECT id, task_id FROM take ORDER BY id')
    expect(takes.map(({ task_id }) => task_id)).toEqual([taskId, taskId])
    expect(db.get('test', 'SELECT chosen_take_id FROM shot')).toEqual({ chosen_take_id: takes[0]?.id })
  })
})

describe('what becomes of a send', () => {
  it('waits for the network and is sent when it is back', async () => {
    const gateway = createScriptedGateway({
      submit: (_call, attempt) =>
        attempt < 4 ? { kind: 'not-sent', failure: offline } : { kind: 'accepted', remote: { id: 'r' } },
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'queued', failure: { code: 'offline' } })
    await clock.advance(120 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'succeeded', failure: null })
  })

  it('never sends again what may have been accepted', async () => {
    const failure = {
      code: 'outcome-unknown',
      message: 'Timeout.',
      nextStep: 'look-up',
      charge: 'maybe-charged',
    } as const
    const gateway = createScriptedGateway({ submit: () => ({ kind: 'unknown', failure }) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(3_600 * SECOND_MS)
    expect(gateway.sent).toEqual([taskId])
    expect(await view(taskId)).toMatchObject({ state: 'unknown', failure: { charge: 'maybe-charged' } })
  })

  it('fails at a refusal, and at a request that cannot be built, without a charge', async () => {
    const failure = { code: 'refused-content', message: 'No.', nextStep: 'edit-input', charge: 'not-charged' } as const
    const gateway = createScriptedGateway({
      submit: () => ({ kind: 'refused', failure, mayRetry: false }),
      prepare: (call) => {
        if (call.prompt === 'broken') throw new Error('no file')
      },
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const refused = await addTask(db)
    const broken = await addTask(db, { prompt: 'broken' })
    await engine.start()
    await clock.advance(SECOND_MS)
    expect(await view(refused)).toMatchObject({ state: 'failed', failure: { code: 'refused-content' } })
    expect(await view(broken)).toMatchObject({ state: 'failed', failure: { charge: 'not-charged' } })
    expect(gateway.sent).toEqual([refused])
  })

  it('stops a batch once when the balance is used up', async () => {
    const failure = {
      code: 'insufficient-balance',
      message: 'The balance is used up.',
      nextStep: 'top-up',
      charge: 'not-charged',
    } as const
    const gateway = createScriptedGateway({ submit: () => ({ kind: 'refused', failure, mayRetry: false }) })
    const { db, clock, engine, notices } = await createBench({ gateway, laneLimit: 1 })
    for (let index = 0; index < 6; index += 1) await addTask(db)
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    expect(notices).toHaveLength(1)
    expect(engine.isPaused()).toBe(true)
    expect(gateway.sent.length).toBeLessThan(6)
  })

  it.each([
    ['three seconds', 3_000, 3_000],
    ['nothing', undefined, 500],
    ['a thousand million seconds', 1e12, 600_000],
  ])('waits after a 429 that asks for %s, and tries again', async (_name, retryAfterMs, atLeastMs) => {
    const failure = retryAfterMs === undefined ? busy : { ...busy, retryAfterMs }
    const gateway = createScriptedGateway({
      submit: (_call, attempt) =>
        attempt === 1 ? { kind: 'refused', failure, mayRetry: true } : { kind: 'accepted', remote: { id: 'r' } },
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(atLeastMs - 100)
    expect(gateway.sent).toHaveLength(1)
    await clock.advance(700 * SECOND_MS)
    expect(gateway.sent).toHaveLength(2)
    expect((await view(taskId)).state).toBe('succeeded')
  })

  it('learns from a 429 how many the lane may have, and never exceeds it again', async () => {
    let running = 0
    let peak = 0
    const gateway = createScriptedGateway({
      submit: (call) => {
        if (running >= 2) return { kind: 'refused', failure: busy, mayRetry: true }
        running += 1
        peak = Math.max(peak, running)
        return { kind: 'accepted', remote: { id: call.taskId } }
      },
      poll: (remote, count) => {
        if (count < 3) return pending()
        running -= 1
        return completed(`https://r.example/${remote.id}`)
      },
    })
    const { db, clock, engine } = await createBench({ gateway, laneLimit: 3 })
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) ids.push(await addTask(db))
    await engine.start()
    await clock.advance(400 * SECOND_MS)
    expect(peak).toBe(2)
    const refusals = gateway.sent.length - ids.length
    expect(refusals).toBeGreaterThan(0)
    expect(refusals).toBeLessThanOrEqual(4)
    expect(db.get('test', "SELECT count(*) AS done FROM task WHERE state = 'succeeded'")).toEqual({ done: 5 })
  })

  it('says it loudly when the id of paid work cannot be saved, and goes on when it can', async () => {
    const real = await openLibrary()
    let failures = 2
    const db = {
      ...real,
      run: (name: string, sql: string, parameters?: Parameters<typeof real.run>[2]) => {
        if (sql.includes('remote_json') && name === 'task.change' && failures-- > 0) throw new Error('disk I/O error')
        return real.run(name, sql, parameters)
      },
    }
    const gateway = createScriptedGateway({})
    const { clock, engine, notices, view } = await createBench({ db, gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({ charge: 'maybe-charged', raw: `remote-${taskId}` })
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.sent).toHaveLength(1)
  })
})

describe('lanes', () => {
  it('lets a single press pass a batch of fifty', async () => {
    const gateway = createScriptedGateway({ poll: () => pending() })
    const { db, clock, engine, view } = await createBench({ gateway, laneLimit: 2 })
    for (let index = 0; index < 50; index += 1) await addTask(db)
    await engine.start()
    await clock.advance(10 * SECOND_MS)
    const single = await addTask(db, { nowMs: Date.UTC(2026, 0, 1) + 10_000 })
    await engine.accept(single)
    await clock.advance(SECOND_MS)
    expect((await view(single)).state).toBe('polling')
    expect(gateway.sent.length).toBeLessThanOrEqual(5)
  })

  it('wakes for a task that waits for a later time while another lane is full', async () => {
    const gateway = createScriptedGateway({
      submit: (call, attempt) =>
        call.prompt === 'later' && attempt === 1
          ? { kind: 'refused', failure: { ...busy, retryAfterMs: 30_000 }, mayRetry: true }
          : { kind: 'accepted', remote: { id: call.taskId } },
      poll: () => pending(),
    })
    const { db, clock, engine, view } = await createBench({ gateway, laneLimit: 1 })
    for (let index = 0; index < 3; index += 1) await addTask(db)
    const later = await addTask(db, { lane: 'suno:profile-1', prompt: 'later' })
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    expect((await view(later)).state).toBe('polling')
  })

  it('keeps a full lane from holding up another', async () => {
    const gateway = createScriptedGateway({ poll: () => pending() })
    const { db, clock, engine, view } = await createBench({ gateway, laneLimit: 1 })
    for (let index = 0; index < 5; index += 1) await addTask(db)
    const other = await addTask(db, { lane: 'suno:profile-1' })
    await engine.start()
    await clock.advance(SECOND_MS)
    expect((await view(other)).state).toBe('polling')
  })
})
