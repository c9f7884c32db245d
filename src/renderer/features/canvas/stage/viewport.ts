import type { Point } from '../mask/history'

/** Where the picture stands on the stage: top left corner in stage pixels, and stage pixels per picture pixel. */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly scale: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

const MIN_SCALE = 0.02
const MAX_SCALE = 32
const MARGIN_PX = 32

/** The whole picture in the middle of the stage, never enlarged beyond its own pixels. */
export function fitViewport(picture: Size, stage: Size): Viewport {
  const room = { width: Math.max(1, stage.width - 2 * MARGIN_PX), height: Math.max(1, stage.height - 2 * MARGIN_PX) }
  const scale = Math.min(1, room.width / picture.width, room.height / picture.height)
  return { scale, x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2 }
}

/** Zooms so that the picture's pixel under `center` stays under it. */
export function zoomAt(viewport: Viewport, center: Point, factor: number): Viewport {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, viewport.scale * factor))
  const ratio = scale / viewport.scale
  return { scale, x: center.x - (center.x - viewport.x) * ratio, y: center.y - (center.y - viewport.y) * ratio }
}

export function panBy(viewport: Viewport, deltaX: number, deltaY: number): Viewport {
  return { ...viewport, x: viewport.x + deltaX, y: viewport.y + deltaY }
}

export function toPicture(viewport: Viewport, stagePoint: Point): Point {
  return { x: (stagePoint.x - viewport.x) / viewport.scale, y: (stagePoint.y - viewport.y) / viewport.scale }
}

export function toStage(viewport: Viewport, picturePoint: Point): Point {
  return { x: picturePoint.x * viewport.scale + viewport.x, y: picturePoint.y * viewport.scale + viewport.y }
}
