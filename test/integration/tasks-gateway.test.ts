import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAssetFile } from '@main/db/queries/asset'
import { storedFilePath } from '@main/library/folders'
import type { SubmitRequest } from '@shared/contracts/generation'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, startGateway } from './demo-harness'
import { openTaskStudio, type TaskStudio } from './tasks-studio'

const open: TaskStudio[] = []

afterEach(() => {
  for (const studio of open.splice(0)) studio.abandon()
})

async function openStudio(
  demo: Client,
  folder: string = mkdtempSync(join(tmpdir(), 'tasks-gateway-')),
): Promise<TaskStudio> {
  const studio = await openTaskStudio({ folder, origin: demo.gateway.origin, key: demo.gateway.demoKey })
  open.push(studio)
  await studio.engine.start()
  return studio
}

const video = (studio: TaskStudio, change: Partial<SubmitRequest> = {}): SubmitRequest => ({
  clientRequestId: studio.nextId(),
  operationId: 'grok.video.create',
  modelId: 'grok-video-3',
  params: { prompt: 'a red kite over the sea', aspect_ratio: '3:2', size: '720P' },
  origin: { kind: 'create' },
  ...change,
})

/** A task that is cheap to make, for everything that is not about videos. */
const sheet = (studio: TaskStudio): SubmitRequest => ({
  clientRequestId: studio.nextId(),
  operationId: 'midjourney.imagine',
  modelId: 'mj_imagine',
  params: { prompt: 'a red kite over the sea' },
  origin: { kind: 'create' },
})

const picture = (studio: TaskStudio): SubmitRequest => ({
  clientRequestId: studio.nextId(),
  operationId: 'openai-images.gpt-image-1.generate',
  modelId: 'gpt-image-1',
  params: { prompt: 'a red kite' },
  origin: { kind: 'create' },
})

const settled = (
  studio: TaskStudio,
  taskId: string,
  isDone: (task: TaskView) => boolean = (task) => isTerminal(task.state),
): Promise<TaskView> => pollUntil(() => studio.queue.get(taskId), isDone)

async function expectStored(studio: TaskStudio, task: TaskView): Promise<void> {
  expect(task).toMatchObject({ state: 'succeeded', failure: null })
  for (const output of task.outputs) {
    const file = await loadAssetFile(studio.db, output.assetId ?? '')
    if (!file) throw new Error('no asset')
    const bytes = readFileSync(storedFilePath(studio.folders, file))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
  }
}

describe('generations against the demo gateway', () => {
  it('notes the charge that the gateway counted, not the guess from before', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(picture(studio))
    const done = await settled(studio, task.id)
    const [charge] = await demo.charges()
    expect(done.chargedMicroUsd).toBeCloseTo((charge?.amountUsd ?? 0) * 1_000_000, -1)
    expect(done.estimate).toMatchObject({ certainty: 'estimate' })
  })

  it('makes a video: task, poll, download, file under its hash, one charge', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(video(studio))
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })

  it('makes a picture from a synchronous answer', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(picture(studio))
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })

  it('takes fifty parallel presses with one id for one intent and one charge', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const request = sheet(studio)
    const tasks = await Promise.all(Array.from({ length: 50 }, () => studio.generation.submit(request)))
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(1)
    await settled(studio, tasks[0]?.id ?? '')
    expect(await demo.charges()).toHaveLength(1)
  })

  it('refuses in main what the button should have refused', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const empty = studio.generation.submit(video(studio, { params: { prompt: '   ' } }))
    await expect(empty).rejects.toMatchObject({
      failure: { code: 'not-ready', field: 'prompt', charge: 'not-charged' },
    })
    const huge = studio.generation.submit(video(studio, { params: { prompt: 'x'.repeat(1_000_000) } }))
    await expect(huge).rejects.toMatchObject({ failure: { code: 'not-ready' } })
    const foreign = studio.generation.submit(video(studio, { operationId: 'nobody.knows' }))
    await expect(foreign).rejects.toMatchObject({ failure: { code: 'not-found' } })
    expect((await studio.queue.list({ limit: 100 })).tasks).toEqual([])
  })

  it('shows what would be sent without sending it', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const { operationId, modelId, params } = video(studio)
    const preview = await studio.generation.preview({ operationId, modelId, params })
    expect(preview).toMatchObject({
      method: 'POST',
      url: `${demo.gateway.origin}/v1/video/create`,
      body: { model: 'grok-video-3', prompt: 'a red kite over the sea' },
    })
    expect(await demo.charges()).toEqual([])
  })

  it('adopts work that was started elsewhere, once', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const made = (await (
      await demo.post('/v1/video/create', {
        model: 'grok-video-3',
        prompt: 'elsewhere',
        aspect_ratio: '3:2',
        size: '720P',
        images: [],
      })
    ).json()) as { id: string }
    const request = {
      operationId: 'grok.video.create',
      modelId: 'grok-video-3',
      remoteId: made.id,
      prompt: 'elsewhere',
    }
    const task = await studio.generation.adopt(request)
    expect((await studio.generation.adopt(request)).id).toBe(task.id)
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })
})

describe('faults on the way out', () => {
  const submitPath = { pathPrefix: '/mj/submit/imagine' }

  it.each([
    ['a 429 with Retry-After', { kind: 'status', status: 429, headers: { 'Retry-After': '1' } }],
    [
      'a 429 with a date',
      { kind: 'status', status: 429, headers: { 'Retry-After': new Date(Date.now() + 2_000).toUTCString() } },
    ],
    ['a 429 without Retry-After', { kind: 'status', status: 429 }],
    ['a 429 with junk', { kind: 'status', status: 429, headers: { 'Retry-After': '-1' } }],
    ['a 503 with Retry-After', { kind: 'status', status: 503, headers: { 'Retry-After': '1' } }],
  ])('sends again after %s, and pays once', async (_name, effect) => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: submitPath, effect })
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(sheet(studio))
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })

  it.each([
    ['a reset after the work was accepted', { kind: 'reset' }, undefined],
    ['a 502 after the work was accepted', { kind: 'status', status: 502 }, false],
    [
      'a 504 page',
      { kind: 'status', status: 504, headers: { 'content-type': 'text/html' }, body: '<html>Gateway Timeout</html>' },
      false,
    ],
  ])('calls the outcome unknown after %s, and finds the work by look-up', async (_name, effect, before) => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: submitPath, effect, ...(before === undefined ? {} : { before }) })
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(sheet(studio))
    const unknown = await settled(studio, task.id, ({ state }) => state !== 'queued' && state !== 'submitting')
    expect(unknown).toMatchObject({ state: 'unknown', failure: { charge: 'maybe-charged', nextStep: 'look-up' } })
    expect(await demo.charges()).toHaveLength(1)
    await studio.engine.lookUp(task.id)
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })

  it('says after a look-up that nothing was accepted, and sends again only on request', async () => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: submitPath, effect: { kind: 'status', status: 504 }, before: true })
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(sheet(studio))
    await settled(studio, task.id, ({ state }) => state === 'unknown')
    const { finding } = await studio.engine.lookUp(task.id)
    expect(finding).toContain('most likely never accepted')
    const again = { taskId: task.id, clientRequestId: studio.nextId(), mayPayTwice: false }
    await expect(studio.generation.retry(again)).rejects.toMatchObject({ failure: { code: 'conflict' } })
    const second = await studio.generation.retry({ ...again, mayPayTwice: true })
    await expectStored(studio, await settled(studio, second.id))
    expect(second.retryOf).toBe(task.id)
    expect((await studio.queue.get(task.id)).state).toBe('failed')
    expect(await demo.charges()).toHaveLength(1)
  })

  it.each([
    ['a wrong key', 401, { error: { message: 'Invalid token', type: 'new_api_error', code: '' } }, 'unauthorized'],
    ['no balance', 403, { error: { message: 'balance', code: 'insufficient_user_quota' } }, 'insufficient-balance'],
    ['a bad parameter', 400, { error: { message: 'bad ratio', param: 'ratio' } }, 'bad-parameter'],
  ])('fails at %s without a charge', async (_name, status, body, code) => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', { match: submitPath, effect: { kind: 'status', status, body } })
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(sheet(studio))
    expect(await settled(studio, task.id)).toMatchObject({ state: 'failed', failure: { code, charge: 'not-charged' } })
    expect(await demo.charges()).toEqual([])
  })

  it('waits while nothing answers, and sends once when the gateway is back', async () => {
    const demo = await startGateway()
    const dead = await openTaskStudio({
      folder: mkdtempSync(join(tmpdir(), 'tasks-dead-')),
      origin: 'http://127.0.0.1:9',
      key: 'sk-demo-x',
    })
    open.push(dead)
    await dead.engine.start()
    const task = await dead.generation.submit(sheet(dead))
    expect(await settled(dead, task.id, ({ failure }) => failure !== null)).toMatchObject({
      state: 'queued',
      failure: { code: 'offline' },
    })
    expect(await demo.charges()).toEqual([])
  })
})

describe('faults while polling and downloading', () => {
  it('lives through twenty bad polls', async () => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', {
      match: { pathPrefix: '/mj/task/' },
      times: 20,
      effect: { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' },
    })
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(sheet(studio))
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })

  it('fails with the vendor’s reason when the task fails', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(
      video(studio, { params: { prompt: 'demo:fail', aspect_ratio: '3:2', size: '720P' } }),
    )
    const failed = await settled(studio, task.id)
    expect(failed.state).toBe('failed')
    expect(failed.failure?.raw).toContain('safety check')
  })

  it('keeps watching a task that never ends and one with a word nobody knows', async () => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', {
      match: { pathPrefix: '/v1/video/create' },
      effect: { kind: 'task', outcome: 'status-word', word: 'rearranging' },
    })
    const studio = await openStudio(demo)
    const odd = await studio.generation.submit(video(studio))
    await settled(studio, odd.id, ({ remoteStatus }) => remoteStatus === 'rearranging')
    const never = await studio.generation.submit(
      video(studio, { params: { prompt: 'demo:never', aspect_ratio: '3:2', size: '720P' } }),
    )
    await settled(studio, never.id, ({ remoteStatus }) => remoteStatus === 'processing')
    const remote = studio.db.get<{ id: string }>(
      'test',
      "SELECT json_extract(remote_json, '$.id') AS id FROM task WHERE id = ?",
      [odd.id],
    )
    await demo.admin('POST', `tasks/${encodeURIComponent(remote?.id ?? '')}`, { do: 'finish' })
    await expectStored(studio, await settled(studio, odd.id))
    expect((await studio.queue.get(never.id)).state).toBe('polling')
  })

  it('fetches a fresh link when the first has expired', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    await demo.admin('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 3,
      effect: { kind: 'cut', afterBytes: 100 },
    })
    const task = await studio.generation.submit(sheet(studio))
    await settled(studio, task.id, ({ state }) => state === 'downloading')
    await demo.admin('POST', 'links/expire')
    await expectStored(studio, await settled(studio, task.id))
    expect(await demo.charges()).toHaveLength(1)
  })

  it('keeps a web page that claims to be a picture out of the library, with the reason', async () => {
    const demo = await startGateway()
    await demo.admin('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 0,
      effect: { kind: 'link', trouble: 'html-as-png' },
    })
    const studio = await openStudio(demo)
    const task = await studio.generation.submit(sheet(studio))
    expect(await settled(studio, task.id)).toMatchObject({
      state: 'failed',
      outputs: [{ state: 'quarantined', assetId: null }],
    })
    expect(studio.db.all('test', 'SELECT id FROM asset')).toEqual([])
  })
})
