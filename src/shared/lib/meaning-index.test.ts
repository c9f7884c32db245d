import { describe, expect, it } from 'vitest'
import { createMeaningIndex, likeness, normalised, rescore, signsOf } from './meaning-index'

const DIMENSIONS = 256
const COUNT = 4_000

function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** As texts are: some topics, each item near one of them. */
function vectors(): readonly Float32Array[] {
  const random = generator(11)
  const normal = (): number => random() + random() + random() - 1.5
  const topics = Array.from({ length: 40 }, () => Array.from({ length: DIMENSIONS }, normal))
  return Array.from({ length: COUNT }, (_, index) =>
    normalised((topics[index % topics.length] ?? []).map((value) => value + normal() * 1.2)),
  )
}

describe('an index by meaning', () => {
  it('finds nearly all of the true nearest twenty', () => {
    const all = vectors()
    const index = createMeaningIndex(DIMENSIONS, 16)
    for (const [key, vector] of all.entries()) index.put(key, signsOf(vector))
    let found = 0
    for (let asked = 0; asked < 50; asked += 1) {
      const question = all[asked * 31] ?? new Float32Array(DIMENSIONS)
      const truth = all
        .map((vector, key) => ({ key, score: likeness(question, vector) }))
        .sort((left, right) => right.score - left.score)
        .slice(0, 20)
      const near = rescore(question, index.candidates(signsOf(question), 400), (key) => all[key] ?? null, 20)
      const keys = new Set(near.map(({ key }) => key))
      found += truth.filter(({ key }) => keys.has(key)).length
    }
    expect(found / (50 * 20)).toBeGreaterThanOrEqual(0.95)
  })

  it('replaces what is put again, and skips what is gone', () => {
    const index = createMeaningIndex(64)
    const [one, other] = [
      normalised(Array.from({ length: 64 }, (_, at) => at - 30)),
      normalised(Array.from({ length: 64 }, (_, at) => 30 - at)),
    ]
    index.put(7, signsOf(other))
    index.put(7, signsOf(one))
    expect(index.count()).toBe(1)
    expect(rescore(one, index.candidates(signsOf(one), 5), () => null, 5)).toEqual([])
  })
})
