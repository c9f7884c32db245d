/** In and out points in milliseconds; null: the beginning, the end. */
export interface Marks {
  readonly inMs: number | null
  readonly outMs: number | null
}

export const NO_MARKS: Marks = { inMs: null, outMs: null }

/** An in point behind the out point takes the out point away, as in cutting rooms. */
export function withIn({ outMs }: Marks, atMs: number, durationMs: number): Marks {
  const inMs = Math.min(atMs, durationMs)
  return { inMs, outMs: outMs !== null && outMs <= inMs ? null : outMs }
}

export function withOut({ inMs }: Marks, atMs: number): Marks {
  return { inMs: inMs !== null && inMs >= atMs ? null : inMs, outMs: atMs }
}

const FASTEST = 4

/** J and L: begin in a direction, then double; the other direction begins anew. */
export function shuttle(speed: number, isMoving: boolean, direction: 1 | -1): number {
  if (!isMoving || Math.sign(speed) !== direction) return direction
  return direction * Math.min(FASTEST, Math.abs(speed) * 2)
}

/** Where playing goes on when it has reached a time; null: nowhere, it plays on. */
export function turnAt({ inMs, outMs }: Marks, timeMs: number, isLooping: boolean): 'stop' | number | null {
  if (outMs === null || timeMs < outMs) return null
  return isLooping ? (inMs ?? 0) : 'stop'
}
