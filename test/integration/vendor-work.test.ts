import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGatewayClient } from '@main/gateway/client'
import { adapterOf } from '@main/gateway/families/registry'
import { createVendorWorkService } from '@main/services/vendor-work'
import type { KeyProfile } from '@shared/domain/account'
import { isTerminal } from '@shared/domain/task'
import { expect, it } from 'vitest'
import { type Client, pollUntil, readJson, startGateway } from './demo-harness'
import { openTaskStudio, PROFILE_ID } from './tasks-studio'

const PATH = '/volc/v1/contents/generations/tasks'
const MODEL = 'doubao-seedance-1-5-pro-251215'

async function startElsewhere(demo: Client, text: string): Promise<string> {
  const body = { model: MODEL, content: [{ type: 'text', text }] }
  return (await readJson<{ id: string }>(demo.post(PATH, body))).id
}

it('lists what was started elsewhere, by state, model and number, and adopts it once', async () => {
  const demo = await startGateway()
  const [first, second] = [await startElsewhere(demo, 'a harbour'), await startElsewhere(demo, 'x demo:fail')]
  const folder = mkdtempSync(join(tmpdir(), 'vendor-work-'))
  const studio = await openTaskStudio({ folder, origin: demo.gateway.origin, key: demo.gateway.demoKey })
  try {
    await studio.engine.start()
    const { gateway } = demo
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
    const list = (filter: object) => service.list('doubao-seedance', { page: 1, ...filter })
    const idsOf = async (filter: object) => (await list(filter)).works.map(({ remoteId }) => remoteId)
    expect(await idsOf({})).toEqual([second, first])
    await pollUntil(
      () => idsOf({ status: 'failed' }),
      (ids) => ids.length === 1,
    )
    expect(await idsOf({ status: 'failed' })).toEqual([second])
    expect(await idsOf({ modelId: 'doubao-seedance-1-0-pro-250528' })).toEqual([])
    expect(await idsOf({ ids: [first] })).toEqual([first])
    const adopted = await studio.generation.adopt({
      operationId: 'seedance.15pro',
      modelId: MODEL,
      remoteId: first,
      prompt: '',
    })
    const done = await pollUntil(
      () => studio.queue.get(adopted.id),
      ({ state }) => isTerminal(state),
    )
    expect(done).toMatchObject({ state: 'succeeded', outputs: [{ media: 'video' }] })
    expect((await list({})).works.map(({ isKnown }) => isKnown)).toEqual([false, true])
    expect(await demo.charges()).toHaveLength(2)
  } finally {
    studio.abandon()
  }
})
