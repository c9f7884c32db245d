import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoGateway, startDemoGateway } from '@demo/gateway'
import { encodePng } from '@demo/media/png'
import { createRaster } from '@demo/media/raster'
import { operationsFor } from '@shared/catalog/operations'
import { defaultParams } from '@shared/catalog/projections/form'
import type { Params } from '@shared/domain/generation'
import type { VendorItemKind } from '@shared/domain/vendor-item'
import { createGatewayClient, type GatewayClient } from '@main/gateway/client'
import { encodeRequest, type InputFile } from '@main/gateway/families/encode'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayCredentials, PollReading, SubmitReading } from '@main/gateway/types'
import { operationOf } from './replay'

type Reading = SubmitReading | PollReading
type Completed = Extract<PollReading, { readonly kind: 'completed' }>

const CLIP = 'https://example.com/clip.mp4'
const kling = adapterOf('kling')

let demo: DemoGateway
let client: GatewayClient
let credentials: GatewayCredentials
let folder: string

beforeAll(async () => {
  demo = await startDemoGateway({ timeScale: 0.001 })
  client = createGatewayClient({ clock: { nowMs: () => Date.now() } })
  folder = await mkdtemp(join(tmpdir(), 'studio-kling-demo-'))
  await writeFile(join(folder, 'picture.png'), await encodePng(createRaster(400, 400)))
  await writeFile(join(folder, 'sound.wav'), wav(3))
})

/** A fresh account for each test: all of Kling costs more than one account holds. */
beforeEach(() => {
  const key = `sk-demo-${randomUUID().replaceAll('-', '').padEnd(48, '0')}`
  credentials = { profileId: 'demo', baseUrl: demo.origin, key, isLoopbackAllowed: true }
})

afterAll(async () => {
  await client.close()
  await demo.close()
  await rm(folder, { recursive: true, force: true })
})

/** Silence: 8,000 samples a second of one byte. */
function wav(seconds: number): Buffer {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0).toString()
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(8000, 28)
  return Buffer.concat([head, Buffer.alloc(8000 * seconds, 128)])
}

async function file(name: string, mime: string): Promise<InputFile> {
  const path = join(folder, name)
  return { path, mime, fileName: name, byteSize: (await stat(path)).size }
}

const inputs = {
  fileOf: (id: string) => (id === 'sound' ? file('sound.wav', 'audio/wav') : file('picture.png', 'image/png')),
  maskFileOf: () => file('picture.png', 'image/png'),
}

async function submit(id: string, params: Params, modelId?: string): Promise<SubmitReading> {
  const operation = operationOf(id)
  const model = modelId ?? operation.models[0] ?? ''
  const request = await encodeRequest(
    operation,
    model,
    { ...defaultParams(operation), ...params },
    inputs,
    async () => CLIP,
  )
  const outcome = await client.send(request, credentials)
  if (outcome.kind !== 'answered') return { kind: 'failed', failure: outcome.failure }
  return kling.readSubmit(outcome.answer, operation, model)
}

async function run(id: string, params: Params, modelId?: string): Promise<Reading> {
  const reading = await submit(id, params, modelId)
  if (reading.kind !== 'accepted') return reading
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const request = kling.pollOne?.request(reading.remote)
    const outcome = request && (await client.query(request, credentials))
    if (outcome?.kind !== 'answered') throw new Error(`${id}: ${outcome?.failure.message}`)
    const polled = kling.pollOne?.read(outcome.answer, reading.remote)
    if (polled && polled.kind !== 'pending') return polled
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`${id} never ended`)
}

function done(reading: Reading): Completed {
  if (reading.kind === 'completed') return { status: '', ...reading }
  throw new Error(`${reading.kind}: ${'failure' in reading ? reading.failure.message : ''}`)
}

const mediaOf = (reading: Reading): readonly string[] => done(reading).outputs.map(({ media }) => media)

function idOf(reading: Reading, kind: VendorItemKind): string {
  const item = (done(reading).items ?? []).find((found) => found.kind === kind)
  if (!item) throw new Error(`no ${kind}`)
  return item.remoteId
}

const clipBy = async (modelId: string): Promise<string> =>
  idOf(await run('kling.text2video', { prompt: 'a harbour' }, modelId), 'kling-video')

/** Each operation with the least that it needs, and with everything that fits together. */
const FORMS: Readonly<Record<string, readonly (Params & { readonly model?: string })[]>> = {
  'kling.text2video': [
    { prompt: 'a harbour' },
    {
      model: 'kling-v1',
      prompt: 'x',
      negative_prompt: 'y',
      cfg_scale: 0.5,
      camera_type: 'simple',
      camera_zoom: 5,
      watermark: true,
      external_task_id: 'mine',
    },
    {
      model: 'kling-v3',
      prompt: 'x',
      duration: '5',
      sound: 'on',
      multi_shot: true,
      shot_type: 'customize',
      multi_prompt: [
        { index: 1, prompt: 'a', duration: '2' },
        { index: 2, prompt: 'b', duration: '3' },
      ],
    },
  ],
  'kling.image2video': [
    { image: 'picture' },
    { model: 'kling-v2-5-turbo', image: 'picture', image_tail: 'picture', mode: 'pro' },
    {
      model: 'kling-v1',
      image: 'picture',
      static_mask: 'picture',
      brush_1_mask: 'picture',
      brush_1_path: [
        { x: 10, y: 10 },
        { x: 90, y: 40 },
      ],
    },
    {
      model: 'kling-v2-6',
      image: 'picture',
      mode: 'pro',
      sound: 'on',
      prompt: '<<<voice_1>>> hi',
      voices: ['123456789012345678'],
    },
    { model: 'kling-v3', image: 'picture', elements: ['829836802793406551'] },
  ],
  'kling.omni_video': [
    { prompt: 'a harbour', aspect_ratio: '16:9' },
    {
      prompt: 'give <<<image_1>>> a hat',
      references: ['picture'],
      first_frame: 'picture',
      end_frame: 'picture',
      elements: ['1'],
    },
    { prompt: 'edit <<<video_1>>>', video: CLIP, keep_original_sound: 'no' },
  ],
  'kling.multi_image2video': [{ image_list: ['picture', 'picture'], prompt: 'both dance' }],
  'kling.motion_control': [
    { image_url: 'picture', video_url: CLIP },
    {
      image_url: 'picture',
      video_url: CLIP,
      elements: ['1'],
      character_orientation: 'video',
      keep_original_sound: 'no',
      prompt: 'x',
    },
  ],
  'kling.effects': [{ image: 'picture', effect_scene: 'balloon_parade' }],
  'kling.effects.dual': [
    { images: ['picture', 'picture'] },
    { images: ['picture', 'picture'], effect_scene: 'fight', mode: 'pro', duration: '10' },
  ],
  'kling.image': [
    { prompt: 'a harbour', n: 2 },
    {
      model: 'kling-v1-5',
      prompt: 'x',
      image: 'picture',
      image_reference: 'subject',
      image_fidelity: 0.5,
      human_fidelity: 0.4,
    },
    { model: 'kling-v3', prompt: 'x', elements: ['1', '2'], resolution: '2k', aspect_ratio: '21:9' },
  ],
  'kling.omni_image': [
    { prompt: 'a harbour' },
    {
      model: 'kling-v3-omni',
      prompt: '<<<image_1>>>',
      references: ['picture'],
      result_type: 'series',
      series_amount: 3,
      resolution: '4k',
      aspect_ratio: 'auto',
    },
  ],
  'kling.multi_image2image': [
    { subjects: ['picture', 'picture'], scene_image: 'picture', style_image: 'picture', prompt: 'x' },
  ],
  'kling.expand': [{ image: 'picture', up_expansion_ratio: 0.5, left_expansion_ratio: 0.5, prompt: 'x' }],
  'kling.try_on': [{ human_image: 'picture', cloth_image: 'picture' }],
  'kling.image_recognize': [{ image: 'picture' }],
  'kling.video_to_audio': [{ video_url: CLIP, sound_effect_prompt: 'rain', bgm_prompt: 'slow', asmr_mode: true }],
  'kling.lip_sync_old': [
    { video_url: CLIP, text: 'Hello', voice_id: 'oversea_male1', voice_language: 'en', voice_speed: 1.2 },
    { video_url: CLIP, mode: 'audio2video', audio_file: 'sound' },
  ],
  'kling.tts': [{ text: 'Hello there', voice_speed: 1.2 }],
  'kling.text_to_audio': [{ prompt: 'thunder', duration: 4.5 }],
  'kling.avatar': [{ image: 'picture', sound_file: 'sound', prompt: 'waves', mode: 'pro' }],
  'kling.identify_face': [{ video_url: CLIP }],
  'kling.multi_elements.init': [{ video_url: CLIP }],
  'kling.custom_elements': [
    {
      element_name: 'Mia',
      element_description: 'red hair',
      element_frontal_image: 'picture',
      refer_images: ['picture'],
      tag_list: [{ tag_id: 'o_102' }],
    },
  ],
  'kling.advanced_elements': [
    {
      element_name: 'Mia',
      element_description: 'red hair',
      element_frontal_image: 'picture',
      refer_images: [{ image_url: 'picture' }],
    },
    {
      element_name: 'Mia',
      element_description: 'red hair',
      reference_type: 'video_refer',
      refer_video: CLIP,
      element_voice_id: '5',
    },
  ],
  'kling.voice.create': [{ voice_name: 'Narrator', voice_url: CLIP }],
}

describe('every operation of Kling on the demo gateway', () => {
  const cases = Object.entries(FORMS).flatMap(([id, forms]) => forms.map((form, index) => [id, index, form] as const))

  it.each(cases)('%s, form %i', async (id, _index, { model, ...params }) => {
    const reading = done(await run(id, params, model))
    expect(reading.outputs.length + (reading.items ?? []).length).toBeGreaterThan(0)
  })

  it('leaves none out', () => {
    const inFlows = ['kling.extend', 'kling.lip_sync', 'kling.multi_elements']
    const left = operationsFor({ family: 'kling', withFollowUps: true }).filter(
      ({ id }) => !(id in FORMS) && !inFlows.some((flow) => id === flow || id.startsWith(`${flow}.`)),
    )
    expect(left).toEqual([])
  })
})

describe('Kling’s calls that lean on one another', () => {
  it('extends a clip of an early model, and refuses one of a later model', async () => {
    const early = await clipBy('kling-v1-6')
    expect(mediaOf(await run('kling.extend', { video_id: early, prompt: 'a cat walks in' }))).toEqual(['video'])
    const later = await clipBy('kling-v2-6')
    expect(await submit('kling.extend', { video_id: later })).toMatchObject({ failure: { code: 'bad-parameter' } })
  })

  it('lets a face speak a sound, and Kling speech', async () => {
    const faces = done(await run('kling.identify_face', { video_id: await clipBy('kling-v2-6') }))
    const [choose] = faces.followUps ?? []
    const view = choose?.view?.kind === 'kling-faces' ? choose.view : null
    expect(faces.outputs).toHaveLength(view?.faces.length ?? -1)
    const face = { ...choose?.params, face_id: view?.faces[1]?.faceId, sound_end_time: 2500 }
    expect(mediaOf(await run('kling.lip_sync', { ...face, sound_file: 'sound' }))).toEqual(['video'])
    const audioId = idOf(await run('kling.tts', { text: 'Hello' }), 'kling-audio')
    expect(mediaOf(await run('kling.lip_sync', { ...face, audio_id: audioId }))).toEqual(['video'])
    expect(mediaOf(await run('kling.avatar', { image: 'picture', audio_id: audioId }))).toEqual(['video'])
    expect((await submit('kling.lip_sync', { ...face, audio_id: '1' })).kind).toBe('failed')
    expect((await submit('kling.lip_sync', { ...face, face_id: '9', sound_file: 'sound' })).kind).toBe('failed')
  })

  it('marks things in a clip and changes them', async () => {
    const prepared = done(await run('kling.multi_elements.init', { video_id: await clipBy('kling-v2-6') }))
    const session = { session_id: prepared.followUps?.[0]?.params['session_id'] }
    const points = { ...session, frame_index: 0, points: [{ x: 0.31, y: 0.77 }] }
    const edit = { ...session, edit_mode: 'removal', prompt: 'Delete the boat from <<<video_1>>>' }
    expect((await submit('kling.multi_elements', edit)).kind).toBe('failed')
    expect(mediaOf(await run('kling.multi_elements.add', points))).toEqual(['image'])
    expect(mediaOf(await run('kling.multi_elements.preview', session))).toEqual(['video'])
    expect((await submit('kling.multi_elements.delete', { ...points, points: [{ x: 0.3, y: 0.77 }] })).kind).toBe(
      'failed',
    )
    expect(mediaOf(await run('kling.multi_elements.delete', points))).toEqual([])
    await run('kling.multi_elements.add', points)
    expect(mediaOf(await run('kling.multi_elements.clear', session))).toEqual([])
    expect((await submit('kling.multi_elements.preview', session)).kind).toBe('failed')
    await run('kling.multi_elements.add', points)
    expect(mediaOf(await run('kling.multi_elements', edit))).toEqual(['video'])
    expect(mediaOf(await run('kling.multi_elements', { ...edit, edit_mode: 'swap', image_list: ['picture'] }))).toEqual(
      ['video'],
    )
  })

  it('keeps elements and voices, lists them with all digits, and deletes only own ones', async () => {
    const elementId = idOf(
      await run('kling.advanced_elements', FORMS['kling.advanced_elements']?.[0] ?? {}),
      'kling-element',
    )
    expect(Number.isSafeInteger(Number(elementId))).toBe(false)
    const voiceId = idOf(await run('kling.voice.create', { voice_name: 'Mia', voice_url: CLIP }), 'kling-voice')
    expect(await listed('kling-element')).toEqual([elementId, '7000000000000000001'])
    expect(await listed('kling-voice')).toEqual([voiceId, 'preset-voice-1', 'preset-voice-2'])
    expect(await removal('kling-voice', voiceId)).toBeNull()
    expect(await removal('kling-voice', voiceId)).toMatchObject({ code: 'bad-parameter' })
    expect(await removal('kling-voice', 'preset-voice-1')).toMatchObject({ code: 'bad-parameter' })
    expect(await removal('kling-element', elementId)).toBeNull()
  })
})

async function listed(kind: VendorItemKind): Promise<readonly string[]> {
  const shelf = kling.shelves?.[kind]
  const ids: string[] = []
  for (const ask of shelf?.lists ?? []) {
    const outcome = await client.query(ask(1), credentials)
    if (outcome.kind !== 'answered') throw new Error(outcome.failure.message)
    ids.push(...(shelf?.readList?.(outcome.answer)?.items ?? []).map(({ remoteId }) => remoteId))
  }
  return ids
}

async function removal(kind: VendorItemKind, id: string) {
  const shelf = kling.shelves?.[kind]
  if (!shelf?.remove) throw new Error('cannot remove')
  const outcome = await client.send(shelf.remove(id), credentials)
  return outcome.kind === 'answered' ? (shelf.readRemoval?.(outcome.answer) ?? null) : outcome.failure
}

describe('what Kling refuses, the demo gateway refuses', () => {
  async function post(
    path: string,
    body: unknown,
  ): Promise<{ readonly status: number; readonly code: unknown; readonly message: string }> {
    const answer = await fetch(`${demo.origin}/kling/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${credentials.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = (await answer.json()) as { readonly code: unknown; readonly message: string }
    return { status: answer.status, code: json.code, message: json.message }
  }

  it.each([
    ['an unknown member', 'videos/text2video', { prompt: 'x', colour: 'red' }, 1201, 'colour'],
    ['a missing member', 'videos/text2video', { mode: 'std' }, 1201, 'prompt'],
    ['a number for a text', 'videos/text2video', { prompt: 'x', duration: 5 }, 1201, 'duration'],
    ['a text for a number', 'videos/text2video', { prompt: 'x', cfg_scale: '0.5' }, 1201, 'cfg_scale'],
    ['an object for a list', 'videos/omni-video', { prompt: 'x', mode: 'std', image_list: {} }, 1201, 'image_list'],
    [
      'the wrong key in a list',
      'images/omni-image',
      { prompt: 'x', image_list: [{ image_url: 'a' }] },
      1201,
      'image_url',
    ],
    ['an unknown model', 'images/generations', { model_name: 'kling-v9', prompt: 'x', n: 1 }, 1203, 'kling-v9'],
    [
      'two camera axes',
      'videos/text2video',
      { prompt: 'x', camera_control: { type: 'simple', config: { pan: 1, zoom: 1 } } },
      1201,
      'exactly one',
    ],
    [
      'a prefix before base64',
      'images/editing/expand',
      {
        image: 'data:image/png;base64,AAAA',
        up_expansion_ratio: 0,
        down_expansion_ratio: 0,
        left_expansion_ratio: 0,
        right_expansion_ratio: 0,
        n: 1,
      },
      1201,
      'prefix',
    ],
    [
      'too large an area',
      'images/editing/expand',
      {
        image: 'https://x/a.png',
        up_expansion_ratio: 2,
        down_expansion_ratio: 2,
        left_expansion_ratio: 0,
        right_expansion_ratio: 0,
        n: 1,
      },
      1201,
      '3 times',
    ],
    ['both sources', 'videos/identify-face', { video_id: '1', video_url: CLIP }, 1201, 'exactly one'],
    ['a clip that is not there', 'videos/video-extend', { video_id: '1' }, 1201, 'not found'],
    ['what the filter refuses', 'audio/text-to-audio', { prompt: 'demo:blocked', duration: 5 }, 1301, 'risk control'],
  ])('%s', async (_, path, body, code, words) => {
    const answer = await post(path, body)
    expect(answer).toMatchObject({ code })
    expect(answer.message).toContain(words)
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })
})
