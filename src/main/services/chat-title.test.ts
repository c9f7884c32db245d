import { describe, expect, it } from 'vitest'
import { cleanTitle } from './chat-title'

describe('cleanTitle', () => {
  it.each([
    ['"A Heron at Dawn."', 'A Heron at Dawn'],
    ['**Title: Night market**', 'Title: Night market'],
    ['Title: Night market\nSecond line', 'Night market'],
    ['## 夜の市場。', '夜の市場'],
    ['„Der Reiher“', 'Der Reiher'],
    ['', ''],
  ])('%j becomes %j', (text, title) => {
    expect(cleanTitle(text)).toBe(title)
  })

  it('keeps a name short when a model wrote an essay', () => {
    expect(cleanTitle('word '.repeat(100)).length).toBeLessThan(62)
  })
})
