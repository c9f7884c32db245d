import { listOfRows, rowsOf } from '@shared/catalog/projections/values'
import type { ListKind } from '@shared/catalog/types'

/** A place on the picture in its pixels, counted from the upper left corner as screens do. */
export interface PathPoint {
  readonly x: number
  readonly y: number
}

export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Nearer than this part of the picture's longer side, a stroke sets no new point. */
const LEAST_STEP = 0.02

/** The points of a list's value; rows that are half filled in are left out. */
export function pointsOf(kind: ListKind, value: unknown, { height }: PictureSize): readonly PathPoint[] {
  return rowsOf(kind, value).flatMap(({ x, y }) =>
    typeof x === 'number' && typeof y === 'number' ? [{ x, y: height - y }] : [],
  )
}

/** A list's value that holds these points: whole pixels inside the picture, counted from its lower left corner. */
export function valueOfPoints(kind: ListKind, points: readonly PathPoint[], { width, height }: PictureSize): unknown {
  const within = (at: number, most: number): number => Math.round(Math.min(most, Math.max(0, at)))
  return listOfRows(
    kind,
    points.slice(0, kind.max).map(({ x, y }) => ({ x: within(x, width), y: within(height - y, height) })),
  )
}

/** The points with one more at the end of a stroke; unchanged where the hand has hardly moved or no more fit. */
export function withStroke(
  points: readonly PathPoint[],
  next: PathPoint,
  limits: PictureSize & { readonly max: number },
): readonly PathPoint[] {
  const last = points.at(-1)
  const least = Math.max(limits.width, limits.height) * LEAST_STEP
  if (points.length >= limits.max) return points
  return last && Math.hypot(next.x - last.x, next.y - last.y) < least ? points : [...points, next]
}
