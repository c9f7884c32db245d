export type CanvasTool = 'brush' | 'eraser' | 'rectangle' | 'hand'

export const MIN_RADIUS_PX = 2
export const MAX_RADIUS_PX = 400

/** Brush sizes grow in steps of a fifth, as the bracket keys do elsewhere. */
export function stepRadius(radiusPx: number, direction: 1 | -1): number {
  const next = direction === 1 ? Math.ceil(radiusPx * 1.2) : Math.floor(radiusPx / 1.2)
  return Math.min(MAX_RADIUS_PX, Math.max(MIN_RADIUS_PX, next))
}
