import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyForm } from '../../../../test/fakes/random-forms'
import { OPERATIONS, findOperation } from '../operations'
import type { OperationSpec } from '../types'
import { buildWireRequest } from './wire-request'

function build(id: string, params: Record<string, unknown>, modelId?: string): ReturnType<typeof buildWireRequest> {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  return buildWireRequest(spec, modelId ?? spec.models[0] ?? '', params)
}

function namesOf(spec: OperationSpec): ReadonlySet<string> {
  const inBody = spec.fields.filter((field) => ['body', 'body-root'].includes(field.wire?.in ?? 'body'))
  return new Set([
    ...Object.keys(spec.request.constants ?? {}),
    ...modelNames(spec),
    ...inBody.map((field) => (field.wire?.name ?? field.key).split('.')[0] ?? ''),
  ])
}

/** The names in the body that stand for the model. */
function modelNames({ request }: OperationSpec): readonly string[] {
  const parts = Object.values(request.modelParts ?? {}).flatMap((part) => Object.keys(part))
  return [...(request.modelField === null ? [] : [request.modelField]), ...parts].map(
    (name) => name.split('.')[0] ?? '',
  )
}

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))('the request of %s', (_, spec) => {
  it('holds nothing that the operation does not name, whatever the form holds', () => {
    const names = namesOf(spec)
    const isOpen = spec.fields.some(({ wire }) => wire?.in === 'body-root' && wire.name === undefined)
    fc.assert(
      fc.property(anyForm(spec), ({ modelId, params }) => {
        const { body, path } = buildWireRequest(spec, modelId, params)
        expect(Object.keys(body).filter((name) => !isOpen && !names.has(name))).toEqual([])
        expect(path).toMatch(/^\/[^{}\s]*$/)
      }),
    )
  })

  it('is the same for the same form and survives JSON', () => {
    fc.assert(
      fc.property(anyForm(spec), ({ modelId, params }) => {
        const one = JSON.stringify(buildWireRequest(spec, modelId, params))
        const other = JSON.stringify(buildWireRequest(spec, modelId, structuredClone(params)))
        expect(other).toBe(one)
      }),
    )
  })

  it('leaves out what nobody set', () => {
    const { body } = buildWireRequest(spec, spec.models[0] ?? '', {})
    const always = spec.fields
      .filter(({ sent }) => sent === 'always')
      .map(({ key, wire }) => (wire?.name ?? key).split('.')[0])
    const fixed = Object.keys(spec.request.constants ?? {})
    const expected = [...fixed, ...always, ...modelNames(spec)]
    expect(Object.keys(body).filter((name) => !expected.includes(name))).toEqual([])
  })
})

describe('a request', () => {
  it('sends no field that the chosen model hides', () => {
    const params = { prompt: 'a dancer', cfg_scale: 0.5 }
    expect(build('kling.text2video', params, 'kling-v1').body.cfg_scale).toBe(0.5)
    expect(build('kling.text2video', params, 'kling-v2-6').body).not.toHaveProperty('cfg_scale')
  })

  it('puts a path of names inside objects and does not touch the catalog', () => {
    const params = { prompt: 'la', title: 't', vocal_gender: 'f', style_weight: 0.4 }
    const expected = { vocal_gender: 'f', control_sliders: { style_weight: 0.4 } }
    expect(build('suno.music.custom', params).body.metadata).toEqual(expected)
    expect(build('suno.music.custom', { prompt: 'la', title: 't' }).body).not.toHaveProperty('metadata')
  })

  it('writes a list of files as a list and a single file as itself', () => {
    const one = { kind: 'asset-placeholder', assetId: 'a', delivery: 'data-uri' }
    expect(build('grok.video.create', { prompt: 'x', images: ['a'] }).body.images).toEqual([one])
    expect(build('grok.video.create', { prompt: 'x' }).body.images).toEqual([])
    expect(build('kling.image2video', { image: 'a' }).body.image).toEqual({ ...one, delivery: 'base64' })
  })

  it('says in which colours a mask has to be', () => {
    expect(build('openai-images.gpt-image-1.mask', { mask: 'm' }).body.mask).toEqual({
      kind: 'asset-placeholder',
      assetId: 'm',
      delivery: 'file-part',
      polarity: 'alpha-zero-edits',
    })
  })

  it('leaves no gap in a list whose first places nobody filled', () => {
    const path = [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]
    const moved = { brush_2_mask: 'm', brush_3_mask: 'n', brush_3_path: path }
    const { dynamic_masks: masks } = build('kling.image2video', { image: 'a', ...moved }, 'kling-v1').body
    expect(masks).toMatchObject([{ mask: { assetId: 'n' }, trajectories: path }])
    expect(masks).toHaveLength(1)
  })

  it('takes typed settings as members, also where their names are numbers', () => {
    const params = { prompt: 'x', settings: '{"0":{"a":1},"prompt":"y","n":2}' }
    expect(build('replicate.create', params).body.input).toEqual({ 0: { a: 1 }, prompt: 'x', n: 2 })
    expect(build('fal.submit', params).body).toEqual({ 0: { a: 1 }, prompt: 'x', n: 2 })
  })

  it('writes a number as its digits where the vendor types it as text', () => {
    const params = { prompt: 'x', tasks_priority: -3 }
    expect(build('tencent.aigc_video.create', params).body.tasks_priority).toBe('-3')
    expect(build('tencent-aigc-image.create', params).body.tasks_priority).toBe(-3)
    expect(build('tencent.aigc_video.create', { prompt: 'x' }).body).not.toHaveProperty('tasks_priority')
  })

  it('sends JSON that a person typed as JSON', () => {
    const spec: OperationSpec = {
      ...(findOperation('kling.text2video') as OperationSpec),
      fields: [{ key: 'more', label: 'More', kind: { type: 'json' } }],
    }
    expect(buildWireRequest(spec, 'm', { more: '{"zoom":5}' }).body.more).toEqual({ zoom: 5 })
  })
})
