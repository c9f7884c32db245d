import { describe, expect, it } from 'vitest'
import { nameByTemplate } from './export-name'

const facts = {
  title: 'A red fox\nin snow',
  modelId: 'flux',
  createdAtMs: new Date(2026, 10, 5, 9, 3, 1).getTime(),
  rating: 4,
  id: 'abcdef123456',
  number: 7,
  count: 120,
}

describe('a name by a template', () => {
  it('sorts by its number and says what the template asks for', () => {
    expect(nameByTemplate('{number} {title} {model}', facts)).toBe('007 A red fox flux')
    expect(nameByTemplate('{date}_{time}_{rating}_{id}', facts)).toBe('2026-11-05_09-03-01_4_123456')
  })

  it('leaves unknown tokens and loses what is not known', () => {
    expect(nameByTemplate('{number}  {model} {other}', { ...facts, modelId: null })).toBe('007 {other}')
  })
})
