import type { GatewayAnswer, VendorShelf } from '@main/gateway/types'
import { listVendorItems } from '@main/db/queries/vendor-item'
import { createVendorItemService } from '@main/services/vendor-item'
import type { FoundVendorItem } from '@shared/domain/vendor-item'
import { SECOND_MS } from '@shared/lib/durations'
import { describe, expect, it } from 'vitest'
import { createScriptedGateway } from '../fakes/scripted-gateway'
import { addTask, createBench, newId, openLibrary } from './tasks-harness'

/** One more than what a number can hold without losing it. */
const LONG_ID = '9007199254740993'
const element: FoundVendorItem = { kind: 'kling-element', remoteId: LONG_ID, name: 'Mia' }

const listed = (db: Awaited<ReturnType<typeof openLibrary>>, kind: FoundVendorItem['kind'] = 'kling-element') =>
  listVendorItems(db, 'profile-1', kind)

describe('what a task leaves at its vendor', () => {
  it('is a result by itself, kept with all its digits and shown by the first input', async () => {
    const gateway = createScriptedGateway({ submit: () => ({ kind: 'completed', outputs: [], items: [element] }) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db, { inputAssetIds: ['front', 'side'] })
    await engine.start()
    await clock.advance(SECOND_MS)
    expect(await view(taskId)).toMatchObject({ state: 'succeeded', outputs: [], chargedMicroUsd: 120_000 })
    expect(await listed(db)).toMatchObject([{ remoteId: LONG_ID, name: 'Mia', coverAssetId: 'front', isOwn: true }])
  })

  it('is shown by its own result, under the words of its request', async () => {
    const gateway = createScriptedGateway({
      poll: () => ({
        kind: 'completed',
        status: 'succeed',
        outputs: [{ media: 'image', source: { kind: 'url', url: 'https://r.example/1' } }],
        items: [{ kind: 'kling-video', remoteId: '842250903708762200', outputOrdinal: 0 }],
      }),
    })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(60 * SECOND_MS)
    const { outputs } = await view(taskId)
    expect(await listed(db, 'kling-video')).toMatchObject([
      { remoteId: '842250903708762200', name: 'a red kite', coverAssetId: outputs[0]?.assetId },
    ])
  })

  it('is no excuse for work that gave nothing at all', async () => {
    const gateway = createScriptedGateway({ submit: () => ({ kind: 'completed', outputs: [], items: [] }) })
    const { db, clock, engine, view } = await createBench({ gateway })
    const taskId = await addTask(db)
    await engine.start()
    await clock.advance(SECOND_MS)
    expect((await view(taskId)).state).toBe('failed')
  })
})

const answered: GatewayAnswer = {
  status: 200,
  headers: {},
  contentType: 'application/json',
  bytes: new Uint8Array(),
  json: {},
}
const request = (path: string) => ({ method: 'GET', path, body: { kind: 'none' }, timeoutMs: 1 }) as const

async function openService(pages: Readonly<Record<string, readonly FoundVendorItem[] | null>>, refusesRemoval = false) {
  const db = await openLibrary()
  const sent: string[] = []
  let lastPath = ''
  const shelf: VendorShelf = {
    lists: [(page) => request(`/own/${page}`), (page) => request(`/presets/${page}`)],
    readList: () => {
      const items = pages[lastPath]
      return items ? { items, entryCount: items.length } : null
    },
    pageSize: 2,
    remove: (remoteId) => request(`/delete/${remoteId}`),
    readRemoval: () => (refusesRemoval ? { code: 'bad-parameter', message: 'Not yours.', nextStep: 'none' } : null),
  }
  const service = createVendorItemService({
    db,
    clock: { nowMs: () => 5, monotonicMs: () => 5 },
    nextId: newId,
    events: { publish: () => {}, publishTo: () => {} },
    client: {
      query: async ({ path }) => {
        lastPath = path
        return { kind: 'answered', answer: answered }
      },
      send: async ({ path }) => {
        sent.push(path)
        return { kind: 'answered', answer: answered }
      },
    },
    shelfOf: () => ({ family: 'kling', shelf }),
    activeProfile: async () => ({ id: 'profile-1', label: 'Work' }) as never,
    credentialsOf: async () => ({ profileId: 'profile-1', baseUrl: '', key: '', isLoopbackAllowed: true }),
  })
  return { db, service, sent }
}

const voice = (remoteId: string, isOwn: boolean): FoundVendorItem => ({
  kind: 'kling-voice',
  remoteId,
  name: remoteId,
  isOwn,
})

describe("the vendor's own list", () => {
  it('is read to its last page, own things first', async () => {
    const { service } = await openService({
      '/own/1': [voice('a', true)],
      '/presets/1': [voice('b', false), voice('c', false)],
      '/presets/2': [voice('d', false)],
    })
    expect(await service.refresh('kling-voice')).toEqual({ found: 4 })
    const { items, canRemove, canRefresh } = await service.list('kling-voice')
    expect(items.map(({ remoteId }) => remoteId)).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']))
    expect(items[0]?.remoteId).toBe('a')
    expect([canRemove, canRefresh]).toEqual([true, true])
  })

  it('counts where only one of two lists is routed, and says so where none is', async () => {
    const half = await openService({ '/presets/1': [voice('b', false)] })
    expect(await half.service.refresh('kling-voice')).toEqual({ found: 1 })
    const none = await openService({})
    await expect(none.service.refresh('kling-voice')).rejects.toMatchObject({
      failure: { message: expect.stringContaining('typed in') },
    })
  })

  it('loses what was deleted there, and keeps what the vendor did not delete', async () => {
    const { service, sent } = await openService({ '/own/1': [voice('a', true)], '/presets/1': [] })
    await service.refresh('kling-voice')
    const [item] = (await service.list('kling-voice')).items
    await service.remove({ id: item?.id ?? '', where: 'vendor' })
    expect(sent).toEqual(['/delete/a'])
    expect((await service.list('kling-voice')).items).toEqual([])

    const refused = await openService({ '/own/1': [voice('a', true)], '/presets/1': [] }, true)
    await refused.service.refresh('kling-voice')
    const [kept] = (await refused.service.list('kling-voice')).items
    await expect(refused.service.remove({ id: kept?.id ?? '', where: 'vendor' })).rejects.toThrow('Not yours.')
    expect((await refused.service.list('kling-voice')).items).toHaveLength(1)
  })
})
