import { expect, test } from 'vitest'
import { usedWords } from './used-words'

test('says where, and how many of how many', () => {
  expect(usedWords({ items: 1, chats: 1, shots: 0, canvases: 0 }, 1)).toBe(
    'It is used in one chat. Until the trash is emptied it stays there.',
  )
  expect(usedWords({ items: 2, chats: 1, shots: 3, canvases: 2 }, 5)).toBe(
    '2 of the 5 are used in one chat, 3 shots and 2 canvases. Until the trash is emptied they stay there.',
  )
})
