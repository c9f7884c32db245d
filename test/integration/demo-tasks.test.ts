import { expect, test } from 'vitest'
import { decodePicture } from '../../src/demo/media/pixels'
import { encodePng } from '../../src/demo/media/png'
import { createRaster, type Raster } from '../../src/demo/media/raster'
import { type Client, pollUntil, readJson, startGateway } from './demo-harness'

interface Submit {
  readonly code: number
  readonly result: string
}

interface Button {
  readonly customId: string
  readonly label: string
}

interface Imagined {
  readonly id: string
  readonly status: string
  readonly imageUrl: string
  readonly failReason: string
  readonly buttons: readonly Button[]
  readonly properties: { readonly finalPrompt: string }
}

function fetchImagined(client: Client, id: string): Promise<Imagined> {
  return readJson(client.get(`/mj/task/${id}/fetch`))
}

function waitImagined(client: Client, id: string): Promise<Imagined> {
  return pollUntil(
    () => fetchImagined(client, id),
    (task) => task.status === 'SUCCESS' || task.status === 'FAILURE',
  )
}

async function download(url: string): Promise<Raster> {
  const raster = decodePicture(Buffer.from(await (await fetch(url)).arrayBuffer()))
  if (raster === null) throw new Error(`No readable picture at ${url}`)
  return raster
}

function pixelsOf(raster: Raster, left: number, top: number, width: number, height: number): Buffer {
  const rows: Buffer[] = []
  for (let y = top; y < top + height; y += 1) {
    rows.push(Buffer.from(raster.data.subarray((y * raster.width + left) * 4, (y * raster.width + left + width) * 4)))
  }
  return Buffer.concat(rows)
}

async function imagine(client: Client, prompt: string): Promise<Imagined> {
  const submit = await readJson<Submit>(
    client.post('/mj/submit/imagine', { botType: 'MID_JOURNEY', prompt, base64Array: [] }),
  )
  expect(submit.code).toBe(1)
  return waitImagined(client, submit.result)
}

async function press(client: Client, task: Imagined, label: string): Promise<Submit> {
  const customId = task.buttons.find((button) => button.label === label)?.customId
  return readJson(client.post('/mj/submit/action', { chooseSameChannel: true, taskId: task.id, customId }))
}

test('imagine gives a sheet of four, and choosing one gives exactly that quarter', async () => {
  const client = await startGateway()
  const task = await imagine(client, 'a lighthouse at dusk --ar 16:9 --v 7')
  const sheet = await download(task.imageUrl)
  expect(sheet.width / sheet.height).toBeCloseTo(16 / 9, 1)
  expect(task.buttons.map((button) => button.label).slice(0, 4)).toEqual(['U1', 'U2', 'U3', 'U4'])
  const chosen = await waitImagined(client, (await press(client, task, 'U4')).result)
  const picture = await download(chosen.imageUrl)
  expect([picture.width * 2, picture.height * 2]).toEqual([sheet.width, sheet.height])
  const quarter = pixelsOf(sheet, picture.width, picture.height, picture.width, picture.height)
  expect(Buffer.from(picture.data).equals(quarter)).toBe(true)
  expect((await client.charges()).map((charge) => charge.model)).toEqual(['mj_imagine', 'mj_upscale'])
})

test('a region edit waits in a window and changes the white part of the mask', async () => {
  const client = await startGateway()
  const grid = await imagine(client, 'a snowy mountain')
  const single = await waitImagined(client, (await press(client, grid, 'U1')).result)
  const opened = await press(client, single, 'Vary (Region)')
  expect(opened.code).toBe(21)
  expect((await fetchImagined(client, opened.result)).status).toBe('MODAL')
  const before = await download(single.imageUrl)
  const mask = createRaster(before.width, before.height)
  for (let at = 0; at < mask.data.length; at += 4) {
    const isLeft = (at / 4) % before.width < before.width / 2
    mask.data.set(isLeft ? [255, 255, 255, 255] : [0, 0, 0, 255], at)
  }
  const maskBase64 = `data:image/png;base64,${(await encodePng(mask)).toString('base64')}`
  const confirmed = await readJson<Submit>(
    client.post('/mj/submit/modal', { taskId: opened.result, prompt: 'neon city', maskBase64 }),
  )
  expect(confirmed.code).toBe(1)
  const done = await waitImagined(client, confirmed.result)
  const after = await download(done.imageUrl)
  expect(after.width).toBe(before.width * 2)
  const meanChange = (left: number): number => {
    const width = before.width / 4
    const pair = [after, before].map((raster) => pixelsOf(raster, left, 0, width, before.height))
    const [one = Buffer.alloc(0), two = Buffer.alloc(0)] = pair
    return one.reduce((sum, value, at) => sum + Math.abs(value - (two[at] ?? 0)), 0) / one.length
  }
  expect(meanChange(0)).toBeGreaterThan(15)
  expect(meanChange(before.width * 0.75)).toBeLessThan(6)
})

test('describe answers in words, blend and references take pictures, seeds are numbers', async () => {
  const client = await startGateway()
  const base64 = `data:image/png;base64,${(await encodePng(createRaster(64, 48))).toString('base64')}`
  const described = await readJson<Submit>(client.post('/mj/submit/describe', { botType: 'MID_JOURNEY', base64 }))
  expect((await waitImagined(client, described.result)).properties.finalPrompt.split('\n\n')).toHaveLength(4)
  const blended = await readJson<Submit>(
    client.post('/mj/submit/blend', { botType: 'MID_JOURNEY', base64Array: [base64, base64], dimensions: 'SQUARE' }),
  )
  expect((await waitImagined(client, blended.result)).status).toBe('SUCCESS')
  const uploaded = await readJson<{ result: string[] }>(
    client.post('/mj/submit/upload-discord-images', { base64Array: [base64] }),
  )
  expect((await download(uploaded.result[0] ?? '')).width).toBe(64)
  const seed = await readJson<{ result: string }>(client.get(`/mj/task/${blended.result}/image-seed`))
  expect(seed.result).toMatch(/^\d+$/)
})

test('many tasks are asked for at once, unknown ids are left out', async () => {
  const client = await startGateway()
  const task = await imagine(client, 'a fox')
  const listed = await readJson<Imagined[]>(client.post('/mj/task/list-by-condition', { ids: [task.id, '1'] }))
  expect(listed.map((entry) => entry.id)).toEqual([task.id])
  expect((await client.get('/mj/task/1/fetch')).status).toBe(400)
})

test('banned words are code 24 and an empty prompt is a 400, both unpaid', async () => {
  const client = await startGateway()
  const banned = await readJson<Submit>(client.post('/mj/submit/imagine', { prompt: 'demo:banned' }))
  expect(banned.code).toBe(24)
  const empty = await client.post('/mj/submit/imagine', { prompt: '' })
  expect(empty.status).toBe(400)
  expect(await readJson(empty)).toMatchObject({ code: 4, description: 'prompt_is_required' })
  expect(await client.charges()).toEqual([])
})

interface KlingTask {
  readonly code: number
  readonly data: {
    readonly task_id: string
    readonly task_status: string
    readonly task_result?: { readonly videos: readonly { readonly url: string; readonly duration: string }[] }
  }
}

test('Kling animates a picture and says succeed', async () => {
  const client = await startGateway()
  const image = (await encodePng(createRaster(400, 300))).toString('base64')
  const path = '/kling/v1/videos/image2video'
  const body = { model_name: 'kling-v2-6', image, prompt: 'slow zoom', mode: 'pro', duration: '3' }
  const submit = await readJson<KlingTask>(client.post(path, body))
  expect(submit).toMatchObject({ code: 0, data: { task_status: 'submitted' } })
  const done = await pollUntil(
    () => readJson<KlingTask>(client.get(`${path}/${submit.data.task_id}`)),
    (task) => task.data.task_status === 'succeed',
  )
  const [video] = done.data.task_result?.videos ?? []
  const bytes = Buffer.from(await (await fetch(video?.url ?? '')).arrayBuffer())
  expect(bytes.toString('latin1', 4, 8)).toBe('ftyp')
  const listed = await readJson<{ data: unknown[] }>(client.get(`${path}?pageNum=1&pageSize=10`))
  expect(listed.data).toHaveLength(1)
  const prefixed = await client.post(path, { ...body, image: `data:image/png;base64,${image}` })
  expect(prefixed.status).toBe(400)
  expect(await readJson(prefixed)).toMatchObject({ code: 1201 })
})

interface SunoTask {
  readonly task_id: string
  readonly status: string
  readonly data: readonly {
    readonly status: string
    readonly audio_url: string
    readonly metadata: { readonly duration: number }
  }[]
}

test('Suno makes two songs that are MP3 files', async () => {
  const client = await startGateway()
  const body = { prompt: '[Verse]\nSnow on the harbour wall', mv: 'chirp-v4', title: 'Harbour Snow', tags: 'folk' }
  const submit = await readJson<{ code: string; data: string }>(client.post('/suno/submit/music', body))
  expect(submit.code).toBe('success')
  const done = await pollUntil(
    () => readJson<{ data: SunoTask[] }>(client.post('/suno/fetch', { ids: [submit.data, 'unknown'] })),
    (answer) => answer.data[0]?.status === 'SUCCESS',
  )
  const clips = done.data[0]?.data ?? []
  expect(clips.map((clip) => clip.status)).toEqual(['complete', 'complete'])
  const [first, second] = await Promise.all(
    clips.map(async (clip) => Buffer.from(await (await fetch(clip.audio_url)).arrayBuffer())),
  )
  expect(first?.readUInt16BE(0)).toBeGreaterThanOrEqual(0xffe0)
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false)
  expect(first?.length).toBeGreaterThan((clips[0]?.metadata.duration ?? 0) * 15_000)
  expect((await client.get('/suno/fetch/unknown')).status).toBe(400)
})

test('speech is sound, and a transcript gives its words back', async () => {
  const client = await startGateway()
  const input = 'Welcome to the studio. Take a seat.'
  const spoken = await client.post('/v1/audio/speech', { model: 'tts-1', input, voice: 'alloy' })
  expect(spoken.headers.get('content-type')).toBe('audio/mpeg')
  const mp3 = Buffer.from(await spoken.arrayBuffer())
  expect(mp3.readUInt16BE(0)).toBeGreaterThanOrEqual(0xffe0)
  const wav = Buffer.from(
    await (
      await client.post('/v1/audio/speech', { model: 'tts-1', input, voice: 'alloy', response_format: 'wav' })
    ).arrayBuffer(),
  )
  expect(wav.toString('latin1', 8, 12)).toBe('WAVE')
  const form = new FormData()
  form.set('model', 'whisper-1')
  form.set('response_format', 'verbose_json')
  form.set('file', new Blob([mp3]), 'clip.mp3')
  const transcript = await readJson<{ text: string; segments: unknown[]; words: unknown[] }>(
    client.postForm('/v1/audio/transcriptions', form),
  )
  expect(transcript.text).toBe(input)
  expect(transcript.segments).toHaveLength(2)
  expect(transcript.words).toHaveLength(7)
})
