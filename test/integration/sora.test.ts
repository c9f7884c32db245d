import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAssetFile } from '@main/db/queries/asset'
import { listVendorItems } from '@main/db/queries/vendor-item'
import { storedFilePath } from '@main/library/folders'
import type { Params } from '@shared/domain/generation'
import { isTerminal, type TaskView } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, startGateway } from './demo-harness'
import { openTaskStudio, PROFILE_ID, type TaskStudio } from './tasks-studio'

const open: TaskStudio[] = []

afterEach(() => {
  for (const studio of open.splice(0)) studio.abandon()
})

async function openStudio(demo: Client): Promise<TaskStudio> {
  const folder = mkdtempSync(join(tmpdir(), 'sora-'))
  const studio = await openTaskStudio({ folder, origin: demo.gateway.origin, key: demo.gateway.demoKey })
  open.push(studio)
  await studio.engine.start()
  return studio
}

async function make(studio: TaskStudio, operationId: string, params: Params, parent?: TaskView): Promise<TaskView> {
  const task = await studio.generation.submit({
    clientRequestId: studio.nextId(),
    operationId,
    modelId: 'sora-2',
    params,
    origin: parent ? { kind: 'follow-up', taskId: parent.id } : { kind: 'create' },
  })
  return pollUntil(
    () => studio.queue.get(task.id),
    ({ state }) => isTerminal(state),
  )
}

function press(studio: TaskStudio, task: TaskView, label: string, words: Params): Promise<TaskView> {
  const found = task.followUps.find((followUp) => followUp.label === label)
  if (!found) throw new Error(`no button ${label} under ${task.state} ${task.failure?.message ?? ''}`)
  return make(studio, found.operationId, { ...found.params, ...words }, task)
}

async function bytesOf(studio: TaskStudio, task: TaskView): Promise<Buffer> {
  const file = await loadAssetFile(studio.db, task.outputs[0]?.assetId ?? '')
  if (!file) throw new Error(`nothing stored: ${task.failure?.message ?? task.state}`)
  return readFileSync(storedFilePath(studio.folders, file))
}

const isClip = (bytes: Buffer): boolean => bytes.toString('latin1', 4, 8) === 'ftyp'

describe('Sora, from the form to the library', () => {
  it('makes a clip, changes it, and keeps a character of it for later clips', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const clip = await make(studio, 'sora.videos.create', { prompt: 'a calico cat on stage', seconds: '10' })
    expect(isClip(await bytesOf(studio, clip))).toBe(true)
    const changed = await press(studio, clip, 'Change it', { prompt: 'make it night' })
    expect(isClip(await bytesOf(studio, changed))).toBe(true)
    const character = await press(studio, clip, 'Character', { timestamps: '1,3' })
    expect(character).toMatchObject({ state: 'succeeded', outputs: [{ media: 'image' }] })
    const [item] = await listVendorItems(studio.db, PROFILE_ID, 'sora-character')
    expect(item).toMatchObject({ name: `@${item?.remoteId ?? ''}`, coverAssetId: character.outputs[0]?.assetId })
    const again = await make(studio, 'sora.videos.create', { prompt: 'on a beach', characters: [item?.remoteId] })
    expect(again.state).toBe('succeeded')
    const tasks = (await (await demo.admin('GET', 'tasks')).json()) as { tasks: { prompt: string }[] }
    expect(tasks.tasks.at(-1)?.prompt).toBe(`@${item?.remoteId ?? ''} on a beach`)
    expect(await demo.charges()).toHaveLength(4)
  })

  it('fetches a clip without a link through the content route', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const clip = await make(studio, 'sora.videos.create', { prompt: 'a cat demo:content-only' })
    expect(isClip(await bytesOf(studio, clip))).toBe(true)
  })

  it('takes a clip of the library as a character, and shots as a storyboard', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const clip = await make(studio, 'sora.chat.create', { prompt: 'a fox' })
    const source = clip.outputs[0]?.assetId
    const character = await make(studio, 'sora.character.from-clip', { url: source, timestamps: '1,3' })
    expect(character.state).toBe('succeeded')
    const shown = { prompt: 'it walks', character_url: source, character_timestamps: '0,2' }
    expect((await make(studio, 'sora.videos.character', shown)).state).toBe('succeeded')
    const shots = [
      { scene: 'a door opens', seconds: 5 },
      { scene: 'the light turns blue', seconds: 5 },
    ]
    const board = await make(studio, 'sora.videos.storyboard', { shots, seconds: '10' })
    expect(board).toMatchObject({ state: 'succeeded', prompt: expect.stringContaining('Shot 2:') as string })
  })

  it('talks a clip into being and goes on with the talk', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const clip = await make(studio, 'sora.chat.create', { prompt: 'a cow and a horse dancing' })
    expect(isClip(await bytesOf(studio, clip))).toBe(true)
    const changed = await press(studio, clip, 'Change it', { prompt: 'give the cow a halo' })
    expect(isClip(await bytesOf(studio, changed))).toBe(true)
    expect(await demo.charges()).toHaveLength(2)
    expect(await make(studio, 'sora.chat.create', { prompt: 'x demo:fail' })).toMatchObject({
      state: 'failed',
      failure: { code: 'refused-content', message: expect.stringContaining('safety check') as string },
    })
  })

  it('fetches a clip that was started elsewhere', async () => {
    const demo = await startGateway()
    const form = new FormData()
    form.set('model', 'sora-2')
    form.set('prompt', 'elsewhere')
    const { id } = (await (await demo.postForm('/v1/videos', form)).json()) as { readonly id: string }
    const studio = await openStudio(demo)
    const request = { operationId: 'sora.videos.create', modelId: 'sora-2', remoteId: id, prompt: '' }
    const adopted = await studio.generation.adopt(request)
    const done = await pollUntil(
      () => studio.queue.get(adopted.id),
      ({ state }) => isTerminal(state),
    )
    expect(isClip(await bytesOf(studio, done))).toBe(true)
  })

  it.each([
    [{ model: 'sora-2', prompt: 'x', colour: 'red' }, 'unknown field'],
    [{ model: 'sora-2', prompt: 'x', watermark: 'yes' }, 'watermark'],
    [{ model: 'sora-2', prompt: 'x', seconds: '25' }, 'sora-2-pro'],
    [{ model: 'sora-2' }, 'prompt is required'],
  ])('is refused by the demo gateway where the real one would: %j', async (fields, words) => {
    const demo = await startGateway()
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const answer = await demo.postForm('/v1/videos', form)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringContaining(words) as string } })
    expect(await demo.charges()).toEqual([])
  })
})
