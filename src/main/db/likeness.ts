/** How pictures are compared: numbers only, so that a thread can do it and a test can check it. */

export interface Look {
  readonly number: number
  readonly print: Uint8Array
  readonly layout: Uint8Array
}

const BITS = Uint8Array.from({ length: 256 }, (_, value) => {
  let count = 0
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1
  return count
})

/** How many of 64 bits differ. */
export function printDistance(left: Uint8Array, right: Uint8Array): number {
  let distance = 0
  for (let at = 0; at < 8; at += 1) distance += BITS[(left[at] ?? 0) ^ (right[at] ?? 0)] ?? 0
  return distance
}

/** 0 for the same look, about 1 for a wholly different one: colours by place, hues, and coarse structure. */
export function lookDistance(left: Look, right: Look): number {
  let difference = 0
  for (let at = 0; at < 48; at += 1) difference += Math.abs((left.layout[at] ?? 0) - (right.layout[at] ?? 0))
  let hues = 0
  for (let at = 48; at < 64; at += 1) hues += Math.abs((left.layout[at] ?? 0) - (right.layout[at] ?? 0))
  return 0.5 * (difference / (48 * 128)) + 0.2 * (hues / 512) + 0.3 * (printDistance(left.print, right.print) / 32)
}

/** The nearest, best first, without the one that was asked for. */
export function nearestLooks(wanted: Look, looks: Iterable<Look>, limit: number): readonly number[] {
  const found: { readonly number: number; readonly distance: number }[] = []
  let worst = Infinity
  for (const look of looks) {
    if (look.number === wanted.number) continue
    const distance = lookDistance(wanted, look)
    if (distance >= worst) continue
    found.push({ number: look.number, distance })
    if (found.length < limit * 4) continue
    found.sort((left, right) => left.distance - right.distance)
    found.length = limit
    worst = found.at(-1)?.distance ?? Infinity
  }
  return found
    .sort((left, right) => left.distance - right.distance)
    .slice(0, limit)
    .map(({ number }) => number)
}

/** Prints that differ in so few bits are of the same picture, scaled or compressed anew. */
export const NEAR_BITS = 6
/** A pixelwise twin has nearly the same colours; a print alone would also join drawings on the same empty ground. */
const NEAR_COLOURS = 10

/**
 * Groups of pictures that are nearly the same. Only pictures whose prints agree in one of eight stretches of twelve
 * bits are compared: that finds every pair of up to three different bits, and nearly all of up to six.
 */
export function nearGroups(looks: readonly Look[], isDistinct: (first: number, second: number) => boolean): number[][] {
  const groups = new Map<Look, Look>()
  const headOf = (look: Look): Look => {
    let head = look
    for (let next = groups.get(head); next && next !== head; next = groups.get(head)) head = next
    return head
  }
  for (let byte = 0; byte < 8; byte += 1) {
    const buckets = new Map<number, Look[]>()
    for (const look of looks) {
      if (isFlat(look)) continue
      // A bucket of one byte alone would hold a 256th of the library.
      const key = ((look.print[byte] ?? 0) << 8) | ((look.print[(byte + 1) % 8] ?? 0) & 0xf0)
      const bucket = buckets.get(key)
      if (bucket) bucket.push(look)
      else buckets.set(key, [look])
    }
    for (const bucket of buckets.values()) joinNear(bucket, groups, headOf, isDistinct)
  }
  const members = new Map<Look, Set<number>>()
  for (const look of groups.keys()) {
    const head = headOf(look)
    const group = members.get(head) ?? new Set([head.number])
    members.set(head, group.add(look.number))
  }
  return [...members.values()].filter(({ size }) => size > 1).map((group) => [...group].sort((a, b) => a - b))
}

function joinNear(
  bucket: readonly Look[],
  groups: Map<Look, Look>,
  headOf: (look: Look) => Look,
  isDistinct: (first: number, second: number) => boolean,
): void {
  for (let left = 0; left < bucket.length; left += 1) {
    for (let right = left + 1; right < bucket.length; right += 1) {
      const [one, other] = [bucket[left], bucket[right]]
      if (!one || !other || printDistance(one.print, other.print) > NEAR_BITS || !haveNearColours(one, other)) continue
      if (isDistinct(Math.min(one.number, other.number), Math.max(one.number, other.number))) continue
      const head = headOf(one)
      groups.set(head, head)
      groups.set(headOf(other), head)
      groups.set(other, head)
    }
  }
}

function haveNearColours(one: Look, other: Look): boolean {
  let difference = 0
  for (let at = 0; at < 48; at += 1) difference += Math.abs((one.layout[at] ?? 0) - (other.layout[at] ?? 0))
  return difference / 48 <= NEAR_COLOURS
}

/** One colour all over has a print of noise. */
function isFlat({ layout }: Look): boolean {
  let [least, most] = [255, 0]
  for (let at = 0; at < 48; at += 3) {
    const light = (layout[at] ?? 0) + (layout[at + 1] ?? 0) + (layout[at + 2] ?? 0)
    least = Math.min(least, light / 3)
    most = Math.max(most, light / 3)
  }
  return most - least < 4
}
