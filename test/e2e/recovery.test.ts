import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteRequest } from '@shared/contracts/routes'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const VIDEO = 'POST /v1/video/create'

let gateway: TestGateway
let userDataDir: string
let studio: Studio

const clip = (prompt: string): RouteRequest<'generation.submit'> => ({
  clientRequestId: crypto.randomUUID(),
  operationId: 'grok.video.create',
  modelId: 'grok-video-3',
  params: { prompt, aspect_ratio: '3:2', size: '720P' },
  origin: { kind: 'create' },
})

const launch = async (): Promise<Studio> => launchStudio(inject('launch'), { userDataDir })

beforeEach(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-recovery-'))
  studio = await launch()
  await connectTo(studio.window, gateway)
})

afterEach(async () => {
  await studio.kill9()
  await gateway.close()
})

describe('a kill at the worst moment', () => {
  it('between the submit and its recorded id: one charge, and the task says that nobody knows', async () => {
    await gateway.control('POST', 'faults', {
      match: { method: 'POST', pathPrefix: '/v1/video/create' },
      effect: { kind: 'hold' },
    })
    const task = await call(studio.window, 'generation.submit', clip('a held reply'))
    await until(
      'the reply to be held',
      () => gateway.control<{ held: unknown[] }>('GET', 'held'),
      ({ held }) => held.length === 1,
    )
    await studio.kill9()
    await gateway.control('POST', 'release', {})

    studio = await launch()
    const after = await untilTask(studio.window, task.id, 'unknown')
    expect(after.failure?.charge).toBe('maybe-charged')
    await studio.window
      .getByRole('button', { name: /^Queue/ })
      .first()
      .click()
    await studio.window
      .getByText(/unknown/i)
      .first()
      .waitFor()
    expect(await gateway.countOf(VIDEO)).toBe(1)
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('while polling: the result lands after the restart, paid once', async () => {
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/v1/video/query' },
      times: 0,
      effect: { kind: 'status', status: 503 },
    })
    const task = await call(studio.window, 'generation.submit', clip('a clip that outlives its program'))
    await untilTask(studio.window, task.id, 'polling')
    await studio.kill9()
    await gateway.control('DELETE', 'faults')

    studio = await launch()
    const after = await untilTask(studio.window, task.id, 'succeeded')
    expect(after.outputs.filter(({ state }) => state === 'stored')).not.toHaveLength(0)
    expect(await gateway.countOf(VIDEO)).toBe(1)
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('while downloading: the file lands whole after the restart, paid once', async () => {
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 0,
      effect: { kind: 'stall', afterBytes: 4_000 },
    })
    const task = await call(studio.window, 'generation.submit', clip('a clip cut in half'))
    await untilTask(studio.window, task.id, 'downloading')
    await studio.kill9()
    await gateway.control('DELETE', 'faults')

    studio = await launch()
    const after = await untilTask(studio.window, task.id, 'succeeded')
    const assetId = after.outputs.find(({ media }) => media === 'video')?.assetId ?? ''
    const detail = await call(studio.window, 'library.detail', { assetId })
    const served = await studio.window.evaluate(
      async (id) => (await (await fetch(`media://asset/${id}`)).arrayBuffer()).byteLength,
      assetId,
    )
    expect(served).toBe(detail.byteSize)
    expect(await gateway.charges()).toHaveLength(1)
    expect(await readdir(join(userDataDir, 'library', 'staging'))).toEqual([])
  })

  it('keeps a double press to one task and one charge', async () => {
    const request = clip('pressed fifty times')
    const tasks = await Promise.all(Array.from({ length: 50 }, () => call(studio.window, 'generation.submit', request)))
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(1)
    await untilTask(studio.window, tasks[0]?.id ?? '', 'succeeded')
    expect(await gateway.charges()).toHaveLength(1)
  })
})
