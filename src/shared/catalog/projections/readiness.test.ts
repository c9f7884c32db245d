import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyForm } from '../../../../test/fakes/random-forms'
import { OPERATIONS, findOperation } from '../operations'
import { type AssetFacts, reasonsNotReady } from './readiness'

const PICTURE: AssetFacts = { media: 'image', mime: 'image/png', byteSize: 1000, width: 1024, height: 1024 }

function reasons(
  id: string,
  params: Record<string, unknown>,
  assets: Record<string, AssetFacts> = {},
  modelId?: string,
): readonly string[] {
  const spec = findOperation(id)
  if (!spec) throw new Error(id)
  const found = reasonsNotReady(spec, modelId ?? spec.models[0] ?? '', params, new Map(Object.entries(assets)))
  return found.map(({ message }) => message)
}

const CREATE = 'openai-images.gpt-image-1.5.generate'
const MASK = 'openai-images.gpt-image-1.5.mask'
const ANIMATE = 'kling.image2video'

describe('a form is not ready', () => {
  it.each([
    ['without a prompt', CREATE, {}, ['Prompt is empty.']],
    ['with blanks for a prompt', CREATE, { prompt: ' \n ' }, ['Prompt is empty.']],
    ['with too many pictures', CREATE, { prompt: 'x', n: 11 }, ['Pictures can be at most 10.']],
    [
      'with a size of another model',
      CREATE,
      { prompt: 'x', size: '1328x1328' },
      ['Size: “1328x1328” is not one of the choices.'],
    ],
    ['with a number that is none', CREATE, { prompt: 'x', n: 'many' }, ['Pictures has to be a whole number.']],
    [
      'with a transparent JPEG',
      CREATE,
      { prompt: 'x', background: 'transparent', output_format: 'jpeg' },
      ['A transparent background needs PNG or WebP: JPEG has no transparency.'],
    ],
    [
      'with a camera that goes nowhere',
      'kling.image2video',
      { image: 'p', camera_type: 'simple' },
      ['Give one of the camera’s axes an amount.'],
      'kling-v1-5',
    ],
  ] as const)('%s', (_, id, params, expected, modelId?: string) => {
    expect(reasons(id, params, { p: PICTURE }, modelId)).toEqual(expected)
  })

  it('with a prompt beyond the limit, named with both numbers, however long it is', () => {
    expect(reasons(CREATE, { prompt: 'x'.repeat(1_000_000) })).toEqual([
      'Prompt is too long: 1,000,000 characters, and the limit is 32,000.',
    ])
    expect(reasons('openai-images.z-image-turbo', { prompt: '🐦'.repeat(800) })).toEqual([])
  })

  it('with a file that is gone, of another kind, of another type, too large or too many', () => {
    const id = 'openai-images.gpt-image-1.5.edit'
    const form = (image: readonly string[]) => ({ prompt: 'x', image })
    expect(reasons(id, form([]))).toEqual(['Pictures to edit: add one.'])
    expect(reasons(id, form(['gone']))).toEqual(['Pictures to edit: a file is no longer in the library.'])
    expect(reasons(id, form(['a']), { a: { ...PICTURE, media: 'audio' } })).toEqual([
      'Pictures to edit has to be a picture, not a sound.',
    ])
    expect(reasons(id, form(['a']), { a: { ...PICTURE, mime: 'image/gif' } })).toEqual([
      'Pictures to edit: GIF is not taken. It has to be PNG, WEBP, JPEG.',
    ])
    expect(reasons(id, form(['a']), { a: { ...PICTURE, byteSize: 30 * 1024 * 1024 } })).toEqual([
      'Pictures to edit: a file has 30 MB, and the limit is 25 MB.',
    ])
    expect(reasons(id, form(Array.from({ length: 17 }, () => 'a')), { a: PICTURE })).toEqual([
      'Pictures to edit: at most 16, and there are 17.',
    ])
  })

  it('with a picture that the vendor would refuse for its shape', () => {
    const form = { image: 'a' }
    expect(reasons(ANIMATE, form, { a: { ...PICTURE, width: 200 } })).toEqual([
      'First frame: each side needs at least 300 pixels, and the picture has 200 × 1024.',
    ])
    expect(reasons(ANIMATE, form, { a: { ...PICTURE, width: 400, height: 1200 } })).toEqual([
      'First frame: the picture is too narrow. The long side may be 2.5 times the short one.',
    ])
  })

  it('with a mask of another size, or none', () => {
    const params = { prompt: 'x', image: 'a', mask: 'm' }
    expect(reasons(MASK, params, { a: PICTURE, m: PICTURE })).toEqual([])
    expect(reasons(MASK, params, { a: PICTURE, m: { ...PICTURE, width: 512 } })).toEqual([
      'The mask does not have the size of the picture: 512 × 1024 against 1024 × 1024.',
    ])
    expect(reasons(MASK, { prompt: 'x', image: 'a' }, { a: PICTURE })).toEqual([
      'Paint over the part of the picture that should change.',
    ])
  })

  it('with a setting that the prompt already holds', () => {
    expect(reasons('midjourney.imagine', { prompt: 'cat --ar 1:1', aspect_ratio: '16:9' })).toEqual([
      'The prompt already contains --ar. Remove it there or clear “Shape”.',
    ])
  })
})

describe('rules of a model', () => {
  it('restrict the model that they name, and no model that was typed in', () => {
    const params = { prompt: 'x', duration: '7' }
    expect(reasons('kling.text2video', params, {}, 'kling-v2-6')).toContain(
      'This model makes clips of 5 or 10 seconds.',
    )
    expect(reasons('kling.text2video', params, {}, 'kling-v3')).toEqual([])
    expect(reasons('kling.text2video', params, {}, 'kling-v9')).toEqual([])
  })

  it('explain which settings exclude each other', () => {
    const assets = { a: PICTURE, b: PICTURE }
    const params = { image: 'a', image_tail: 'b' }
    expect(reasons(ANIMATE, params, assets, 'kling-v2-1-master')).toEqual(['The master models take no last frame.'])
    expect(reasons(ANIMATE, params, assets, 'kling-v2-6')).toEqual([
      'With a last frame this model works in professional quality only.',
    ])
    expect(reasons(ANIMATE, { ...params, mode: 'pro' }, assets, 'kling-v2-6')).toEqual([])
  })
})

describe('a limit for several fields together', () => {
  const OMNI = 'kling.omni_video'
  const assets = { a: PICTURE, b: PICTURE, c: PICTURE, v: { ...PICTURE, media: 'video', mime: 'video/mp4' } } as const
  const params = { prompt: 'x', first_frame: 'a', references: ['b', 'c'], elements: ['1'] }

  it('counts them all, also where the named one is empty', () => {
    const withClip = { ...params, video: 'v', refer_type: 'feature' }
    expect(reasons(OMNI, withClip, assets)).toEqual([])
    const told = ['With a clip there may be four pictures and elements together.']
    expect(reasons(OMNI, { ...withClip, end_frame: 'c' }, assets)).toEqual(told)
    const elements = ['1', '2', '3', '4', '5']
    expect(reasons(OMNI, { prompt: 'x', elements, video: 'v', refer_type: 'feature' }, assets)).toEqual(told)
  })

  it('is higher without what lowers it', () => {
    const elements = ['1', '2', '3']
    expect(reasons(OMNI, { ...params, end_frame: 'c', elements }, assets)).toEqual([])
    expect(reasons(OMNI, { ...params, end_frame: 'c', references: ['a', 'b', 'c'], elements }, assets)).toEqual([
      'There may be seven pictures and elements together.',
    ])
  })
})

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))('reasons of %s', (_, spec) => {
  it('are words for any form, and never an exception', () => {
    fc.assert(
      fc.property(anyForm(spec), ({ modelId, params }) => {
        for (const { message } of reasonsNotReady(spec, modelId, params, new Map())) expect(message).toMatch(/\S.*\.$/s)
      }),
    )
  })
})
