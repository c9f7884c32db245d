import { describe, expect, it } from 'vitest'
import { buildWireRequest } from '@shared/catalog/projections/wire-request'
import { adapterOf } from '@main/gateway/families/registry'
import examples from '../fixtures/api/replicate.json'
import { answerOf, type Examples, operationOf, readPoll, readSubmit, replay } from './replay'

const all: Examples = examples
const ids = Object.keys(all)
const KONTEXT = 'replicate.black-forest-labs.flux-kontext-pro'
const RIFFUSION = 'replicate.riffusion.riffusion'
const ID = 'x18c1re8mxrma0crb3x8example'
const REMOTE = { id: ID, context: { output: 'image' } }
const { pollOne, cancel } = adapterOf('replicate')

/** Community models without a path of their own are named by their version alone. */
const BY_VERSION = ['replicate.create', 'replicate.lucataco.remove-bg', 'flux-replicate.by-version']

function pathOf(id: string): string {
  return BY_VERSION.includes(id)
    ? '/replicate/v1/predictions'
    : `/replicate/v1/models/${operationOf(id).models[0]}/predictions`
}

/** The example with a painted mask, which is uploaded; pictures are pasted links. */
function withMasks(request: unknown): unknown {
  const { input } = request as { readonly input: Readonly<Record<string, unknown>> }
  return { ...(request as object), input: 'mask' in input ? { ...input, mask: 'link:mask-0.png' } : input }
}

describe('Replicate: what the studio sends', () => {
  it.each(ids)('sends %s as documented', async (id) => {
    const { body, reasons, request } = await replay(id, all[id]?.request)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: pathOf(id) })
    expect(body).toEqual(withMasks(all[id]?.request))
  })

  it.each([
    ['replicate.black-forest-labs.flux-fill-dev', 'white-edits'],
    ['replicate.black-forest-labs.flux-fill-pro', 'white-edits'],
  ])('sends masks of %s in the colours of FLUX', async (id, polarity) => {
    expect((await replay(id, all[id]?.request)).polarities).toEqual([polarity])
  })

  it('sends masks of Ideogram black where the picture changes', async () => {
    const input = { prompt: 'x', image: 'https://files.example/a.png', mask: 'https://files.example/m.png' }
    expect((await replay('replicate.ideogram-ai.ideogram-v2-turbo', { input })).polarities).toEqual(['black-edits'])
  })

  it.each([
    [KONTEXT, 'black-forest-labs/flux-kontext-max'],
    ['replicate.google.imagen-4', 'google/imagen-4-ultra'],
    ['replicate.flux-kontext-apps.multi-image-kontext-max', 'flux-kontext-apps/multi-image-kontext-pro'],
    [KONTEXT, 'somebody/their-model'],
  ])('sends %s to the path of %s', (id, model) => {
    const { path, body } = buildWireRequest(operationOf(id), model, { prompt: 'x' })
    expect(path).toBe(`/replicate/v1/models/${model}/predictions`)
    expect(body).toMatchObject({ input: { prompt: 'x' } })
  })

  it('takes a version that somebody typed in', () => {
    const { body } = buildWireRequest(operationOf('replicate.create'), 'owner/name:0123abcd', { prompt: 'x' })
    expect(body).toEqual({ version: 'owner/name:0123abcd', input: { prompt: 'x' } })
  })

  it('says what excludes each other before it sends', async () => {
    const picture = 'https://files.example/a.png'
    const tolerant = await replay(KONTEXT, { input: { prompt: 'x', input_image: picture, safety_tolerance: 6 } })
    expect(tolerant.reasons).toEqual(['With a picture the tolerance can be at most 2.'])
    const input = { prompt: 'x', image: picture, mask: picture, outpaint: 'Make square' }
    const { reasons } = await replay('replicate.black-forest-labs.flux-fill-pro', { input })
    expect(reasons).toEqual(['Beyond the edges goes without a mask. Remove the one or the other.'])
  })

  it('asks and cancels at the gateway, whatever addresses the answer names', () => {
    expect(pollOne?.request(REMOTE)).toMatchObject({ method: 'GET', path: `/replicate/v1/predictions/${ID}` })
    expect(cancel?.(REMOTE)).toMatchObject({ method: 'POST', path: `/replicate/v1/predictions/${ID}/cancel` })
  })
})

describe('Replicate: what the studio makes of answers', () => {
  it.each(ids)('keeps the id of %s, and finds its result', (id) => {
    const { output } = operationOf(id)
    const submitted = readSubmit(id, all[id]?.answer)
    if (submitted.kind !== 'accepted') throw new Error(submitted.kind)
    const reading = readPoll(id, all[id]?.poll, submitted.remote)
    if (reading.kind !== 'completed') throw new Error(reading.kind)
    expect(reading.outputs[0]).toMatchObject({ media: output, source: { kind: 'url' } })
  })

  it('takes text, lists and objects of links, each by its own kind', () => {
    const done = { id: ID, status: 'succeeded' }
    const one = 'https://replicate.delivery/a/out.svg'
    expect(readPoll(KONTEXT, { ...done, output: one }, REMOTE)).toMatchObject({ outputs: [{ media: 'image' }] })
    expect(readPoll(KONTEXT, { ...done, output: [one, one] }, REMOTE)).toMatchObject({ outputs: [{}, {}] })
    expect(readPoll(RIFFUSION, all[RIFFUSION]?.poll, { id: ID, context: { output: 'audio' } })).toMatchObject({
      outputs: [{ media: 'audio' }, { media: 'image' }],
    })
    const bare = { ...done, output: 'https://replicate.delivery/a/file' }
    expect(readPoll(KONTEXT, bare, { id: ID, context: { output: 'video' } })).toMatchObject({
      outputs: [{ media: 'video' }],
    })
  })

  it('takes a prediction that is done with the first answer', () => {
    expect(readSubmit(KONTEXT, all[KONTEXT]?.poll)).toMatchObject({ kind: 'completed' })
    expect(readSubmit(KONTEXT, { id: ID, status: 'failed', error: 'NSFW content detected' })).toMatchObject({
      kind: 'failed',
      failure: { code: 'refused-content' },
    })
  })

  it.each([
    ['starting', '', null],
    ['processing', ' 12%|#  | 3/28\n 50%|#####  | 14/28', 0.5],
    ['processing', 'Loading weights', null],
  ])('keeps waiting at “%s” with the log %j', (status, logs, progress) => {
    const pending = { kind: 'pending', status, progress, isStatusKnown: true }
    expect(readPoll(KONTEXT, { id: ID, status, logs, output: null }, REMOTE)).toEqual(pending)
  })

  it('tells failures, cancels and results that came too late apart', () => {
    const task = { id: ID, output: null }
    expect(readPoll(KONTEXT, { ...task, status: 'failed', error: 'out of memory' }, REMOTE)).toMatchObject({
      failure: { message: expect.stringContaining('out of memory') as string },
    })
    expect(readPoll(KONTEXT, { ...task, status: 'aborted' }, REMOTE)).toMatchObject({ failure: { code: 'canceled' } })
    expect(readPoll(KONTEXT, { ...task, status: 'succeeded', data_removed: true }, REMOTE)).toMatchObject({
      kind: 'failed',
      failure: { code: 'expired', charge: 'charged' },
    })
    expect(readPoll(KONTEXT, { ...task, status: 'succeeded' }, REMOTE)).toMatchObject({
      failure: { code: 'refused-content' },
    })
    expect(readPoll(KONTEXT, { detail: 'Prediction not found.' }, REMOTE, 404)).toEqual({ kind: 'missing' })
  })

  it('reads the gateway’s own record around a prediction', () => {
    const record = { code: 'success', data: { status: 'SUCCESS', data: all[KONTEXT]?.poll } }
    expect(readPoll(KONTEXT, record, REMOTE)).toMatchObject({ kind: 'completed' })
    const page = answerOf({ title: 'Bad request', detail: 'input is required' })
    expect(adapterOf('replicate').readSubmit(page, operationOf(KONTEXT), '')).toMatchObject({
      kind: 'failed',
      failure: { message: expect.stringContaining('input is required') as string },
    })
  })
})
