import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPieceCutter } from './spoken-pieces'

describe('createPieceCutter', () => {
  it('begins with the first sentence and goes on with several at a time', () => {
    const cut = createPieceCutter()
    const sentence = 'The heron stands in the water and waits for the tide to turn. '
    expect(cut(sentence.repeat(2), false)).toEqual([sentence.trim()])
    const later = cut(sentence.repeat(12), false)
    expect(later.length).toBeGreaterThan(0)
    expect(later[0]!.length).toBeGreaterThan(150)
  })

  it('names a block of code instead of reading it, however long it is', () => {
    const cut = createPieceCutter()
    const code = `Look at this short program, which counts.\n\n\`\`\`ts\n${'const a = 1. \n'.repeat(80)}\`\`\`\n\nThat was it.`
    expect(cut(code, true).join(' ')).not.toContain('const a')
    expect(cut(code, true)).toEqual([])
  })

  it('speaks all words once, whatever the cuts were', () => {
    const words = fc.array(fc.constantFrom('The heron', ' waits.', ' Then it', ' flies! ', 'Over\n', 'the sea. '), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(words, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (parts, steps) => {
        const text = parts.join('')
        const cut = createPieceCutter()
        const spoken: string[] = []
        for (let end = 0, step = 0; end < text.length; step += 1) {
          end = Math.min(text.length, end + (steps[step % steps.length] ?? 1))
          spoken.push(...cut(text.slice(0, end), end === text.length))
        }
        expect(spoken.join(' ').replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''))
      }),
    )
  })
})
