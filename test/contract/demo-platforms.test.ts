import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFailure } from '@main/gateway/failures'
import fal from '../fixtures/api/fal.json'
import falImage from '../fixtures/api/fal-image.json'
import ideogram from '../fixtures/api/ideogram.json'
import replicate from '../fixtures/api/replicate.json'
import rerank from '../fixtures/api/rerank.json'
import tencentImage from '../fixtures/api/tencent-aigc-image.json'
import tencentVideo from '../fixtures/api/tencent-aigc-video.json'
import { type DemoCalls, examplesOf, openDemoCalls } from './demo-calls'
import { adapterOf } from '@main/gateway/families/registry'
import { operationOf } from './replay'

let demo: DemoCalls

beforeAll(async () => {
  demo = await openDemoCalls()
})

afterAll(() => demo.close())

/** A body as somebody else would send it, past the catalog. */
async function refusalOf(
  path: string,
  body: unknown,
): Promise<ReturnType<typeof readFailure> & { readonly raw?: string }> {
  const answer = await fetch(`${demo.origin}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.demoKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return readFailure(answer.status, Object.fromEntries(answer.headers), bytes)
}

describe('the demo gateway takes the documented bodies, with all that they set', () => {
  it.each(examplesOf(ideogram, falImage, fal, replicate, tencentImage, tencentVideo, rerank))(
    '%s',
    async (id, request) => {
      const operation = operationOf(id)
      const outputs = await demo.runExample(operation, request)
      expect(outputs.length).toBeGreaterThan(0)
      expect(outputs[0]?.media).toBe(operation.output)
    },
  )
})

describe('fal.ai on the demo gateway', () => {
  const dev = operationOf('fal.flux-1.dev')

  it('is waited for also where the state comes as an error', async () => {
    expect(await demo.runExample(dev, { prompt: 'a harbour demo:fal-400' })).toHaveLength(1)
  })

  it('makes several pictures, and none where the safety check blacks them out', async () => {
    expect(await demo.runExample(dev, { prompt: 'a harbour', num_images: 3 })).toHaveLength(3)
    await expect(demo.runExample(dev, { prompt: 'demo:unsafe' })).rejects.toThrow('blacked out')
  })

  it('tells why a job failed', async () => {
    await expect(demo.runExample(dev, { prompt: 'demo:fail' })).rejects.toThrow('content filter')
  })
})

describe('Tencent on the demo gateway', () => {
  const pictures = operationOf('tencent-aigc-image.create')
  const gem = { model_name: 'GEM', model_version: '3.0' }

  it('is read in its own words and inside a record of the gateway', async () => {
    expect(await demo.runExample(pictures, { ...gem, prompt: 'a harbour demo:record' })).toHaveLength(1)
  })

  it('fails also where the job says that it has finished', async () => {
    await expect(demo.runExample(pictures, { ...gem, prompt: 'demo:fail' })).rejects.toThrow('failed')
  })

  it.each([
    [{ prompt: 'x', output_config: { aspect_ratio: '1:7' } }, 'bad-parameter', 'output_config'],
    [{ prompt: 'demo:blocked' }, 'refused-content', 'content filter'],
  ])('refuses %j inside an accepted answer', async (fields, code, words) => {
    const outcome = await demo.send(pictures, { ...gem, ...fields })
    if (outcome.kind !== 'answered') throw new Error(outcome.kind)
    const reading = adapterOf('tencent').readSubmit(outcome.answer, pictures, '')
    expect(reading).toMatchObject({
      kind: 'failed',
      failure: { code, charge: 'not-charged', message: expect.stringContaining(words) as string },
    })
  })

  it('refuses an engine that nobody sells', async () => {
    const outcome = await demo.send(pictures, { model_name: 'GEM', model_version: '9', prompt: 'x' })
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'model-unavailable' } })
  })
})

describe('the demo gateway refuses what the vendors refuse, in their words', () => {
  it.each([
    ['an unknown field', '/ideogram/v1/ideogram-v3/generate', { prompt: 'x', size: '1:1' }, 'size: Extra inputs'],
    ['a missing field', '/ideogram/v1/ideogram-v3/generate', {}, 'prompt: Field required'],
    ['a wrong type', '/ideogram/v1/ideogram-v3/generate', { prompt: 'x', seed: '7' }, 'seed: Input should be'],
    [
      'two that exclude each other',
      '/ideogram/v1/ideogram-v3/generate',
      { prompt: 'x', aspect_ratio: '1x1', resolution: '1024x1024' },
      'together',
    ],
    [
      'a style of version 2 at version 1',
      '/ideogram/generate',
      { image_request: { prompt: 'x', model: 'V_1', style_type: 'ANIME' } },
      'V_1',
    ],
  ])('%s', async (_, path, body, words) => {
    const failure = await refusalOf(path, body)
    expect(failure).toMatchObject({ code: 'bad-parameter', charge: 'not-charged' })
    expect(failure.message).toContain(words)
  })

  it.each([
    ['no texts', { model: 'qwen3-rerank', query: 'x', documents: [] }, 'documents'],
    ['an unknown field', { model: 'qwen3-rerank', query: 'x', documents: ['a'], limit: 1 }, 'limit'],
  ])('%s to order', async (_, body, field) => {
    const failure = await refusalOf('/v1/rerank', body)
    expect(failure).toMatchObject({ code: 'bad-parameter', charge: 'not-charged', httpStatus: 400 })
    expect(failure.message).toContain(field)
  })

  it.each([
    ['an unknown field', '/fal-ai/flux-1/dev', { prompt: 'x', size: '1:1' }, 'size'],
    ['a missing field', '/fal-ai/veo3/image-to-video', { prompt: 'x' }, 'image_url'],
    ['a wrong type', '/fal-ai/veo3', { prompt: 'x', duration: 8 }, 'duration'],
    ['a number as text', '/fal-ai/flux-1/dev', { prompt: 'x', num_images: '2' }, 'num_images'],
    [
      'a picture that is none',
      '/fal-ai/flux-pro/kontext',
      { prompt: 'x', image_url: 'data:image/png;base64,aGk=' },
      'image_url',
    ],
    ['a LoRA without its path', '/fal-ai/flux-lora', { prompt: 'x', loras: [{ scale: 1 }] }, 'loras'],
  ])('%s at fal.ai', async (_, path, body, field) => {
    expect(await refusalOf(path, body)).toMatchObject({ code: 'bad-parameter', charge: 'not-charged', field })
  })

  it.each([
    ['an unknown field', 'black-forest-labs/flux-schnell', { prompt: 'x', size: '1K' }, 'size'],
    ['a missing field', 'black-forest-labs/flux-kontext-dev', { prompt: 'x' }, 'input_image'],
    ['a wrong type', 'black-forest-labs/flux-schnell', { prompt: 'x', megapixels: 1 }, 'megapixels'],
    [
      'a null where the vendor wants the word None',
      'ideogram-ai/ideogram-v2-turbo',
      { prompt: 'x', resolution: null },
      'resolution',
    ],
    ['a picture as base64', 'minimax/video-01-live', { prompt: 'x', first_frame_image: 'aGk=' }, 'first_frame_image'],
  ])('%s at Replicate', async (_, model, input, field) => {
    const failure = await refusalOf(`/replicate/v1/models/${model}/predictions`, { input })
    expect(failure).toMatchObject({ code: 'bad-parameter', charge: 'not-charged', field, httpStatus: 422 })
  })

  it('an input without its wrapper, and a version that nobody sells', async () => {
    const path = '/replicate/v1/predictions'
    expect(
      (
        await refusalOf(path, {
          version: '95fcc2a26d3899cd6c2691c900465aaeff466285a65c14638cc5f36f34befaf1',
          image: 'x',
        })
      ).message,
    ).toContain('image is not allowed')
    expect((await refusalOf(path, { version: 'abc', input: {} })).message).toContain('Invalid version')
  })

  it('a prompt against the rules of fal.ai, with its field', async () => {
    const failure = await refusalOf('/fal-ai/flux-1/dev', { prompt: 'demo:blocked' })
    expect(failure).toMatchObject({ code: 'refused-content', charge: 'not-charged', field: 'prompt' })
  })

  it('a prompt that fails the safety check of Ideogram', async () => {
    const failure = await refusalOf('/ideogram/v1/ideogram-v3/generate', { prompt: 'demo:blocked' })
    expect(failure).toMatchObject({ code: 'refused-content', charge: 'not-charged', httpStatus: 422 })
  })
})
