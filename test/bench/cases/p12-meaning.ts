import { createMeaningIndex, likeness, normalised, rescore, signsOf } from '@shared/lib/meaning-index'
import type { BenchCase } from '../harness/bench.ts'
import { judge } from '../harness/result.ts'
import { median } from '../harness/statistics.ts'
import { createRandom } from '../seed/random.ts'

const COUNT = 100_000
const DIMENSIONS = 768
const TOPICS = 500
const QUESTIONS = 30
const CANDIDATES = 400
const FOUND = 20

/** P12: the nearest twenty by meaning, by signs and exact rescoring, beside a plain loop over all numbers. */
export const meaningCase: BenchCase = {
  id: 'P12',
  run: async ({ say }) => {
    const vectors = makeVectors()
    const index = createMeaningIndex(DIMENSIONS, COUNT)
    vectors.forEach((vector, key) => index.put(key, signsOf(vector)))
    say(`${index.count()} vectors of ${DIMENSIONS} numbers`)
    const oursMs: number[] = []
    const plainMs: number[] = []
    let recalled = 0
    for (let asked = 0; asked < QUESTIONS; asked += 1) {
      const question = vectors[(asked * 3_331) % COUNT] ?? new Float32Array(DIMENSIONS)
      const startMs = performance.now()
      const near = rescore(
        question,
        index.candidates(signsOf(question), CANDIDATES),
        (key) => vectors[key] ?? null,
        FOUND,
      )
      oursMs.push(performance.now() - startMs)
      const plainStartMs = performance.now()
      const truth = plainLoop(question, vectors)
      plainMs.push(performance.now() - plainStartMs)
      const keys = new Set(near.map(({ key }) => key))
      recalled += truth.filter((key) => keys.has(key)).length
    }
    const line = { id: 'P12', unit: 'ms' }
    return [
      judge({
        ...line,
        name: 'nearest 20 of 100k × 768 by meaning, against a plain loop',
        ours: median(oursMs),
        reference: median(plainMs),
        budgets: [{ maxOurs: 10 }],
      }),
      judge({
        id: 'P12',
        name: 'missed of the true nearest 20',
        unit: '%',
        ours: 100 * (1 - recalled / (QUESTIONS * FOUND)),
        budgets: [{ maxOurs: 5 }],
      }),
    ]
  },
}

/** As texts are: some topics, each item near one of them. */
function makeVectors(): readonly Float32Array[] {
  const random = createRandom(12)
  const normal = (): number => random() + random() + random() - 1.5
  const topics = Array.from({ length: TOPICS }, () => Float32Array.from({ length: DIMENSIONS }, normal))
  return Array.from({ length: COUNT }, (_, at) => {
    const topic = topics[at % TOPICS] ?? new Float32Array(DIMENSIONS)
    return normalised(topic.map((value) => value + normal() * 1.2))
  })
}

function plainLoop(question: Float32Array, vectors: readonly Float32Array[]): readonly number[] {
  return vectors
    .map((vector, key) => ({ key, score: likeness(question, vector) }))
    .sort((left, right) => right.score - left.score)
    .slice(0, FOUND)
    .map(({ key }) => key)
}
