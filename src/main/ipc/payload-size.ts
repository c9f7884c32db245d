const MAX_NODES = 200_000

/** True when a structured-clone value is larger than the limit; counts roughly and stops early. */
export function exceedsSize(value: unknown, limitBytes: number): boolean {
  const waiting: unknown[] = [value]
  let bytes = 0
  let nodes = 0
  while (waiting.length > 0) {
    const next = waiting.pop()
    nodes += 1
    if (nodes > MAX_NODES) return true
    if (typeof next === 'string') bytes += next.length * 2
    else if (ArrayBuffer.isView(next)) bytes += next.byteLength
    else if (next instanceof ArrayBuffer) bytes += next.byteLength
    else if (typeof next === 'object' && next !== null) {
      for (const [key, item] of Object.entries(next)) {
        bytes += key.length * 2
        waiting.push(item)
      }
    } else bytes += 8
    if (bytes > limitBytes) return true
  }
  return false
}
