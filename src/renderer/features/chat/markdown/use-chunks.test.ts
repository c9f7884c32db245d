import { describe, expect, it } from 'vitest'
import { lexMarkdown } from './lex'
import { createChunkReader } from './use-chunks'

const LINES = 24_000
const ANSWER = Array.from({ length: LINES / 4 }, (_, index) => `Paragraph **${index}**.\n\n- one\n- two\n`).join('\n')

describe('createChunkReader', () => {
  it('reads an answer of many thousand lines in tasks, and none of it is lost or other than in one piece', () => {
    const read = createChunkReader()
    let tasks = 0
    let reading = read(ANSWER, false)
    while (reading.isBehind) {
      reading = read(ANSWER, false)
      tasks += 1
    }
    expect(tasks).toBeGreaterThan(1)
    expect(reading.chunks.flat().map(({ raw }) => raw)).toEqual(lexMarkdown(ANSWER).map(({ raw }) => raw))
  })

  it('starts anew with another, shorter text', () => {
    const read = createChunkReader()
    read(ANSWER, true)
    expect(read('short', false).chunks.flat()).toMatchObject([{ type: 'paragraph', text: 'short' }])
  })

  it('keeps full chunks by identity while the answer grows', () => {
    const read = createChunkReader()
    const before = read(ANSWER.slice(0, 50_000), true)
    const after = read(ANSWER.slice(0, 50_400), true)
    expect(before.chunks.length).toBeGreaterThan(50)
    expect(after.chunks[40]).toBe(before.chunks[40])
  })
})
