import { describe, expect, it } from 'vitest'
import { type Look, nearestLooks, nearGroups } from './likeness'

/** Pseudo-random, the same each time. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function look(number: number, random: () => number): Look {
  return {
    number,
    print: Uint8Array.from({ length: 8 }, () => Math.floor(random() * 256)),
    layout: Uint8Array.from({ length: 64 }, () => Math.floor(random() * 256)),
  }
}

function twin(of: Look, number: number, bits: readonly number[]): Look {
  const print = Uint8Array.from(of.print)
  for (const bit of bits) print[bit >> 3] = (print[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return { number, print, layout: of.layout.map((value) => Math.min(255, value + 2)) }
}

const random = generator(7)
const many = Array.from({ length: 3_000 }, (_, index) => look(index + 1, random))

describe('near duplicates', () => {
  it('are found among thousands, and nothing else is', () => {
    const twins = [twin(many[10]!, 9_001, [3, 40]), twin(many[10]!, 9_002, [60]), twin(many[500]!, 9_003, [0, 1, 2, 3])]
    const groups = nearGroups([...many, ...twins], () => false)
    expect(groups.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [11, 9_001, 9_002],
      [501, 9_003],
    ])
  })

  it('are not offered again when a person said that they differ', () => {
    const pair = [many[0]!, twin(many[0]!, 9_001, [5])]
    expect(nearGroups(pair, (first, second) => first === 1 && second === 9_001)).toEqual([])
  })

  it('are not made of empty grounds', () => {
    const flat = (number: number): Look => ({ ...look(number, generator(1)), layout: new Uint8Array(64).fill(200) })
    expect(nearGroups([flat(1), flat(2)], () => false)).toEqual([])
  })
})

describe('similar pictures', () => {
  it('come nearest first, without the one that was asked for', () => {
    const [far, near] = [twin(many[42]!, 9_002, [1, 9, 17, 25, 33, 41]), twin(many[42]!, 9_001, [1])]
    expect(nearestLooks(many[42]!, [...many, far, near], 2)).toEqual([9_001, 9_002])
  })
})
