import { describe, expect, it } from 'vitest'
import { schemaFaults } from './json-schema'

const schema = {
  type: 'object',
  properties: {
    title: { type: 'string', minLength: 1 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    mood: { enum: ['calm', 'wild'] },
    year: { type: ['integer', 'null'] },
  },
  required: ['title', 'tags'],
  additionalProperties: false,
}
const fits = { title: 'Low tide', tags: ['sea'], mood: 'calm', year: null }

describe('schemaFaults', () => {
  it('finds nothing in what fits', () => {
    expect(schemaFaults(schema, fits)).toEqual([])
  })

  it.each([
    [{ ...fits, title: 3 }, 'title', 'is a number, not string'],
    [{ ...fits, title: '' }, 'title', 'is under minLength 1'],
    [{ ...fits, tags: ['a', 2] }, 'tags[1]', 'is a number, not string'],
    [{ ...fits, tags: ['a', 'b', 'c'] }, 'tags', 'is over maxItems 2'],
    [{ ...fits, mood: 'angry' }, 'mood', 'is none of "calm", "wild"'],
    [{ ...fits, year: 1.5 }, 'year', 'is a number, not integer or null'],
    [{ ...fits, more: 1 }, 'more', 'is not in the schema'],
    [{ title: 'a' }, 'tags', 'is missing'],
    [[], '', 'is a list, not object'],
  ])('says where and why %j does not fit', (value, place, message) => {
    expect(schemaFaults(schema, value)).toContainEqual({ place, message })
  })

  it('takes any of the allowed shapes', () => {
    const either = { anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] }
    expect(schemaFaults(either, { a: 1 })).toEqual([])
    expect(schemaFaults(either, 4)).toHaveLength(1)
  })
})
