import { describe, expect, it } from 'vitest'
import { referenceTo, renumberReferences } from './references'

describe('references in a message', () => {
  it('count from one', () => {
    expect(referenceTo('image', 1)).toBe('[Picture 2]')
    expect(referenceTo('text', 0)).toBe('[File 1]')
  })

  it('follow their file when the order changes', () => {
    const text = 'Put [Picture 1] beside [Picture 2], lit like [Picture 3]. [Picture 9]'
    expect(renumberReferences(text, ['a', 'b', 'c'], ['c', 'a', 'b'])).toBe(
      'Put [Picture 2] beside [Picture 3], lit like [Picture 1]. [Picture 9]',
    )
  })

  it('go with their file when it is removed', () => {
    expect(renumberReferences('[Picture 1] and [Sound 2]', ['a', 'b'], ['b'])).toBe(' and [Sound 1]')
  })
})
