/** Browsers clamp boxes of some ten million pixels; above this height the scroll box stands for a taller grid. */
export const MAX_BOX_PX = 8_000_000

export function boxHeightOf(contentPx: number): number {
  return Math.min(contentPx, MAX_BOX_PX)
}

export function isScaled(contentPx: number): boolean {
  return contentPx > MAX_BOX_PX
}

/** The grid's own offset for an offset of the scroll box; both ends meet. */
export function gridTopOf(boxTopPx: number, contentPx: number, viewportPx: number): number {
  return boxTopPx * ratioOf(contentPx, viewportPx)
}

export function boxTopOf(gridTopPx: number, contentPx: number, viewportPx: number): number {
  return gridTopPx / ratioOf(contentPx, viewportPx)
}

function ratioOf(contentPx: number, viewportPx: number): number {
  if (!isScaled(contentPx)) return 1
  return (contentPx - viewportPx) / (MAX_BOX_PX - viewportPx)
}
