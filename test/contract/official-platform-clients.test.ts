import { createFalClient } from '@fal-ai/client'
import Replicate from 'replicate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGateway, startDemoGateway } from '@demo/gateway'

/** The platforms' own clients as peers: what they take for an answer is one. */
let demo: DemoGateway

beforeAll(async () => {
  demo = await startDemoGateway({ timeScale: 0.001 })
})

afterAll(() => demo.close())

describe('@fal-ai/client', () => {
  /** As the gateway's tutorial says: another host, and its key as a bearer. */
  const fal = () =>
    createFalClient({
      credentials: 'unused',
      requestMiddleware: async (request) => ({
        ...request,
        url: request.url.replace('https://queue.fal.run', demo.origin),
        headers: { ...request.headers, Authorization: `Bearer ${demo.demoKey}` },
      }),
    })

  it('queues, waits and takes the pictures', async () => {
    const words: string[] = []
    const { data } = await fal().subscribe('fal-ai/flux-1/dev', {
      input: { prompt: 'a lighthouse in fog', num_images: 2, image_size: 'square' },
      pollInterval: 5,
      onQueueUpdate: ({ status }) => void words.push(status),
    })
    expect((data as { readonly images: readonly object[] }).images).toMatchObject([
      { width: 512, url: expect.stringContaining(demo.origin) },
      { width: 512 },
    ])
    expect(words.at(-1)).toBe('COMPLETED')
  })

  it('queues a clip of a model with a longer path, and asks for it under its application', async () => {
    const { queue } = fal()
    const { request_id: requestId } = await queue.submit('fal-ai/veo3/fast', { input: { prompt: 'a paper boat' } })
    await queue.subscribeToStatus('fal-ai/veo3/fast', { requestId, pollInterval: 5 })
    const { data } = await queue.result('fal-ai/veo3/fast', { requestId })
    expect(data).toMatchObject({ video: { content_type: 'video/mp4' } })
  })

  it('reads which input was refused', async () => {
    const refused = fal().subscribe('fal-ai/veo3', { input: { prompt: 'x', duration: '9s' as '8s' } })
    await expect(refused).rejects.toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'duration'] }] } })
  })
})

describe('replicate', () => {
  const replicate = () =>
    new Replicate({ auth: demo.demoKey, baseUrl: `${demo.origin}/replicate/v1`, useFileOutput: false })

  it('runs a model by its name, waiting for it', async () => {
    const output = await replicate().run('black-forest-labs/flux-schnell', { input: { prompt: 'a lighthouse' } })
    expect(output).toEqual([expect.stringContaining(demo.origin)])
  })

  it('runs a community model by its version, and takes an object', async () => {
    const model = 'riffusion/riffusion:8cf61ea6c56afd61d8f5b9ffd14d7c216c0a93844ce2d82ac1c9ecc9c7f24e05'
    const output = await replicate().run(model, {
      input: { prompt_a: 'warm jazz' },
      wait: { mode: 'poll', interval: 5 },
    })
    expect(output).toMatchObject({ audio: expect.stringContaining('gen_sound.wav') })
  })

  it('creates, follows and cancels a prediction', async () => {
    const client = replicate()
    const input = { prompt: 'a tram demo:never' }
    const { id } = await client.predictions.create({ model: 'minimax/video-01', input })
    expect((await client.predictions.get(id)).output).toBeNull()
    await client.predictions.cancel(id)
    expect((await client.predictions.get(id)).status).toBe('canceled')
  })

  it('reads which input was refused', async () => {
    const refused = replicate().run('black-forest-labs/flux-kontext-dev', { input: { prompt: 'x' } })
    await expect(refused).rejects.toThrow('input.input_image')
  })
})
