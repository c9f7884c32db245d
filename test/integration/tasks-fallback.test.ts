import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGenerationFallback } from '@main/services/generation-fallback'
import { DEFAULT_SETTINGS, type StudioSettings } from '@shared/domain/settings'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, startGateway } from './demo-harness'
import { openTaskStudio, type TaskStudio } from './tasks-studio'

const open: TaskStudio[] = []

afterEach(() => {
  for (const studio of open.splice(0)) studio.abandon()
})

async function openStudio(demo: Client, aliases = {}): Promise<TaskStudio> {
  const folder = mkdtempSync(join(tmpdir(), 'tasks-fallback-'))
  const studio = await openTaskStudio({ folder, origin: demo.gateway.origin, key: demo.gateway.demoKey, aliases })
  open.push(studio)
  await studio.engine.start()
  return studio
}

async function run(studio: TaskStudio, modelId: string): Promise<TaskView> {
  const task = await studio.generation.submit({
    clientRequestId: crypto.randomUUID(),
    operationId: 'openai-images.gpt-image-1.generate',
    modelId,
    params: { prompt: 'a red kite' },
    origin: { kind: 'create' },
  })
  return settled(studio, task.id)
}

const settled = (studio: TaskStudio, taskId: string): Promise<TaskView> =>
  pollUntil(
    () => studio.queue.get(taskId),
    ({ state }) => isTerminal(state),
  )

function follower(studio: TaskStudio, settings: Partial<StudioSettings>) {
  const notices: string[] = []
  const follow = createGenerationFallback({
    settings: async () => ({ ...DEFAULT_SETTINGS, ...settings }),
    recipeOf: studio.generation.recipe,
    taskOf: studio.queue.get,
    priceOf: studio.generation.priceOf,
    sendInstead: studio.generation.sendInstead,
    noticeRaised: ({ message }) => notices.push(message),
  })
  return { follow, notices }
}

const others = async (studio: TaskStudio, than: TaskView): Promise<readonly TaskView[]> =>
  (await studio.queue.list({ limit: 100 })).tasks.filter(({ id }) => id !== than.id)

const CHAIN = { generationFallbacks: { 'gpt-image-9': ['gpt-image-8', 'gpt-image-1'] } }

describe('a model that the gateway does not offer', () => {
  it('is followed by the next of the person’s chain until one takes the request, which pays once', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const first = await run(studio, 'gpt-image-9')
    expect(first.failure).toMatchObject({ code: 'model-unavailable', charge: 'not-charged' })
    const { follow, notices } = follower(studio, { ...CHAIN, askAboveMicroUsd: null })
    await follow(first)
    await follow(first)
    const [second, ...none] = await others(studio, first)
    expect(none).toEqual([])
    const failed = await settled(studio, second?.id ?? '')
    expect(failed).toMatchObject({ modelId: 'gpt-image-8', retryOf: first.id, state: 'failed' })
    await follow(failed)
    const third = (await others(studio, first)).find(({ modelId }) => modelId === 'gpt-image-1')
    expect(await settled(studio, third?.id ?? '')).toMatchObject({ state: 'succeeded', retryOf: failed.id })
    expect(await demo.charges()).toHaveLength(1)
    expect(notices.at(-1)).toContain('went to gpt-image-1 instead')
  })

  it('is followed by nothing without a chain, at an unknown price, or once money may have left', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const first = await run(studio, 'gpt-image-9')
    await follower(studio, {}).follow(first)
    await follower(studio, { generationFallbacks: { 'gpt-image-9': ['gpt-image-8'] }, askAboveMicroUsd: 1 }).follow(
      first,
    )
    const maybePaid: TaskView = { ...first, failure: first.failure && { ...first.failure, charge: 'maybe-charged' } }
    await follower(studio, { ...CHAIN, askAboveMicroUsd: null }).follow(maybePaid)
    expect(await others(studio, first)).toEqual([])
  })

  it('may stand behind a name of the person’s own', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo, { 'best-picture': 'gpt-image-1' })
    expect(await run(studio, 'best-picture')).toMatchObject({ state: 'succeeded', modelId: 'gpt-image-1' })
  })
})
