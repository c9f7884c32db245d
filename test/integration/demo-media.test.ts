import { expect, test } from 'vitest'
import { decodePicture } from '../../src/demo/media/pixels'
import { encodePng } from '../../src/demo/media/png'
import { createRaster, type Raster } from '../../src/demo/media/raster'
import { pollUntil, readJson, startGateway } from './demo-harness'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'

interface Pictures {
  readonly data: readonly { readonly url?: string; readonly b64_json?: string }[]
  readonly usage?: { readonly output_tokens: number }
}

function decodeBase64(text: string | undefined): Raster {
  const raster = decodePicture(Buffer.from(text ?? '', 'base64'))
  if (raster === null) throw new Error('The answer holds no readable picture')
  return raster
}

test('a GPT picture comes as base64 in the size asked for, with usage', async () => {
  const client = await startGateway()
  const body = { model: 'gpt-image-1', prompt: 'A cute little pig', n: 2, size: '1024x1536', quality: 'high' }
  const answer = await readJson<Pictures>(client.post('/v1/images/generations', body))
  const [first, second] = answer.data.map((item) => decodeBase64(item.b64_json))
  expect([first?.width, first?.height]).toEqual([1024, 1536])
  expect(Buffer.from(first?.data ?? [])).not.toEqual(Buffer.from(second?.data ?? []))
  expect(answer.usage?.output_tokens).toBe(12_480)
  expect(await client.charges()).toHaveLength(1)
})

test('a Flux picture comes as a link that needs no key', async () => {
  const client = await startGateway()
  const body = { model: 'flux-kontext-pro', prompt: 'a river and mountains', aspect_ratio: '16:9' }
  const answer = await readJson<Pictures>(client.post('/v1/images/generations', body))
  const file = await fetch(answer.data[0]?.url ?? '')
  const raster = decodePicture(Buffer.from(await file.arrayBuffer()))
  expect(file.headers.get('content-type')).toBe('image/png')
  expect([raster?.width, raster?.height]).toEqual([1360, 768])
})

test('the same recipe gives the same pixels after a restart, another seed gives others', async () => {
  const ask = async (seed: number): Promise<string> => {
    const client = await startGateway({ seed })
    const body = { model: 'gpt-image-1', prompt: 'a boat', size: '1024x1024' }
    return (await readJson<Pictures>(client.post('/v1/images/generations', body))).data[0]?.b64_json ?? ''
  }
  const first = await ask(1)
  expect(await ask(1)).toBe(first)
  expect(await ask(2)).not.toBe(first)
})

test('a masked edit repaints the hole strongly and everything else a little', async () => {
  const client = await startGateway()
  const size = 1024
  const source = createRaster(size, size)
  for (let at = 0; at < source.data.length; at += 4) source.data.set([90, 120, 200, 255], at)
  const mask = createRaster(size, size)
  for (let y = 0; y < 512; y += 1) for (let x = 0; x < size; x += 1) mask.data[(y * size + x) * 4 + 3] = 0
  const form = new FormData()
  form.set('model', 'gpt-image-1')
  form.set('prompt', 'a sunset over mountains')
  form.append('image[]', new Blob([await encodePng(source)]), 'source.png')
  form.set('mask', new Blob([await encodePng(mask, true)]), 'mask.png')
  const answer = await readJson<Pictures>(client.postForm('/v1/images/edits', form))
  const result = decodeBase64(answer.data[0]?.b64_json)
  const differences = (from: number, to: number): number[] => {
    const found: number[] = []
    for (let pixel = from * size; pixel < to * size; pixel += 1) {
      const at = pixel * 4
      found.push(Math.max(...[0, 1, 2].map((c) => Math.abs((result.data[at + c] ?? 0) - (source.data[at + c] ?? 0)))))
    }
    return found
  }
  const inside = differences(0, 500)
  const outside = differences(524, size)
  expect(inside.filter((difference) => difference > 20).length).toBeGreaterThan(inside.length * 0.8)
  expect(outside.every((difference) => difference < 12)).toBe(true)
  expect(outside.filter((difference) => difference > 0).length).toBeGreaterThan(outside.length * 0.9)
})

test('a mask of another size is refused and costs nothing', async () => {
  const client = await startGateway()
  const form = new FormData()
  form.set('model', 'gpt-image-1')
  form.set('prompt', 'a hat')
  form.set('image', new Blob([await encodePng(createRaster(64, 64))]), 'a.png')
  form.set('mask', new Blob([await encodePng(createRaster(32, 32), true)]), 'm.png')
  expect((await client.postForm('/v1/images/edits', form)).status).toBe(400)
  expect(await client.charges()).toEqual([])
})

test.each([
  ['grok-video-3', { aspect_ratio: '9:16', size: '720P', images: [] }, 360, 640, /^grok:/],
  ['sora-2', { orientation: 'landscape', size: 'large', duration: 10, images: [] }, 640, 360, /^sora-2:task_/],
] as const)('%s makes an H.264 clip', async (model, fields, width, height, idShape) => {
  const client = await startGateway()
  const submit = await readJson<{ id: string; status: string }>(
    client.post('/v1/video/create', { model, prompt: 'a kitten on a boat', ...fields }),
  )
  expect(submit.id).toMatch(idShape)
  interface Task {
    readonly status: string
    readonly video_url?: string
  }
  const done = await pollUntil(
    () => readJson<Task>(client.get(`/v1/video/query?id=${encodeURIComponent(submit.id)}`)),
    (task) => task.status === 'completed',
  )
  const bytes = await (await fetch(done.video_url ?? '')).arrayBuffer()
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  expect(track?.codec).toBe('avc')
  expect([track?.displayWidth, track?.displayHeight]).toEqual([width, height])
  expect(await input.computeDuration()).toBeGreaterThanOrEqual(2.9)
  expect(await client.charges()).toHaveLength(1)
})
