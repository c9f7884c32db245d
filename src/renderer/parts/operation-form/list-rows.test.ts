import type { ListKind } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { describe, expect, it } from 'vitest'
import { changeOfRow, moved, withMovedRow, withNewRow, withoutRow, withRow } from './list-rows'

const LORAS: ListKind = {
  type: 'list',
  itemName: 'LoRA',
  max: 3,
  fields: [
    { key: 'path', label: 'Address', kind: { type: 'text' }, isRequired: true },
    { key: 'scale', label: 'Strength', kind: { type: 'number' }, sent: 'always', default: 1 },
  ],
}
const TEXTS: ListKind = {
  type: 'list',
  itemName: 'Document',
  max: 3,
  isBare: true,
  fields: [{ key: 'text', label: 'Text', kind: { type: 'text' } }],
}
const rows = [{ path: 'a' }, { path: 'b' }, { path: 'c' }]

describe('rows of a list', () => {
  it('begin with their defaults, bare ones empty', () => {
    expect(withNewRow(LORAS, undefined)).toEqual([{ scale: 1 }])
    expect(withNewRow(TEXTS, ['one'])).toEqual(['one', ''])
  })

  it('change, move and go one by one; without rows the field is left to the gateway', () => {
    expect(withRow(LORAS, rows, 1, (row) => ({ ...row, scale: 2 }))).toEqual([
      rows[0],
      { path: 'b', scale: 2 },
      rows[2],
    ])
    expect(withRow(TEXTS, ['one', 'two'], 0, () => ({ text: 'uno' }))).toEqual(['uno', 'two'])
    expect(withMovedRow(LORAS, rows, 2, 0)).toEqual([rows[2], rows[0], rows[1]])
    expect(withMovedRow(TEXTS, ['one', 'two'], 0, 1)).toEqual(['two', 'one'])
    expect(withoutRow(LORAS, rows, 0)).toEqual([rows[1], rows[2]])
    expect(withoutRow(TEXTS, ['one'], 0)).toBeUndefined()
  })

  it('stay where they are when moved over an end', () => {
    expect(moved([1, 2], 0, -1)).toEqual([1, 2])
    expect(moved([1, 2], 1, 2)).toEqual([1, 2])
  })

  it('change inside the form they are part of, also later', () => {
    let params: Params = { prompt: 'x', loras: rows }
    const change = changeOfRow({ key: 'loras', kind: LORAS }, 1, (next) => {
      params = typeof next === 'function' ? next(params) : next
    })
    change((row) => ({ ...row, scale: 0.5 }))
    expect(params).toEqual({ prompt: 'x', loras: [rows[0], { path: 'b', scale: 0.5 }, rows[2]] })
  })
})
