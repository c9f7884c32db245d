import { describe, expect, it } from 'vitest'
import { adapterOf } from '@main/gateway/families/registry'
import fal from '../fixtures/api/fal.json'
import falImage from '../fixtures/api/fal-image.json'
import { answerOf, type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

const all: Examples = { ...falImage, ...fal }
const ids = Object.keys(all)
const DEV = 'fal.flux-1.dev'
const ID = '7c1d2f60-0000-4000-8000-000000000001'
const REMOTE = { id: ID, context: { app: 'flux-1' } }
const { pollOne, cancel } = adapterOf('fal')

/** The example with its addresses as what the studio sends of files of the library. */
function withFiles(id: string, request: unknown): unknown {
  const body = { ...(request as Readonly<Record<string, unknown>>) }
  for (const { key, kind } of operationOf(id).fields) {
    if ((kind.type !== 'asset' && kind.type !== 'mask') || body[key] === undefined) continue
    const values = Array.isArray(body[key]) ? body[key] : [body[key]]
    const files = values.map((_, index) => `data-uri:${key}-${index}.png`)
    body[key] = Array.isArray(body[key]) ? files : files[0]
  }
  return body
}

describe('fal.ai: what the studio sends', () => {
  it.each(ids)('sends %s as documented, to the path of its model', async (id) => {
    const { body, reasons, request } = await replay(id, all[id]?.request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: `/${operationOf(id).models[0]}` })
    expect(body).toEqual(withFiles(id, all[id]?.request))
  })

  it('sends masks white where the picture changes', async () => {
    const { polarities } = await replay('fal.flux-lora.inpainting', all['fal.flux-lora.inpainting']?.request)
    expect(polarities).toEqual(['white-edits'])
  })

  it('sends what only fal’s own pages name when a person sets it', async () => {
    const request = {
      prompt: 'a poster',
      image_size: 'auto_4K',
      max_images: 3,
      enhance_prompt_mode: 'fast',
      enable_safety_checker: false,
      seed: 0,
    }
    const { body, reasons } = await replay('fal.bytedance.seedream.v4.text-to-image', request)
    expect(reasons).toEqual([])
    expect(body).toEqual(request)
  })

  it('asks for state and result at the gateway, whatever address the ticket names', () => {
    expect(pollOne?.request(REMOTE)).toMatchObject({ method: 'GET', path: `/fal-ai/auto/requests/${ID}` })
    expect(cancel?.(REMOTE)).toMatchObject({ method: 'PUT', path: `/fal-ai/flux-1/requests/${ID}/cancel` })
    expect(cancel?.({ id: ID })).toMatchObject({ path: `/fal-ai/auto/requests/${ID}/cancel` })
  })

  it('asks once more at the application’s address when a state says completed without a result', () => {
    const completed = { ...(all[DEV]?.answer as object), status: 'COMPLETED' }
    expect(pollOne?.follow?.(answerOf(completed))).toMatchObject({ path: `/fal-ai/flux-1/requests/${ID}` })
    expect(pollOne?.follow?.(answerOf(all[DEV]?.poll))).toBeNull()
    expect(pollOne?.follow?.(answerOf(all[DEV]?.answer))).toBeNull()
  })
})

describe('fal.ai: what the studio makes of answers', () => {
  it.each(ids)('keeps the id of %s', (id) => {
    const ticket = all[id]?.answer
    const { request_id } = ticket as { readonly request_id: string }
    expect(readSubmit(id, ticket)).toMatchObject({ kind: 'accepted', remote: { id: request_id } })
  })

  it.each(ids)('finds the result of %s', (id) => {
    const reading = readPoll(id, all[id]?.poll, REMOTE)
    if (reading.kind !== 'completed') throw new Error(reading.kind)
    expect(reading.outputs[0]).toMatchObject({ media: operationOf(id).output, source: { kind: 'url' } })
  })

  it.each([
    [{ status: 'IN_QUEUE', queue_position: 3 }, 200, true],
    [{ status: 'IN_PROGRESS' }, 202, true],
    [{ status: 'IN_PROGRESS' }, 400, true],
    [{ detail: 'Request is still in progress' }, 400, true],
    [{ status: 'DREAMING' }, 200, false],
    [{ code: 'success', data: { status: 'IN_PROGRESS', progress: '40%' } }, 200, true],
  ])('keeps waiting at %j', (json, status, isStatusKnown) => {
    expect(readPoll(DEV, json, REMOTE, status)).toMatchObject({ kind: 'pending', isStatusKnown })
  })

  it('takes a result inside the gateway’s own record too', () => {
    const record = { code: 'success', data: { status: 'SUCCESS', data: all[DEV]?.poll } }
    expect(readPoll(DEV, record, REMOTE)).toMatchObject({ kind: 'completed' })
  })

  it('names the input that the model’s validator refused', () => {
    const json = { detail: [{ loc: ['body', 'image_url'], msg: 'Failed to load the image', type: 'image_load_error' }] }
    const failed = readPoll(DEV, json, REMOTE, 422)
    expect(failed).toMatchObject({
      kind: 'failed',
      failure: { code: 'bad-parameter', field: 'image_url', charge: 'maybe-charged' },
    })
    const policy = { detail: [{ loc: ['body', 'prompt'], msg: 'flagged', type: 'content_policy_violation' }] }
    expect(readPoll(DEV, policy, REMOTE, 422)).toMatchObject({ failure: { code: 'refused-content' } })
  })

  it('counts blacked-out pictures and empty lists as refusals', () => {
    const picture = { url: 'https://v3.fal.media/files/a.png' }
    expect(readPoll(DEV, { images: [picture], has_nsfw_concepts: [true] }, REMOTE)).toMatchObject({
      kind: 'failed',
      failure: { code: 'refused-content' },
    })
    expect(readPoll(DEV, { images: [picture, picture], has_nsfw_concepts: [true, false] }, REMOTE)).toMatchObject({
      kind: 'completed',
      outputs: [{ source: { url: picture.url } }],
    })
    expect(readPoll(DEV, { images: [], description: 'I cannot draw that.' }, REMOTE)).toMatchObject({
      kind: 'failed',
      failure: { code: 'refused-content', message: expect.stringContaining('I cannot draw that.') as string },
    })
    expect(readPoll(DEV, { status: 'COMPLETED', request_id: ID }, REMOTE).kind).toBe('failed')
  })

  it('keeps apart what was lost, what failed, and what says nothing', () => {
    expect(readPoll(DEV, { detail: 'Request not found' }, REMOTE, 404)).toEqual({ kind: 'missing' })
    expect(readPoll(DEV, { status: 'FAILED', error: 'worker died' }, REMOTE)).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining('worker died') as string },
    })
    expect(readPoll(DEV, { hello: 1 }, REMOTE)).toMatchObject({ kind: 'pending', isStatusKnown: false })
    expect(readPoll(DEV, { status: 'CANCELLED' }, REMOTE)).toMatchObject({ failure: { code: 'canceled' } })
  })

  it('takes results that come at once, and refusals in an accepted answer', () => {
    expect(readSubmit(DEV, all[DEV]?.poll)).toMatchObject({ kind: 'completed' })
    expect(readSubmit(DEV, { detail: [{ loc: ['body', 'prompt'], msg: 'Field required' }] })).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining('Field required') as string },
    })
  })
})
