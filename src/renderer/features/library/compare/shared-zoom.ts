/** How all compared items lie in their cells, in parts of a cell, so that cells of any size show the same place. */
export interface SharedZoom {
  /** 1: the whole item fits. */
  readonly scale: number
  /** Where the item's centre lies from the cell's, in parts of the cell's width and height. */
  readonly x: number
  readonly y: number
}

export const WHOLE: SharedZoom = { scale: 1, x: 0, y: 0 }

const MOST_SCALE = 24

/** What lies at `point` (in parts of the cell, from its centre) stays there. */
export function zoomShared(
  zoom: SharedZoom,
  factor: number,
  point: { readonly x: number; readonly y: number },
): SharedZoom {
  const scale = Math.min(MOST_SCALE, Math.max(1, zoom.scale * factor))
  const ratio = scale / zoom.scale
  return held({ scale, x: point.x - (point.x - zoom.x) * ratio, y: point.y - (point.y - zoom.y) * ratio })
}

export function panShared(zoom: SharedZoom, by: { readonly x: number; readonly y: number }): SharedZoom {
  return held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y })
}

/** An item covers its cell as far as it is enlarged; whole it stays in the middle. */
function held({ scale, x, y }: SharedZoom): SharedZoom {
  const room = (scale - 1) / 2
  return { scale, x: Math.min(room, Math.max(-room, x)), y: Math.min(room, Math.max(-room, y)) }
}

export const transformOf = ({ scale, x, y }: SharedZoom): string =>
  `translate(${x * 100}%, ${y * 100}%) scale(${scale})`
