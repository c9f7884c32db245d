/**
 * Vectors by meaning, found fast: the signs of a vector's numbers tell roughly where it points, so that all signs are
 * compared first and the numbers themselves only of the few that come near.
 */
export interface MeaningIndex {
  readonly dimensions: number
  readonly count: () => number
  /** Adds a vector's signs under a key, or replaces them. */
  readonly put: (key: number, bits: Uint32Array) => void
  /** Keys whose signs agree best with the question's, best first. */
  readonly candidates: (bits: Uint32Array, count: number) => readonly number[]
}

/** One bit a number: set where it is above zero. */
export function signsOf(vector: Float32Array): Uint32Array {
  const bits = new Uint32Array(Math.ceil(vector.length / 32))
  for (let at = 0; at < vector.length; at += 1) {
    if ((vector[at] ?? 0) > 0) bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31))
  }
  return bits
}

/** To length 1, so that a product of two is their likeness. */
export function normalised(vector: readonly number[] | Float32Array): Float32Array {
  let sum = 0
  for (const value of vector) sum += value * value
  const length = Math.sqrt(sum) || 1
  return Float32Array.from(vector, (value) => value / length)
}

export function likeness(left: Float32Array, right: Float32Array): number {
  let sum = 0
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0)
  return sum
}

export function createMeaningIndex(dimensions: number, capacity = 1_024): MeaningIndex {
  const words = Math.ceil(dimensions / 32)
  let signs = new Uint32Array(capacity * words)
  let keys = new Float64Array(capacity)
  const places = new Map<number, number>()

  const grow = (): void => {
    const [largerSigns, largerKeys] = [new Uint32Array(signs.length * 2), new Float64Array(keys.length * 2)]
    largerSigns.set(signs)
    largerKeys.set(keys)
    signs = largerSigns
    keys = largerKeys
  }
  return {
    dimensions,
    count: () => places.size,
    put: (key, bits) => {
      const place = places.get(key) ?? places.size
      if (place >= keys.length) grow()
      places.set(key, place)
      keys[place] = key
      signs.set(bits.subarray(0, words), place * words)
    },
    candidates: (bits, count) => {
      const total = places.size
      const distances = new Uint16Array(total)
      // How many are how far: what is near enough is known without sorting all.
      const histogram = new Uint32Array(words * 32 + 1)
      for (let place = 0, at = 0; place < total; place += 1) {
        let distance = 0
        for (let word = 0; word < words; word += 1, at += 1) {
          let difference = (signs[at] ?? 0) ^ (bits[word] ?? 0)
          difference -= (difference >>> 1) & 0x55555555
          difference = (difference & 0x33333333) + ((difference >>> 2) & 0x33333333)
          distance += Math.imul((difference + (difference >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
        }
        distances[place] = distance
        histogram[distance] = (histogram[distance] ?? 0) + 1
      }
      let limit = 0
      for (let seen = histogram[0] ?? 0; seen < count && limit < words * 32; seen += histogram[limit] ?? 0) limit += 1
      const near: { readonly key: number; readonly distance: number }[] = []
      for (let place = 0; place < total; place += 1) {
        const distance = distances[place] ?? 0
        if (distance <= limit) near.push({ key: keys[place] ?? 0, distance })
      }
      return near
        .sort((left, right) => left.distance - right.distance)
        .slice(0, count)
        .map(({ key }) => key)
    },
  }
}

/** The nearest by the numbers themselves, of candidates. @param vectorOf null for what is gone */
export function rescore(
  question: Float32Array,
  candidates: readonly number[],
  vectorOf: (key: number) => Float32Array | null,
  count: number,
): readonly { readonly key: number; readonly likeness: number }[] {
  return candidates
    .flatMap((key) => {
      const vector = vectorOf(key)
      return vector ? [{ key, likeness: likeness(question, vector) }] : []
    })
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, count)
}
