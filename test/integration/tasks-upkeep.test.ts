import { SECOND_MS } from '@shared/lib/durations'
import { describe, expect, it } from 'vitest'
import { brokenPoll, completed, createScriptedGateway, pending } from '../fakes/scripted-gateway'
import { addTask, createBench, createFakeStore, newId, openLibrary } from './tasks-harness'

const offline = { code: 'offline', message: 'Nothing answers.', nextStep: 'retry', charge: 'not-charged' } as const

describe('polling', () => {
  it('takes twenty bad polls without a failure', async () => {
    const gateway = createScriptedGateway({
      poll: (_remote, count) => (count <= 20 ? brokenPoll() : completed('https://r.example/1')),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(900 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.polledAtMs).toHaveLength(21)
  })

  it('takes a 404 soon after the submit for a lag, and a lasting one for a loss', async () => {
    const lag = createScriptedGateway({
      poll: (_remote, count) => (count < 4 ? { kind: 'missing' } : completed('https://r.example/1')),
    })
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
    expect(await second.view(lost)).toMatchObject({
      state: 'failed',
      failure: { raw: 'task_not_exist', charge: 'maybe-charged' },
    })
  })

  it('counts an unknown status word as work for a bounded time, and keeps the raw answer', async () => {
    const gateway = createScriptedGateway({
      poll: () => ({
        kind: 'pending',
        status: 'rearranging',
        progress: null,
        isStatusKnown: false,
        raw: '{"status":"rearranging"}',
      }),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(600 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'polling', remoteStatus: 'rearranging' })
    expect(db.get('test', 'SELECT raw_answer FROM task')).toEqual({ raw_answer: '{"status":"rearranging"}' })
    await clock.advance(2 * 3_600 * SECOND_MS)
    expect(await view(taskId)).toMatchObject({
      state: 'unknown',
      failure: { raw: '{"status":"rearranging"}', nextStep: 'look-up' },
    })
  })

  it('stops asking for a task that never ends after a day, and takes it up again on demand', async () => {
    let isDone = false
    const gateway = createScriptedGateway({
      poll: () =>
        isDone
          ? completed('https://r.example/1')
          : {
              kind: 'pending',
              status: 'processing',
              progress: null,
              isStatusKnown: true,
              raw: '{"status":"processing"}',
            },
    })
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
    const gateway = createScriptedGateway({
      poll: (_remote, count) => (count < 10 ? pending() : completed('https://r.example/1')),
    })
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
    const gateway = createScriptedGateway({
      submit: (_call, attempt) =>
        attempt === 1 ? { kind: 'not-sent', failure: offline } : { kind: 'accepted', remote: { id: 'r' } },
    })
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
    const gateway = createScriptedGateway({
      poll: (_remote, count) => completed(count === 1 ? 'https://r.example/old' : 'https://r.example/new'),
    })
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

  it.each([403, 404, 410])('asks for a fresh link after a restart, too, when the old one says %i', async (status) => {
    const db = await openLibrary()
    let isOffline = true
    const cut = { kind: 'transient', failure: { code: 'offline', message: 'Cut.', nextStep: 'retry' } } as const
    const expired = {
      kind: 'expired',
      failure: { code: 'expired', message: 'Gone.', nextStep: 'retry', httpStatus: status },
    } as const
    const store = createFakeStore(db, (url) => (isOffline ? cut : url.endsWith('old') ? expired : null))
    let polls = 0
    const gateway = createScriptedGateway({
      poll: () => completed((polls += 1) === 1 ? 'https://r.example/old' : 'https://r.example/new'),
    })
    const first = await createBench({ db, gateway, store })
    const taskId = await addTask(db)
    await first.engine.start()
    await first.clock.advance(20 * SECOND_MS)
    expect(await first.view(taskId)).toMatchObject({ state: 'downloading', outputs: [{ state: 'pending' }] })
    first.engine.stop()
    // Days later the links are dead.
    isOffline = false
    const second = await createBench({ db, gateway, store })
    await second.engine.start()
    await second.clock.advance(60 * SECOND_MS)
    expect(await second.view(taskId)).toMatchObject({ state: 'succeeded', outputs: [{ state: 'stored' }] })
    expect(gateway.sent).toHaveLength(1)
    expect(store.counts.get('https://r.example/new')).toBe(1)
  })

  it('says after a restart that a link is dead where there is no other, never without words', async () => {
    const db = await openLibrary()
    let isOffline = true
    const cut = { kind: 'transient', failure: { code: 'offline', message: 'Cut.', nextStep: 'retry' } } as const
    const store = createFakeStore(db, () => (isOffline ? cut : { kind: 'expired' }))
    const gateway = createScriptedGateway({
      poll: () => (isOffline ? completed('https://r.example/old') : { kind: 'missing', raw: 'task_not_exist' }),
    })
    const first = await createBench({ db, gateway, store })
    const taskId = await addTask(db)
    await first.engine.start()
    await first.clock.advance(20 * SECOND_MS)
    first.engine.stop()
    isOffline = false
    const second = await createBench({ db, gateway, store })
    await second.engine.start()
    await second.clock.advance(600 * SECOND_MS)
    expect(await second.view(taskId)).toMatchObject({
      state: 'failed',
      failure: { code: 'expired', message: expect.stringMatching(/.{20}/) as string, charge: 'charged' },
      outputs: [{ state: 'expired', failure: { code: 'expired' } }],
    })
  })

  it('does not chase links that are dead on arrival for ever', async () => {
    const db = await openLibrary()
    const store = createFakeStore(db, () => ({ kind: 'expired' }))
    const gateway = createScriptedGateway({ poll: (_remote, count) => completed(`https://r.example/${count}`) })
    const { clock, engine, view } = await createBench({ db, gateway, store })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(600 * SECOND_MS)
    expect((await view(taskId)).state).toBe('failed')
    expect(store.counts.size).toBe(2)
  })

  it('calls an output expired when there is no fresh link, and keeps what was stored beside it', async () => {
    const db = await openLibrary()
    const store = createFakeStore(db, (url) => (url.endsWith('gone') ? { kind: 'expired' } : null))
    const gateway = createScriptedGateway({
      poll: (remote) =>
        remote.id === 'all'
          ? completed('https://r.example/gone')
          : completed('https://r.example/ok', 'https://r.example/gone'),
      submit: (call) => ({ kind: 'accepted', remote: { id: call.prompt } }),
    })
    const { clock, engine, view } = await createBench({ db, gateway, store })
    const some = await addTask(db, { prompt: 'some' })
    const all = await addTask(db, { prompt: 'all' })
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    expect(await view(some)).toMatchObject({
      state: 'succeeded',
      outputs: [{ state: 'stored' }, { state: 'expired', failure: { code: 'expired' } }],
    })
    expect(await view(all)).toMatchObject({ state: 'failed', failure: { code: 'expired', charge: 'charged' } })
  })

  it('waits for space when the disk is full, says so once, and goes on', async () => {
    const db = await openLibrary()
    let isFull = true
    const full = {
      kind: 'transient',
      failure: { code: 'disk-full', message: 'The disk is full.', nextStep: 'free-space' },
    } as const
    const store = createFakeStore(db, () => (isFull ? full : null))
    const { clock, engine, view, notices } = await createBench({
      db,
      gateway: createScriptedGateway({
        poll: (remote) => completed(`https://r.example/a-${remote.id}`, `https://r.example/b-${remote.id}`),
      }),
      store,
    })
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

describe('a database without space', () => {
  /** Real SQLITE_FULL: the file may not grow any more. */
  const setFull = (db: Awaited<ReturnType<typeof openLibrary>>, isFull: boolean): void => {
    const pages = db.get<{ page_count: number }>('test', 'PRAGMA page_count')?.page_count ?? 0
    db.get('test', `PRAGMA max_page_count = ${isFull ? pages : 1_000_000}`)
  }

  it('keeps an answer that was paid for until it can be written, says so once, and never sends again', async () => {
    const db = await openLibrary()
    const outputs = Array.from({ length: 60 }, () => ({
      media: 'image' as const,
      source: { kind: 'base64' as const, base64: 'AA' },
      title: 'x'.repeat(2_000),
    }))
    const gateway = createScriptedGateway({
      submit: () => {
        setFull(db, true)
        return { kind: 'completed', outputs }
      },
    })
    const { clock, engine, view, notices } = await createBench({ db, gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(300 * SECOND_MS)
    expect((await view(taskId)).state).toBe('submitting')
    expect(notices.map(({ code }) => code)).toEqual(['disk-full'])
    setFull(db, false)
    await clock.advance(120 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.sent).toHaveLength(1)
  })
})

describe('what a person asks for', () => {
  it('cancels waiting work at once, and running work that the gateway stops', async () => {
    let isStopped = false
    const gateway = createScriptedGateway({
      cancel: 'asked',
      poll: () => (isStopped ? { kind: 'failed', status: 'canceled', failure: offline } : pending()),
    })
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
    const gateway = createScriptedGateway({
      poll: (_remote, count) => (count < 3 ? pending() : completed('https://r.example/1')),
    })
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
    const failure = {
      code: 'outcome-unknown',
      message: 'Timeout.',
      nextStep: 'look-up',
      charge: 'maybe-charged',
    } as const
    let isKnown = false
    const gateway = createScriptedGateway({
      submit: () => ({ kind: 'unknown', failure }),
      lookUp: () =>
        isKnown
          ? { kind: 'found', remote: { id: 'found' }, finding: 'It runs.' }
          : { kind: 'nothing', finding: 'The gateway keeps no list.' },
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(SECOND_MS)
    expect(await engine.lookUp(taskId)).toMatchObject({
      task: { state: 'unknown' },
      finding: 'The gateway keeps no list.',
    })
    isKnown = true
    expect(await engine.lookUp(taskId)).toMatchObject({ task: { state: 'polling' } })
    await clock.advance(30 * SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
    expect(gateway.sent).toHaveLength(1)
    await expect(engine.giveUp(taskId)).rejects.toMatchObject({ failure: { code: 'conflict' } })
  })

  it('settles the task that waited for a person when the follow-up is accepted', async () => {
    const gateway = createScriptedGateway({
      poll: (remote) =>
        remote.id === 'asks'
          ? { kind: 'waiting-input', status: 'MODAL', followUps: [{ label: 'Go', operationId: 'x', params: {} }] }
          : completed('https://r.example/1'),
      submit: (call) => ({ kind: 'accepted', remote: { id: call.prompt } }),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const asking = await addTask(db, { prompt: 'asks' })
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    expect(await view(asking)).toMatchObject({ state: 'waiting-input', followUps: [{ label: 'Go' }] })
    const answer = await addTask(db, {
      clientRequestId: newId(),
      prompt: 'answer',
      origin: { kind: 'follow-up', taskId: asking },
    })
    await engine.accept(answer)
    await clock.advance(30 * SECOND_MS)
    expect((await view(asking)).state).toBe('succeeded')
    expect((await view(answer)).state).toBe('succeeded')
  })

  it('asks again on demand whether a question was answered elsewhere', async () => {
    let isAnswered = false
    const gateway = createScriptedGateway({
      poll: () =>
        isAnswered ? completed('https://r.example/1') : { kind: 'waiting-input', status: 'MODAL', followUps: [] },
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(30 * SECOND_MS)
    await engine.checkNow(taskId)
    await clock.advance(SECOND_MS)
    expect((await view(taskId)).state).toBe('waiting-input')
    isAnswered = true
    await engine.checkNow(taskId)
    await clock.advance(SECOND_MS)
    expect((await view(taskId)).state).toBe('succeeded')
  })
})
