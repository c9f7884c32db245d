/** How a picture lies on the stage: `scale` stage pixels per picture pixel, `x` and `y` its centre from the stage's. */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

const MOST_SCALE = 16
const FIT_MARGIN_PX = 24
const LEAST_PART_OF_FIT = 0.25

/** The whole picture with some room around it, never enlarged. */
export function fitScale(stage: Size, picture: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 1
  const width = Math.max(1, stage.width - 2 * FIT_MARGIN_PX)
  const height = Math.max(1, stage.height - 2 * FIT_MARGIN_PX)
  return Math.min(1, width / picture.width, height / picture.height)
}

export function fitted(stage: Size, picture: Size): Zoom {
  return { scale: fitScale(stage, picture), x: 0, y: 0 }
}

/** Zooms by a factor; what lies under `point` (from the stage's centre) stays under it. */
export function zoomAt(zoom: Zoom, factor: number, point: Point, stage: Size, picture: Size): Zoom {
  const least = Math.min(1, fitScale(stage, picture)) * LEAST_PART_OF_FIT
  const scale = Math.min(MOST_SCALE, Math.max(least, zoom.scale * factor))
  const ratio = scale / zoom.scale
  return held(
    { scale, x: point.x - (point.x - zoom.x) * ratio, y: point.y - (point.y - zoom.y) * ratio },
    stage,
    picture,
  )
}

export function panBy(zoom: Zoom, by: Point, stage: Size, picture: Size): Zoom {
  return held({ ...zoom, x: zoom.x + by.x, y: zoom.y + by.y }, stage, picture)
}

/** A picture larger than the stage covers it, a smaller one stays in its middle. */
function held({ scale, x, y }: Zoom, stage: Size, picture: Size): Zoom {
  const roomX = Math.max(0, (picture.width * scale - stage.width) / 2)
  const roomY = Math.max(0, (picture.height * scale - stage.height) / 2)
  return { scale, x: Math.min(roomX, Math.max(-roomX, x)), y: Math.min(roomY, Math.max(-roomY, y)) }
}
