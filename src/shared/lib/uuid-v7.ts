/** What a generator needs from its surroundings, so that it stays pure data to its callers. */
export interface UuidSource {
  readonly nowMs: () => number
  readonly fillRandom: (bytes: Uint8Array) => void
}

const COUNTER_LIMIT = 0xfff

/**
 * Makes a generator of UUIDv7 (RFC 9562): ids sort by creation, also within one millisecond and
 * when the clock steps back, because time never runs backwards for one generator.
 */
export function createUuidV7Generator(source: UuidSource): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const nowMs = source.nowMs()
    if (nowMs > lastMs) {
      lastMs = nowMs
      counter = 0
    } else if (counter < COUNTER_LIMIT) {
      counter += 1
    } else {
      lastMs += 1
      counter = 0
    }
    return formatUuidV7(lastMs, counter, source.fillRandom)
  }
}

function formatUuidV7(timeMs: number, counter: number, fillRandom: (bytes: Uint8Array) => void): string {
  const bytes = new Uint8Array(16)
  fillRandom(bytes)
  for (let index = 5, rest = timeMs; index >= 0; index -= 1, rest = Math.floor(rest / 256)) bytes[index] = rest % 256
  bytes[6] = 0x70 | (counter >> 8)
  bytes[7] = counter & 0xff
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
