import { SECOND_MS } from '@shared/lib/durations'
import { describe, expect, it } from 'vitest'
import { brokenPoll, completed, createScriptedGateway, pending } from '../fakes/scripted-gateway'
import { addTask, createBench, createFakeStore, newId, openLibrary } from './tasks-harness'

const offline = { code: 'offline', message: 'Nothing answers.', nextStep: 'retry', charge: 'not-charged' } as const
const busy = { code: 'rate-limited', message: 'Too many requests.', nextStep: 'wait', charge: 'not-charged' } as const

const ledgerOf = (db: Awaited<ReturnType<typeof openLibrary>>, taskId: string) =>
  db.all<{ kind: string; amount_micro_usd: number | null }>('test.ledger', 'SELECT kind, amount_micro_usd FROM ledger_entry WHERE task_id = ? ORDER BY id', [taskId])

describe('a task from the line to the library', () => {
  it('is sent once, polled, stored and charged once', async () => {
    const gateway = createScriptedGateway({ poll: (_remote, count) => (count < 3 ? pending('processing', count / 4) : completed('https://r.example/1', 'https://r.example/2')) })
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
      submit: () => ({ kind: 'completed', outputs: [{ media: 'image', source: { kind: 'base64', base64: 'AAAA' } }], usage: { chargedMicroUsd: 7 } }),
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
    const row = (taskId: string) => db.get('test', 'SELECT state, body_sha256, remote_json FROM task WHERE id = ?', [taskId])
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
    const { db, clock, engine, view } = await createBench({ gateway: createScriptedGateway({ poll: () => completed() }) })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'failed', failure: { charge: 'maybe-charged' } })
  })

  it('makes takes of a shot from its results, and chooses the first', async () => {
    const { db, clock, engine } = await createBench({ gateway: createScriptedGateway({ poll: () => completed('https://r.example/1', 'https://r.example/2') }) })
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
      submit: (_call, attempt) => (attempt < 4 ? { kind: 'not-sent', failure: offline } : { kind: 'accepted', remote: { id: 'r' } }),
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
    const failure = { code: 'outcome-unknown', message: 'Timeout.', nextStep: 'look-up', charge: 'maybe-charged' } as const
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
    const failure = { code: 'insufficient-balance', message: 'The balance is used up.', nextStep: 'top-up', charge: 'not-charged' } as const
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
    const gateway = createScriptedGateway({ submit: (_call, attempt) => (attempt === 1 ? { kind: 'refused', failure, mayRetry: true } : { kind: 'accepted', remote: { id: 'r' } }) })
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
      submit: (call, attempt) => (call.prompt === 'later' && attempt === 1 ? { kind: 'refused', failure: { ...busy, retryAfterMs: 30_000 }, mayRetry: true } : { kind: 'accepted', remote: { id: call.taskId } }),
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

describe('polling', () => {
  it('takes twenty bad polls without a failure', async () => {
    const gateway = createScriptedGateway({ poll: (_remote, count) => (count <= 20 ? brokenPoll() : completed('https://r.example/1')) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(900 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.polledAtMs).toHaveLength(21)
  })

  it('takes a 404 soon after the submit for a lag, and a lasting one for a loss', async () => {
    const lag = createScriptedGateway({ poll: (_remote, count) => (count < 4 ? { kind: 'missing' } : completed('https://r.example/1')) })
    const first = await createBench({ gateway: lag })
    const lagging = await addTask(first.db)
    await first.engine.start()
    await first.clock.advance(120 * SECOND_MS)
    expect((await first.view(lagging)).state).toBe('succeeded')

    const loss = createScriptedGateway({ poll: () => ({ kind: 'missing', raw: 'task_not_exist' }) })
    const second = await createBench({ gateway: loss })
    const lost = await addTask(second.db)
    await second.engine.start()
    await second.clock.advance(100 * SECOND_MS)
    expect((await second.view(lost)).state).toBe('polling')
    await second.clock.advance(100 * SECOND_MS)
    expect(await second.view(lost)).toMatchObject({ state: 'failed', failure: { raw: 'task_not_exist', charge: 'maybe-charged' } })
  })

  it('counts an unknown status word as work for a bounded time, and keeps the raw answer', async () => {
    const gateway = createScriptedGateway({ poll: () => ({ kind: 'pending', status: 'rearranging', progress: null, isStatusKnown: false, raw: '{"status":"rearranging"}' }) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(600 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'polling', remoteStatus: 'rearranging' })
    expect(db.get('test', 'SELECT raw_answer FROM task')).toEqual({ raw_answer: '{"status":"rearranging"}' })
    await clock.advance(2 * 3_600 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'unknown', failure: { raw: '{"status":"rearranging"}', nextStep: 'look-up' } })
  })

  it('stops asking for a task that never ends after a day, and takes it up again on demand', async () => {
    let isDone = false
    const gateway = createScriptedGateway({ poll: () => (isDone ? completed('https://r.example/1') : { kind: 'pending', status: 'processing', progress: null, isStatusKnown: true, raw: '{"status":"processing"}' }) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(25 * 3_600 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'unknown', failure: { raw: '{"status":"processing"}' } })
    isDone = true
    await engine.lookUp(taskId)
    await clock.advance(10 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.sent).toHaveLength(1)
  })

  it('does not give a task up because the wall clock jumped', async () => {
    const gateway = createScriptedGateway({ poll: (_remote, count) => (count < 10 ? pending() : completed('https://r.example/1')) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(6 * SECOND_MS)
    clock.jumpWall(400 * 24 * 3_600 * SECOND_MS)
    await clock.advance(10 * SECOND_MS)
    clock.jumpWall(-800 * 24 * 3_600 * SECOND_MS)
    await clock.advance(120 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
  })

  it('sends a waiting task although its waiting time was written before the clock stepped back a year', async () => {
    const gateway = createScriptedGateway({ submit: (_call, attempt) => (attempt === 1 ? { kind: 'not-sent', failure: offline } : { kind: 'accepted', remote: { id: 'r' } }) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(100)
    clock.jumpWall(-365 * 24 * 3_600 * SECOND_MS)
    await clock.advance(700 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
  })
})

describe('storing', () => {
  it('retries only the fetch when the file does not come', async () => {
    const db = await openLibrary()
    const broken = { kind: 'transient', failure: { code: 'offline', message: 'Cut.', nextStep: 'retry' } } as const
    const store = createFakeStore(db, (_url, count) => (count < 4 ? broken : null))
    const gateway = createScriptedGateway({})
    const { clock, engine, view } = await createBench({ db, gateway, store })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(120 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect([gateway.sent.length, gateway.polledAtMs.length]).toEqual([1, 1])
  })

  it('asks once for a fresh link when the old one has expired', async () => {
    const db = await openLibrary()
    const store = createFakeStore(db, (url) => (url.endsWith('old') ? { kind: 'expired' } : null))
    const gateway = createScriptedGateway({ poll: (_remote, count) => completed(count === 1 ? 'https://r.example/old' : 'https://r.example/new') })
    const { clock, engine, view } = await createBench({ db, gateway, store })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect([...store.counts]).toEqual([
      ['https://r.example/old', 1],
      ['https://r.example/new', 1],
    ])
  })

  it('calls an output expired when there is no fresh link, and keeps what was stored beside it', async () => {
    const db = await openLibrary()
    const store = createFakeStore(db, (url) => (url.endsWith('gone') ? { kind: 'expired' } : null))
    const gateway = createScriptedGateway({ poll: (remote) => (remote.id === 'all' ? completed('https://r.example/gone') : completed('https://r.example/ok', 'https://r.example/gone')), submit: (call) => ({ kind: 'accepted', remote: { id: call.prompt } }) })
    const { clock, engine, view } = await createBench({ db, gateway, store })
    const some = await addTask(db, { prompt: 'some' })
    const all = await addTask(db, { prompt: 'all' })
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    expect(await view(some)).toMatchObject({ state: 'succeeded', outputs: [{ state: 'stored' }, { state: 'expired', failure: { code: 'expired' } }] })
    expect(await view(all)).toMatchObject({ state: 'failed', failure: { code: 'expired', charge: 'charged' } })
  })

  it('waits for space when the disk is full, says so once, and goes on', async () => {
    const db = await openLibrary()
    let isFull = true
    const full = { kind: 'transient', failure: { code: 'disk-full', message: 'The disk is full.', nextStep: 'free-space' } } as const
    const store = createFakeStore(db, () => (isFull ? full : null))
    const { clock, engine, view, notices } = await createBench({ db, gateway: createScriptedGateway({ poll: (remote) => completed(`https://r.example/a-${remote.id}`, `https://r.example/b-${remote.id}`) }), store })
    const ids = [await addTask(db), await addTask(db)]
    await engine.start()
    await clock.advance(300 * SECOND_MS)
    expect(notices.map(({ code }) => code)).toEqual(['disk-full'])
    expect((await view(ids[0] ?? '')).state).toBe('downloading')
    isFull = false
    await clock.advance(60 * SECOND_MS)
    for (const id of ids) expect((await view(id)).state).toBe('succeeded')
  })
})

describe('what a person asks for', () => {
  it('cancels waiting work at once, and running work that the gateway stops', async () => {
    let isStopped = false
    const gateway = createScriptedGateway({ cancel: 'asked', poll: () => (isStopped ? { kind: 'failed', status: 'canceled', failure: offline } : pending()) })
    const { db, clock, engine, view } = await createBench({ gateway, laneLimit: 1 })
    const running = await addTask(db)
    const waiting = await addTask(db)
    await engine.start()
    await clock.advance(10 * SECOND_MS)
    expect((await engine.cancel(waiting)).state).toBe('canceled')
    expect(await engine.cancel(running)).toMatchObject({ state: 'polling', cancelRequested: true })
    expect(gateway.canceled).toEqual([running])
    isStopped = true
    await clock.advance(30 * SECOND_MS)
    expect((await view(running)).state).toBe('canceled')
    expect(gateway.sent).toEqual([running])
  })

  it('keeps the late success of canceled work', async () => {
    const gateway = createScriptedGateway({ poll: (_remote, count) => (count < 3 ? pending() : completed('https://r.example/1')) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(5 * SECOND_MS)
    await engine.cancel(taskId)
    await clock.advance(60 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'succeeded', cancelRequested: true })
  })

  it('sends nothing while paused, also after a restart', async () => {
    const db = await openLibrary()
    const gateway = createScriptedGateway({})
    const first = await createBench({ db, gateway })
    await first.engine.start()
    await first.engine.setPaused(true)
    first.engine.stop()
    const taskId = await addTask(db)
    const second = await createBench({ db, gateway })
    await second.engine.start()
    await second.clock.advance(60 * SECOND_MS)
    expect(gateway.sent).toEqual([])
    await second.engine.setPaused(false)
    await second.clock.advance(60 * SECOND_MS)
    expect((await second.view(taskId)).state).toBe('succeeded')
  })

  it('answers honestly when a look-up finds nothing, and follows what it finds', async () => {
    const failure = { code: 'outcome-unknown', message: 'Timeout.', nextStep: 'look-up', charge: 'maybe-charged' } as const
    let isKnown = false
    const gateway = createScriptedGateway({
      submit: () => ({ kind: 'unknown', failure }),
      lookUp: () => (isKnown ? { kind: 'found', remote: { id: 'found' }, finding: 'It runs.' } : { kind: 'nothing', finding: 'The gateway keeps no list.' }),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(SECOND_MS)
    expect(await engine.lookUp(taskId)).toMatchObject({ task: { state: 'unknown' }, finding: 'The gateway keeps no list.' })
    isKnown = true
    expect(await engine.lookUp(taskId)).toMatchObject({ task: { state: 'polling' } })
    await clock.advance(30 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.sent).toHaveLength(1)
    await expect(engine.giveUp(taskId)).rejects.toMatchObject({ failure: { code: 'conflict' } })
  })

  it('settles the task that waited for a person when the follow-up is accepted', async () => {
    const gateway = createScriptedGateway({
      poll: (remote) => (remote.id === 'asks' ? { kind: 'waiting-input', status: 'MODAL', followUps: [{ label: 'Go', operationId: 'x', params: {} }] } : completed('https://r.example/1')),
      submit: (call) => ({ kind: 'accepted', remote: { id: call.prompt } }),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const asking = await addTask(db, { prompt: 'asks' })
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    expect(await view(asking)).toMatchObject({ state: 'waiting-input', followUps: [{ label: 'Go' }] })
    const answer = await addTask(db, { clientRequestId: newId(), prompt: 'answer', origin: { kind: 'follow-up', taskId: asking } })
    await engine.accept(answer)
    await clock.advance(30 * SECOND_MS)
    expect((await view(asking)).state).toBe('succeeded')
    expect((await view(answer)).state).toBe('succeeded')
  })
})
