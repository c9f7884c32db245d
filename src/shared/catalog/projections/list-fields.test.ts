import { describe, expect, it } from 'vitest'
import type { ListKind, OperationSpec } from '../types'
import { reasonsNotReady } from './readiness'
import { reconcileParams } from './reconcile'
import { inputAssetIds } from './values'
import { buildWireRequest } from './wire-request'

const LORAS: ListKind = {
  type: 'list',
  itemName: 'LoRA',
  max: 2,
  fields: [
    { key: 'path', label: 'Address', kind: { type: 'text' }, isRequired: true },
    { key: 'scale', label: 'Strength', kind: { type: 'number', min: 0, max: 4 } },
  ],
}
const REFERENCES: ListKind = {
  type: 'list',
  itemName: 'Picture',
  max: 3,
  constants: { type: 'Url' },
  fields: [
    {
      key: 'file',
      label: 'Picture',
      kind: { type: 'asset', media: ['image'], role: 'reference', min: 0, max: 1, delivery: 'data-uri' },
      wire: { name: 'url' },
    },
    { key: 'note', label: 'What it is', kind: { type: 'text' }, wire: { name: 'text' } },
  ],
}
const TEXTS: ListKind = {
  type: 'list',
  itemName: 'Document',
  min: 2,
  max: 9,
  isBare: true,
  fields: [{ key: 'text', label: 'Text', kind: { type: 'text', maxLength: 5 }, isRequired: true }],
}

const spec: OperationSpec = {
  id: 'test.lists',
  family: 'luma',
  specVersion: 1,
  title: 'Lists',
  summary: '',
  docRows: [],
  output: 'image',
  intent: 'create',
  mode: 'sync',
  request: {
    method: 'POST',
    path: '/x/{+model}',
    content: 'json',
    modelField: 'version',
    modelParts: { 'known/one': { 'engine.name': 'One', speed: 'fast' } },
  },
  models: ['known/one'],
  fields: [
    { key: 'loras', label: 'LoRAs', kind: LORAS, wire: { name: 'input.loras' } },
    { key: 'references', label: 'References', kind: REFERENCES },
    { key: 'texts', label: 'Documents', kind: TEXTS, isRequired: true },
    {
      key: 'image_size',
      label: 'Size',
      kind: { type: 'size', options: [{ value: 'square_hd' }], allowsOther: true },
      wire: { as: 'width-height' },
    },
    { key: 'others', label: 'Other settings', kind: { type: 'json' }, wire: { in: 'body-root', name: 'input' } },
  ],
  price: { kind: 'per-call' },
  expectedSeconds: [1, 2],
  timeoutMs: 1000,
}
const build = (params: Record<string, unknown>, modelId = 'known/one') => buildWireRequest(spec, modelId, params)
const picture = { media: 'image', mime: 'image/png', byteSize: 1, width: 8, height: 8 } as const
const reasons = (params: Record<string, unknown>) =>
  reasonsNotReady(spec, 'known/one', { texts: ['a', 'b'], ...params }, new Map([['p', picture]])).map(
    ({ message }) => message,
  )

describe('lists over the wire', () => {
  it('are objects with the names of their fields, without what a row leaves out', () => {
    const { body } = build({ loras: [{ path: 'a', scale: '0.5' }, { path: 'b', other: 1 }, {}, 'c'] })
    expect(body.input).toEqual({ loras: [{ path: 'a', scale: 0.5 }, { path: 'b' }] })
  })

  it('are plain values where the vendor wants plain values', () => {
    expect(build({ texts: ['one', '', 'two'] }).body.texts).toEqual(['one', 'two'])
  })

  it('carry files and constants, and are left out without rows', () => {
    const params = { references: [{ file: 'p', note: 'hat' }, { note: '' }] }
    const file = { kind: 'asset-placeholder', assetId: 'p', delivery: 'data-uri' }
    expect(build(params).body.references).toEqual([{ type: 'Url', url: file, text: 'hat' }])
    expect(inputAssetIds(spec, params)).toEqual(['p'])
    expect(build({ references: [] }).body).not.toHaveProperty('references')
  })
})

describe('what stands against a list', () => {
  it('is said with the number of the row', () => {
    expect(reasons({ loras: [{ path: 'a' }, { scale: 9 }] })).toEqual([
      'LoRA 2: Address is empty.',
      'LoRA 2: Strength can be at most 4.',
    ])
    expect(reasons({ references: [{ file: 'gone' }] })).toEqual([
      'Picture 1: Picture: a file is no longer in the library.',
    ])
  })

  it('is too few, too many, none, or no list at all', () => {
    expect(reasons({ texts: ['a'] })).toEqual(['Documents: add at least 2.'])
    expect(reasons({ texts: [] })).toEqual(['Documents: add at least 2.'])
    expect(reasons({ texts: 'a' })).toEqual(['Documents has to be a list.'])
    expect(reasons({ texts: ['a', 'abcdef'] })).toEqual([
      'Document 2: Text is too long: 6 characters, and the limit is 5.',
    ])
    expect(reasons({ loras: [{ path: 'a' }, { path: 'b' }, { path: 'c' }] })).toEqual([
      'LoRAs: at most 2, and there are 3.',
    ])
  })
})

describe('a list at another model', () => {
  it('keeps the rows that fit and says how many were lost', () => {
    const other = { ...spec, id: 'other', fields: [{ ...spec.fields[0]!, kind: { ...LORAS, max: 1 } }] }
    const rows = [{ path: 'a' }, { path: 'b' }]
    expect(reconcileParams({ loras: rows, texts: ['a', 'b'] }, spec, other, 'm')).toEqual({
      params: { loras: [{ path: 'a' }] },
      dropped: [
        { label: 'LoRAs', value: '1 row' },
        { label: 'Documents', value: '2 rows' },
      ],
    })
  })
})

describe('a model in the request', () => {
  it('stands in the path with its slashes, and nothing climbs out of it', () => {
    expect(build({}).path).toBe('/x/known/one')
    expect(build({}, '../../v1/a b').path).toBe('/x/v1/a%20b')
  })

  it('is written in the parts that are known of it, else in its own field', () => {
    expect(build({}).body).toEqual({ engine: { name: 'One' }, speed: 'fast' })
    expect(build({}, 'o/n:abc').body).toEqual({ version: 'o/n:abc' })
    expect(build({}, 'constructor').body).toEqual({ version: 'constructor' })
  })
})

describe('sizes and other settings', () => {
  it('writes a size as width and height, and a word as itself', () => {
    expect(build({ image_size: '1280x720' }).body.image_size).toEqual({ width: 1280, height: 720 })
    expect(build({ image_size: 'square_hd' }).body.image_size).toBe('square_hd')
  })

  it('joins typed members without replacing what a field sends', () => {
    const { body } = build({ loras: [{ path: 'a' }], others: '{"steps": 4, "loras": []}' })
    expect(body.input).toEqual({ loras: [{ path: 'a' }], steps: 4 })
    expect(reasons({ others: '[1]' })).toEqual(['Other settings has to be an object in braces.'])
  })
})
