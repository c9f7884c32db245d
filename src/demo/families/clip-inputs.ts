import type { GatewayContext } from '../context'
import { pictureSize } from '../media/pixels'

export interface FrameSize {
  readonly width: number
  readonly height: number
}

/** The demo draws every clip with about as many pixels as 640 × 360. */
const CLIP_PIXELS = 640 * 360

/** A clip's frame in the shape of a stored picture; the fallback where that is not known. */
export function frameLike(context: GatewayContext, blob: string | null, fallback: FrameSize): FrameSize {
  const size = blob === null ? null : pictureSize(context.blobs.get(blob) ?? Buffer.alloc(0))
  return size === null ? fallback : frameOf(size.width / size.height)
}

/** A clip's frame with the given ratio of width to height. */
export function frameOf(ratio: number): FrameSize {
  const even = (value: number): number => Math.max(64, Math.round(value / 8) * 8)
  return { width: even(Math.sqrt(CLIP_PIXELS * ratio)), height: even(Math.sqrt(CLIP_PIXELS / ratio)) }
}

/** Clips of the demo are a few seconds long whatever was asked for. */
export function demoSeconds(asked: number): number {
  return Math.min(5, Math.max(3, Math.round(asked / 2)))
}
