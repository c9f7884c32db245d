import { describe, expect, it } from 'vitest'
import examples from '../fixtures/api/ideogram.json'
import { answerOf, operationOf, type Examples, readSubmit, replay } from './replay'
import { adapterOf } from '@main/gateway/families/registry'

const all: Examples = examples
const ids = Object.keys(all)
const PATHS: Readonly<Record<string, string>> = {
  'ideogram.v3.generate': '/ideogram/v1/ideogram-v3/generate',
  'ideogram.v3.generate-from-references': '/ideogram/v1/ideogram-v3/generate',
  'ideogram.v3.edit': '/ideogram/v1/ideogram-v3/edit',
  'ideogram.v3.remix': '/ideogram/v1/ideogram-v3/remix',
  'ideogram.v3.reframe': '/ideogram/v1/ideogram-v3/reframe',
  'ideogram.v3.replace-background': '/ideogram/v1/ideogram-v3/replace-background',
  'ideogram.generate': '/ideogram/generate',
  'ideogram.remix': '/ideogram/remix',
  'ideogram.upscale': '/ideogram/upscale',
  'ideogram.describe': '/ideogram/describe',
}
const GENERATE = 'ideogram.v3.generate'
const SOURCE = { image: '@cat.png' }

/** Objects inside a form are JSON text, whose order of members means nothing. */
function readable(body: unknown): unknown {
  const form = body as Readonly<Record<string, unknown>>
  const text = form.image_request
  return typeof text === 'string' ? { ...form, image_request: JSON.parse(text) as unknown } : form
}

describe('Ideogram: what the studio sends', () => {
  it.each(ids)('sends %s as documented', async (id) => {
    const { request: example } = all[id] as { readonly request: Readonly<Record<string, unknown>> }
    const { body, reasons, request } = await replay(id, example)
    expect(reasons).toEqual([])
    expect(request).toMatchObject({ method: 'POST', path: PATHS[id] })
    expect(readable(body)).toEqual(readable(example.form ?? example))
  })

  it('sends masks black where the picture changes', async () => {
    const { polarities } = await replay('ideogram.v3.edit', all['ideogram.v3.edit']?.request)
    expect(polarities).toEqual(['black-edits'])
  })

  it.each([
    ['TURBO', { rendering_speed: 'TURBO' }],
    ['QUALITY', { rendering_speed: 'QUALITY' }],
    ['DEFAULT', {}],
  ])('names the speed %s of an edit only where it is not the usual one', async (speed, part) => {
    const form = {
      ...SOURCE,
      mask: '@mask.png',
      prompt: 'a hat',
      ...(speed === 'DEFAULT' ? {} : { rendering_speed: speed }),
    }
    const { body } = await replay('ideogram.v3.edit', { form })
    expect(body).toEqual({ ...SOURCE, mask: '@mask.png', prompt: 'a hat', ...part })
  })

  it('sends every other field under its documented name', async () => {
    const request = {
      prompt: 'a poster',
      negative_prompt: 'text',
      resolution: '1536x512',
      rendering_speed: 'QUALITY',
      magic_prompt: 'OFF',
      num_images: 8,
      seed: 0,
      style_preset: 'ART_DECO',
      style_codes: ['ABCD1234', '00FF00FF'],
      color_palette: { members: [{ color_hex: '#FF8800', color_weight: 0.7 }, { color_hex: '#000000' }] },
    }
    const { body, reasons } = await replay(GENERATE, request)
    expect(reasons).toEqual([])
    expect(body).toEqual(request)
  })

  it('puts palettes into forms as JSON text and codes as parts of one name', async () => {
    const form = {
      ...SOURCE,
      prompt: 'a forest',
      style_codes: ['ABCD1234', '00FF00FF'],
      color_palette: '{"name":"JUNGLE"}',
    }
    const { body, reasons } = await replay('ideogram.v3.replace-background', { form })
    expect(reasons).toEqual([])
    expect(body).toEqual(form)
  })

  it('does not send what excludes each other', async () => {
    const { reasons } = await replay(GENERATE, {
      prompt: 'x',
      rendering_speed: 'DEFAULT',
      aspect_ratio: '1x1',
      resolution: '1024x1024',
      style_type: 'DESIGN',
      style_codes: ['ABCD1234'],
    })
    expect(reasons).toEqual([
      'Choose a shape or an exact size, not both.',
      'Style codes do not go together with a style.',
    ])
  })

  it('hides from version 1 what version 1 does not know', async () => {
    const image_request = { prompt: 'x', model: 'V_1', style_type: 'ANIME', resolution: 'RESOLUTION_512_1536' }
    const { body } = await replay('ideogram.generate', { image_request })
    expect(body).toEqual({ image_request: { prompt: 'x', model: 'V_1' } })
  })
})

interface Pictures {
  readonly data: readonly [{ readonly url: string }]
}

function answerTo(id: string): Pictures {
  return all[id]?.answer as Pictures
}

describe('Ideogram: what the studio makes of answers', () => {
  it.each(ids.filter((id) => id !== 'ideogram.describe'))('finds the picture of %s', (id) => {
    const { data } = answerTo(id)
    expect(readSubmit(id, answerTo(id))).toEqual({
      kind: 'completed',
      outputs: [{ media: 'image', source: { kind: 'url', url: data[0].url } }],
    })
  })

  it('takes descriptions as text', () => {
    const { answer } = examples['ideogram.describe']
    expect(readSubmit('ideogram.describe', answer)).toMatchObject({
      kind: 'completed',
      outputs: [{ media: 'text', source: { kind: 'text', text: answer.descriptions[0]?.text } }],
    })
  })

  it('says that a picture was held back, and shows those that were not', () => {
    const held = { is_image_safe: false, url: null, prompt: 'x' }
    const shown = { is_image_safe: true, url: 'https://files.example/a.png' }
    expect(readSubmit(GENERATE, { data: [held] })).toMatchObject({
      kind: 'failed',
      failure: { code: 'refused-content', charge: 'maybe-charged' },
    })
    expect(readSubmit(GENERATE, { data: [held, shown] })).toMatchObject({ kind: 'completed' })
    expect(readSubmit(GENERATE, { data: [] })).toMatchObject({ kind: 'failed', failure: { code: 'refused-content' } })
  })

  it('takes no task of another vendor for a result', () => {
    const leftover = { code: 0, message: 'SUCCEED', request_id: 'r', data: { task_id: 't', task_status: 'submitted' } }
    expect(readSubmit(GENERATE, leftover).kind).toBe('failed')
    const page = { ...answerOf(undefined), json: undefined }
    expect(adapterOf('ideogram').readSubmit(page, operationOf(GENERATE), '').kind).toBe('failed')
  })
})
