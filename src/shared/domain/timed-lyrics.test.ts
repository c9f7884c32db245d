import { expect, test } from 'vitest'
import { lineAt, parseLrc, toLrc } from './timed-lyrics'

const WORDS = [
  { text: '[Verse]\nSnow ', startSeconds: 1.31, endSeconds: 1.71 },
  { text: 'falls\n', startSeconds: 1.71, endSeconds: 2.5 },
  { text: 'Home', startSeconds: 61.005, endSeconds: 62 },
]

test('writes a line for each line of the song, with the time of each word', () => {
  expect(toLrc(WORDS).split('\n')).toEqual([
    '[00:01.31]<00:01.31>[Verse] <00:01.71>',
    '[00:01.31]<00:01.31>Snow <00:01.71>falls <00:02.50>',
    '[01:01.01]<01:01.01>Home <01:02.00>',
  ])
})

test('reads back what it wrote', () => {
  const lines = parseLrc(toLrc(WORDS))
  expect(lines.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual(['[Verse]', 'Snow falls', 'Home'])
  expect(lines[1]?.words[1]).toEqual({ text: 'falls', startSeconds: 1.71, endSeconds: 2.5 })
})

test('reads plain lines too, and nothing from a text without times', () => {
  const [line] = parseLrc('[ti:Snow]\n[00:05.00]Snow falls\n[00:09.00]Home')
  expect(line).toMatchObject({ startSeconds: 5, endSeconds: 9, words: [{ text: 'Snow falls' }] })
  expect(parseLrc('Snow falls\n[Verse]\n[x:yy]')).toEqual([])
})

test('knows the line of a moment', () => {
  const lines = parseLrc('[00:05.00]Snow falls\n[00:09.00]Home')
  expect([0, 5, 8.9, 9, 100].map((seconds) => lineAt(lines, seconds))).toEqual([-1, 0, 0, 1, 1])
})
