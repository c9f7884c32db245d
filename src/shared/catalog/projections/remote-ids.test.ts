import { describe, expect, it } from 'vitest'
import type { FieldSpec, OperationSpec } from '../types'
import { reasonsNotReady } from './readiness'
import { reconcileParams } from './reconcile'
import { buildWireRequest } from './wire-request'

const LONG_ID = '829836802793406551'

const elements: FieldSpec = {
  key: 'elements',
  label: 'Elements',
  kind: { type: 'remote-id', of: 'kling-element', max: 2 },
  wire: { name: 'element_list', item: { path: 'element_id', constants: {} } },
}
const clip: FieldSpec = {
  key: 'clip',
  label: 'Clip',
  kind: { type: 'remote-id', of: 'kling-video', max: 1 },
  wire: { name: 'list.0.id' },
}
const note: FieldSpec = { key: 'note', label: 'Note', kind: { type: 'text' }, wire: { name: 'list.0.note' } }

const spec = (fields: readonly FieldSpec[], more: Partial<OperationSpec> = {}): OperationSpec => ({
  id: 'test.op',
  family: 'kling',
  specVersion: 1,
  title: 'Test',
  summary: '',
  docRows: [],
  output: 'video',
  intent: 'create',
  mode: 'task',
  request: { method: 'POST', path: '/x', content: 'json', modelField: null },
  models: ['m'],
  fields,
  price: { kind: 'unknown' },
  expectedSeconds: [1, 2],
  timeoutMs: 1,
  ...more,
})

const reasons = (operation: OperationSpec, params: Record<string, unknown>): readonly string[] =>
  reasonsNotReady(operation, 'm', params, new Map()).map(({ message }) => message)

describe('identifiers of a vendor in a request', () => {
  it('go as text in a list of objects, every digit kept', () => {
    const { body } = buildWireRequest(spec([elements]), 'm', { elements: [LONG_ID, '7'] })
    expect(body).toEqual({ element_list: [{ element_id: LONG_ID }, { element_id: '7' }] })
  })

  it('find their place in a list by its number, together with others of the same place', () => {
    const { body } = buildWireRequest(spec([clip, note]), 'm', { clip: LONG_ID, note: 'hi' })
    expect(body).toEqual({ list: [{ id: LONG_ID, note: 'hi' }] })
    expect(buildWireRequest(spec([clip, note]), 'm', {}).body).toEqual({})
  })

  it('stay out when they are no text', () => {
    expect(buildWireRequest(spec([clip]), 'm', { clip: { id: 7 } }).body).toEqual({})
  })
})

describe('identifiers of a vendor in a form', () => {
  it('are counted', () => {
    expect(reasons(spec([elements]), { elements: ['1', '2', '3'] })).toEqual(['Elements: at most 2, and there are 3.'])
    expect(reasons(spec([elements]), { elements: [5] })).toEqual(['Elements has to be an identifier of the vendor.'])
    expect(reasons(spec([elements]), { elements: ['1', '2'] })).toEqual([])
  })

  it('can be asked for by a rule where another field is empty', () => {
    const rules = [{ when: [{ field: 'note', isSet: false }], field: 'clip', mustBeSet: true, reason: 'One of both.' }]
    expect(reasons(spec([clip, note], { rules }), {})).toEqual(['One of both.'])
    expect(reasons(spec([clip, note], { rules }), { note: 'hi' })).toEqual([])
    expect(reasons(spec([clip, note], { rules }), { clip: '1' })).toEqual([])
  })

  it('are kept in another form that takes the same thing, and only there', () => {
    const single: FieldSpec = { ...elements, key: 'who', kind: { type: 'remote-id', of: 'kling-element', max: 1 } }
    const old = spec([elements])
    expect(reconcileParams({ elements: [LONG_ID] }, old, spec([single]), 'm').params).toEqual({ who: LONG_ID })
    expect(reconcileParams({ elements: [LONG_ID] }, old, spec([clip]), 'm').params).toEqual({})
  })
})
