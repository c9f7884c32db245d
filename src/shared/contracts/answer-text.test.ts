import { succeed } from '@shared/lib/result'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAnswer, writeAnswer, WrittenList } from './answer-text'

const cards = Array.from({ length: 20 }, (_, index) => ({ id: `a${index}`, width: index % 2 ? null : 4, tags: ['x'] }))

describe('an answer as text', () => {
  it('comes back as it was, whatever it holds', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.array(fc.record({ id: fc.string(), n: fc.jsonValue() }), { minLength: 16 }),
    )
    fc.assert(
      fc.property(fc.oneof(value, fc.dictionary(fc.string(), value)), (data) => {
        const plain = JSON.stringify(succeed(data))
        expect(readAnswer(writeAnswer(succeed(data)))).toEqual(JSON.parse(plain))
      }),
    )
  })

  it('keeps a field that is named __proto__', () => {
    const odd = JSON.parse('{"__proto__": 1, "rows": []}') as { rows: unknown[] }
    odd.rows = Array.from({ length: 20 }, () => JSON.parse('{"__proto__": {"a": 1}}') as unknown)
    const data = { ...odd, cards }
    expect(JSON.stringify(readAnswer(writeAnswer(succeed(data))))).toContain('"__proto__":1')
    expect(readAnswer(writeAnswer(succeed(data)))).toEqual(JSON.parse(JSON.stringify(succeed(data))))
  })

  it('names the fields of a long list once', () => {
    const text = writeAnswer(succeed({ cards, rev: 1 }))
    expect(text.split('"width"').length).toBe(2)
    expect(readAnswer(text)).toEqual(succeed({ cards, rev: 1 }))
  })

  it('keeps what only some items have, and leaves out what JSON leaves out', () => {
    const mixed = cards.map((card, index) => (index % 3 ? card : { ...card, label: 'red' }))
    const holed = cards.map((card) => ({ ...card, note: undefined }))
    const text = writeAnswer(succeed({ mixed, holed }))
    expect(text.split('"width"').length).toBe(3)
    expect(readAnswer(text)).toEqual(succeed({ mixed, holed: cards }))
  })

  it('takes a list that is written already as it is, short or long', () => {
    const rows = ['["a1",null]', '["a2",4,{"label":"red"}]']
    const written = new WrittenList<{ readonly id: string; readonly width: number | null }>(['id', 'width'], rows)
    const list = [
      { id: 'a1', width: null },
      { id: 'a2', width: 4, label: 'red' },
    ]
    expect(readAnswer(writeAnswer(succeed({ cards: written, list: cards, rev: 7 })))).toEqual(
      succeed({ cards: list, list: cards, rev: 7 }),
    )
    const none = new WrittenList<{ readonly id: string }>(['id'], [])
    expect(readAnswer(writeAnswer(succeed({ cards: none })))).toEqual(succeed({ cards: [] }))
  })
})
