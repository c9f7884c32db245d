import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGatewayClient } from '@main/gateway/client'
import { adapterOf } from '@main/gateway/families/registry'
import { createVendorWorkService } from '@main/services/vendor-work'
import { findOperation, operationsFor } from '@shared/catalog/operations'
import type { KeyProfile } from '@shared/domain/account'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { LISTED_FAMILIES, LISTED_WORK, type ListedFamily, type VendorWorkFilter } from '@shared/domain/vendor-work'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, readJson, startGateway } from './demo-harness'
import { openTaskStudio, PROFILE_ID, type TaskStudio } from './tasks-studio'

const open: TaskStudio[] = []

afterEach(() => {
  for (const studio of open.splice(0)) studio.abandon()
})

async function openStudio({ gateway }: Client) {
  const folder = mkdtempSync(join(tmpdir(), 'vendor-work-'))
  const studio = await openTaskStudio({ folder, origin: gateway.origin, key: gateway.demoKey })
  open.push(studio)
  await studio.engine.start()
  const service = createVendorWorkService({
    db: studio.db,
    client: createGatewayClient({ clock: { nowMs: Date.now } }),
    adapterOf,
    activeProfile: async () => ({ id: PROFILE_ID }) as KeyProfile,
    credentialsOf: async (profileId) => ({
      profileId,
      baseUrl: gateway.origin,
      key: gateway.demoKey,
      isLoopbackAllowed: true,
    }),
  })
  const list = (family: ListedFamily, filter: Partial<VendorWorkFilter>) => service.list(family, { page: 1, ...filter })
  const adopt = async (operationId: string, modelId: string, remoteId: string): Promise<TaskView> => {
    const { id } = await studio.generation.adopt({ operationId, modelId, remoteId, prompt: '' })
    return pollUntil(
      () => studio.queue.get(id),
      ({ state }) => isTerminal(state),
    )
  }
  return { list, adopt }
}

describe('Seedance’s list', () => {
  const MODEL = 'doubao-seedance-1-5-pro-251215'

  async function startElsewhere(demo: Client, text: string): Promise<string> {
    const body = { model: MODEL, content: [{ type: 'text', text }] }
    return (await readJson<{ id: string }>(demo.post('/volc/v1/contents/generations/tasks', body))).id
  }

  it('shows what was started elsewhere, by state, model and number, and it is adopted once', async () => {
    const demo = await startGateway({ isSketching: true })
    const [first, second] = [await startElsewhere(demo, 'a harbour'), await startElsewhere(demo, 'x demo:fail')]
    const { list, adopt } = await openStudio(demo)
    const idsOf = async (filter: Partial<VendorWorkFilter>) =>
      (await list('doubao-seedance', filter)).works.map(({ remoteId }) => remoteId)
    expect(await idsOf({})).toEqual([second, first])
    await pollUntil(
      () => idsOf({ status: 'failed' }),
      (ids) => ids.length === 1,
    )
    expect(await idsOf({ status: 'failed' })).toEqual([second])
    expect(await idsOf({ modelId: 'doubao-seedance-1-0-pro-250528' })).toEqual([])
    expect(await idsOf({ ids: [first] })).toEqual([first])
    const done = await adopt('seedance.15pro', MODEL, first)
    expect(done).toMatchObject({ state: 'succeeded', outputs: [{ media: 'video' }] })
    expect((await list('doubao-seedance', {})).works.map(({ isKnown }) => isKnown)).toEqual([false, true])
    expect(await demo.charges()).toHaveLength(2)
  })
})

describe('Kling’s lists', () => {
  const PAGE = 30

  async function startElsewhere(demo: Client, path: string, body: object): Promise<string> {
    const answer = await readJson<{ data: { task_id: string } }>(demo.post(`/kling/v1/${path}`, body))
    return answer.data.task_id
  }

  it('show each kind of work with its state and results, and it is adopted with its picture', async () => {
    const demo = await startGateway({ isSketching: true })
    const picture = await startElsewhere(demo, 'images/generations', { prompt: 'a harbour', n: 2 })
    const broken = await startElsewhere(demo, 'images/generations', { prompt: 'demo:fail', n: 1 })
    const clip = await startElsewhere(demo, 'videos/text2video', { prompt: 'a harbour' })
    const { list, adopt } = await openStudio(demo)
    const pictures = () => list('kling', { operationId: 'kling.image' })
    const { works, hasMore } = await pollUntil(pictures, (page) =>
      page.works.every(({ status }) => ['succeed', 'failed'].includes(status)),
    )
    expect(hasMore).toBe(false)
    expect(works).toMatchObject([
      { remoteId: broken, status: 'failed', results: [], isKnown: false, assetId: null },
      { remoteId: picture, status: 'succeed', results: ['image', 'image'], isKnown: false, assetId: null },
    ])
    expect(works[0]?.reason).toContain('safety check')
    expect(works[0]?.createdAtMs).toBeGreaterThan(Date.now() - 600_000)
    const clips = await list('kling', { operationId: 'kling.text2video' })
    expect(clips.works.map(({ remoteId }) => remoteId)).toEqual([clip])

    const done = await adopt('kling.image', 'kling-v2-1', picture)
    expect(done).toMatchObject({ state: 'succeeded', outputs: [{ media: 'image' }, { media: 'image' }] })
    const [, known] = (await pictures()).works
    expect(known).toMatchObject({ remoteId: picture, isKnown: true, assetId: done.outputs[0]?.assetId })
  })

  it('are read page by page', async () => {
    const demo = await startGateway({ isSketching: true })
    const started: string[] = []
    for (let count = 0; count < PAGE + 2; count += 1)
      started.unshift(await startElsewhere(demo, 'audio/text-to-audio', { prompt: 'rain', duration: 3 }))
    const { list } = await openStudio(demo)
    const pageOf = async (page: number) => list('kling', { operationId: 'kling.text_to_audio', page })
    const [newer, older] = [await pageOf(1), await pageOf(2)]
    expect([...newer.works, ...older.works].map(({ remoteId }) => remoteId)).toEqual(started)
    expect([newer.hasMore, older.hasMore]).toEqual([true, false])
  })

  it('are said not to be there where the gateway does not pass them on', async () => {
    const demo = await startGateway({ isSketching: true })
    const match = { method: 'GET', pathPrefix: '/kling/v1/videos/effects' }
    await demo.admin('POST', 'faults', { match, times: 1, effect: { kind: 'status', status: 404 } })
    const { list } = await openStudio(demo)
    await expect(list('kling', { operationId: 'kling.effects' })).rejects.toThrow('shows no list of tasks')
    await expect(list('kling', { operationId: 'seedance.text' })).rejects.toThrow('shows no list of tasks')
    expect((await list('kling', { operationId: 'kling.effects' })).works).toEqual([])
  })

  it('can be asked for, each of them', async () => {
    const { list } = await openStudio(await startGateway({ isSketching: true }))
    const pages = await Promise.all(LISTED_WORK.kling.operationIds.map((operationId) => list('kling', { operationId })))
    expect(pages).toEqual(LISTED_WORK.kling.operationIds.map(() => ({ works: [], hasMore: false })))
  })

  it('are read out of the gateway’s own envelope too', () => {
    const native = { code: 0, message: 'SUCCEED', data: { task_id: '825406034503692376', task_status: 'processing' } }
    const outer = { task_id: '825406034503692376', status: 'IN_PROGRESS', data: native }
    const json = { code: 'success', data: [outer] }
    const bytes = new TextEncoder().encode(JSON.stringify(json))
    const answer = { status: 200, headers: {}, contentType: 'application/json', bytes, json }
    expect(adapterOf('kling').listing?.read(answer)).toMatchObject([
      { remoteId: '825406034503692376', status: 'processing', results: [] },
    ])
    expect(adapterOf('kling').listing?.read({ ...answer, bytes: new Uint8Array(), json: { code: 0 } })).toBeNull()
  })
})

describe.each(LISTED_FAMILIES)('the lists of %s', (family) => {
  it('lead to operations that can adopt their work, each address once', () => {
    const { operationIds, operationId } = LISTED_WORK[family]
    const tasks = operationsFor({ family, withFollowUps: true }).filter(({ mode }) => mode === 'task')
    expect(tasks.map(({ id }) => id)).toEqual(expect.arrayContaining([...operationIds, operationId]))
    const paths = operationIds.map((id) => findOperation(id)?.request.path)
    expect(new Set(paths).size).toBe(paths.length)
  })
})
