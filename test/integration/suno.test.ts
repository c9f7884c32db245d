import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAssetFile } from '@main/db/queries/asset'
import { findTimedLyrics } from '@main/db/queries/timed-lyrics'
import { storedFilePath } from '@main/library/folders'
import type { Params } from '@shared/domain/generation'
import { type FollowUp, isTerminal, type TaskView } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { type Client, pollUntil, startGateway } from './demo-harness'
import { openTaskStudio, type TaskStudio } from './tasks-studio'

const open: TaskStudio[] = []

afterEach(() => {
  for (const studio of open.splice(0)) studio.abandon()
})

async function openStudio(demo: Client): Promise<TaskStudio> {
  const folder = mkdtempSync(join(tmpdir(), 'suno-'))
  const studio = await openTaskStudio({ folder, origin: demo.gateway.origin, key: demo.gateway.demoKey })
  open.push(studio)
  await studio.engine.start()
  return studio
}

async function make(studio: TaskStudio, operationId: string, params: Params, parent?: TaskView): Promise<TaskView> {
  const task = await studio.generation.submit({
    clientRequestId: studio.nextId(),
    operationId,
    modelId: operationId.startsWith('suno.legacy') ? 'chirp-v3-5' : 'chirp-auk',
    params: { ...params },
    origin: parent ? { kind: 'follow-up', taskId: parent.id } : { kind: 'create' },
  })
  return pollUntil(
    () => studio.queue.get(task.id),
    ({ state }) => isTerminal(state),
  )
}

const song = (studio: TaskStudio, title: string): Promise<TaskView> =>
  make(studio, 'suno.music.custom', {
    prompt: '[Verse]\nSnow on the wall\n[Chorus]\nCarry me home',
    title,
    tags: 'folk',
  })

function button(task: TaskView, label: string): FollowUp {
  const found = task.followUps.find((followUp) => followUp.label === label)
  if (!found) throw new Error(`no button ${label} under ${task.state} ${task.failure?.message ?? ''}`)
  return found
}

function press(studio: TaskStudio, task: TaskView, label: string, words: Params = {}): Promise<TaskView> {
  const { operationId, params } = button(task, label)
  return make(studio, operationId, { ...params, ...words }, task)
}

async function bytesOf(studio: TaskStudio, task: TaskView): Promise<Buffer> {
  const file = await loadAssetFile(studio.db, task.outputs[0]?.assetId ?? '')
  if (!file) throw new Error(`nothing stored: ${task.failure?.message ?? task.state}`)
  return readFileSync(storedFilePath(studio.folders, file))
}

const stored = ({ outputs }: TaskView): readonly string[] =>
  outputs.filter(({ assetId }) => assetId !== null).map(({ media }) => media)

describe('Suno, from the form to the library', () => {
  it('goes on with a song, replaces a part of it, restyles it, and joins what belongs together', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const first = await song(studio, 'Harbour')
    expect(stored(first)).toEqual(['audio', 'audio'])
    const words = { prompt: '[Verse 2]\nThe boats are out' }
    const more = await press(studio, first, 'Continue', words)
    expect(stored(more)).toEqual(['audio', 'audio'])
    const whole = await press(studio, more, 'Join the parts')
    expect(stored(whole)).toEqual(['audio'])
    expect((await bytesOf(studio, whole)).length).toBeGreaterThan((await bytesOf(studio, first)).length * 1.5)
    const mended = await press(studio, first, 'Replace a part', { ...words, infill_start_s: 3, infill_end_s: 6 })
    expect(stored(await press(studio, mended, 'Join the parts'))).toEqual(['audio'])
    expect(stored(await press(studio, first, 'Restyle', { tags: 'jazz' }))).toEqual(['audio', 'audio'])
    expect(await demo.charges()).toHaveLength(6)
  })

  it('writes lyrics, and sings in the voice of a singer', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const lyrics = await make(studio, 'suno.lyrics', { prompt: 'a song about winter harbours' })
    expect((await bytesOf(studio, lyrics)).toString()).toContain('[Chorus]')
    const first = await song(studio, 'Singer')
    const artist = String(button(first, 'WAV').params['clip_id'])
    const params = { prompt: '[Verse]\nAnother', title: 'Always', persona_id: 'p-1', artist_clip_id: artist }
    expect(stored(await make(studio, 'suno.music.persona', params))).toEqual(['audio', 'audio'])
  })

  it.each(['', ' demo:wav-named', ' demo:wav-task', ' demo:wav-bytes'])(
    'brings a lossless file home, however the upstream answers (title “Wave%s”)',
    async (words) => {
      const demo = await startGateway()
      const studio = await openStudio(demo)
      const wav = await press(studio, await song(studio, `Wave${words}`), 'WAV')
      expect((await bytesOf(studio, wav)).toString('latin1', 0, 4)).toBe('RIFF')
    },
  )

  it('keeps the times of the words as a text beside the song', async () => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    const first = await song(studio, 'Timed')
    const timed = await press(studio, first, 'Timed lyrics')
    expect((await bytesOf(studio, timed)).toString()).toMatch(/^\[00:01\.00\].*\[Verse\]/)
    const lyricsOf = (ordinal: number): Promise<string | null> =>
      findTimedLyrics(studio.db, {
        assetId: first.outputs[ordinal]?.assetId ?? '',
        operationId: 'suno.timing',
      })
    expect(await lyricsOf(0)).toBe(timed.outputs[0]?.assetId)
    expect(await lyricsOf(1)).toBeNull()
  })

  it.each([
    ['suno.legacy.inspiration', { gpt_description_prompt: 'an old town in autumn' }],
    ['suno.legacy.custom', { prompt: '[Verse]\nLate', title: 'Overtime', tags: 'synth pop' }],
    ['suno.legacy.instrumental', { tags: 'slow piano', title: 'Night Train' }],
  ])('speaks the older protocol: %s', async (operationId, params) => {
    const demo = await startGateway()
    const studio = await openStudio(demo)
    expect(stored(await make(studio, operationId, params))).toEqual(['audio', 'audio'])
    expect(await demo.charges()).toHaveLength(1)
  })

  it('fetches work that was started elsewhere: a task by its number, takes by their ids', async () => {
    const demo = await startGateway()
    const body = { prompt: '[Verse]\nElsewhere', mv: 'chirp-v4', title: 'Elsewhere' }
    const submitted = (await (await demo.post('/suno/submit/music', body)).json()) as { readonly data: string }
    const { title, ...older } = { ...body, tags: 'folk' }
    const generated = (await (await demo.post('/suno/generate', { ...older, title })).json()) as {
      readonly clips: readonly { readonly id: string }[]
    }
    const studio = await openStudio(demo)
    const adopt = async (operationId: string, remoteId: string): Promise<TaskView> => {
      const task = await studio.generation.adopt({ operationId, modelId: 'chirp-v4', remoteId, prompt: '' })
      return pollUntil(
        () => studio.queue.get(task.id),
        ({ state }) => isTerminal(state),
      )
    }
    expect(stored(await adopt('suno.music.custom', submitted.data))).toEqual(['audio', 'audio'])
    const clipIds = generated.clips.map(({ id }) => id).join(',')
    expect(stored(await adopt('suno.legacy.custom', clipIds))).toEqual(['audio', 'audio'])
  })

  it.each([
    [{ prompt: 'x', mv: 'chirp-v4', title: 'y', colour: 'red' }, 'unknown field "colour"'],
    [{ prompt: 7, mv: 'chirp-v4', title: 'y' }, 'prompt has the wrong type'],
    [{ prompt: 'x', title: 'y' }, 'mv is required'],
    [{ prompt: 'x', mv: 'chirp-v4', title: 'y', task: 'extend', continue_clip_id: 'z' }, 'continue_at is required'],
  ])('is refused by the demo gateway where the real one would: %j', async (body, words) => {
    const demo = await startGateway()
    const answer = await demo.post('/suno/submit/music', body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(words) as string,
    })
    expect(await demo.charges()).toEqual([])
  })
})
