const USUAL_MAX = 2_147_483_647

/** A seed within what the vendor takes; small vendors' bounds are inclusive. */
export function randomSeed(min = 0, max: number = USUAL_MAX): number {
  const span = max - min + 1
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return min + Math.floor((random / 0x1_0000_0000) * span)
}
