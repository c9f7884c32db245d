export interface ByteRange {
  readonly start: number
  /** Included. */
  readonly end: number
}

/**
 * Reads a Range header as RFC 9110 has it. Null: serve the whole (no header, or one that does not have to be
 * understood, such as several ranges).
 */
export function parseRange(header: string | null, byteSize: number): ByteRange | 'unsatisfiable' | null {
  const found = header === null ? null : /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim())
  if (!found) return null
  const [, first = '', last = ''] = found
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Number(last)
    return length === 0 || byteSize === 0
      ? 'unsatisfiable'
      : { start: Math.max(0, byteSize - length), end: byteSize - 1 }
  }
  const start = Number(first)
  const end = last === '' ? byteSize - 1 : Math.min(Number(last), byteSize - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= byteSize ? 'unsatisfiable' : { start, end }
}
