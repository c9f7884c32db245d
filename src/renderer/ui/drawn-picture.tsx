import { useEffectEvent, useLayoutEffect, useRef } from 'react'
import { thumbBitmaps, type ThumbBox, wishFor } from './thumb-bitmaps'

export interface DrawnPictureProps {
  readonly src: string
  readonly label: string
  readonly box: ThumbBox
  readonly onBroken: () => void
  readonly className?: string
}

/** A picture that fills its box, drawn at that size; `data-drawn` names the address that is to be seen. */
export function DrawnPicture({ src, label, box, onBroken, className }: DrawnPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pixelRatio = window.devicePixelRatio
  const [widthPx, heightPx] = [Math.round(box.widthPx * pixelRatio), Math.round(box.heightPx * pixelRatio)]
  const tellBroken = useEffectEvent(onBroken)
  useLayoutEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const drawn = element.dataset['drawn']
    // What is there stays while only the size changes.
    if (drawn === undefined) resize(element, widthPx, heightPx)
    else if (drawn !== src) wipe(element)
    return thumbBitmaps.load(
      wishFor(src, { widthPx, heightPx, ratio: box.ratio }),
      (bitmap) => {
        resize(element, widthPx, heightPx)
        drawCovering(element, bitmap)
        element.dataset['drawn'] = src
      },
      () => tellBroken(),
    )
  }, [src, widthPx, heightPx, box.ratio])
  useLayoutEffect(() => {
    const element = canvas.current
    // Its pixels go with the cell, not when the element is collected.
    return () => void (element && resize(element, 0, 0))
  }, [])
  return <canvas ref={canvas} role="img" aria-label={label} data-src={src} className={className} />
}

/** Empties it too, where the size is another. */
function resize(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): void {
  if (canvas.width !== widthPx) canvas.width = widthPx
  if (canvas.height !== heightPx) canvas.height = heightPx
}

function wipe(canvas: HTMLCanvasElement): void {
  delete canvas.dataset['drawn']
  contextOf(canvas)?.clearRect(0, 0, canvas.width, canvas.height)
}

function drawCovering(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  const scale = Math.max(canvas.width / bitmap.width, canvas.height / bitmap.height)
  const [width, height] = [canvas.width / scale, canvas.height / scale]
  const [left, top] = [(bitmap.width - width) / 2, (bitmap.height - height) / 2]
  const context = contextOf(canvas)
  // What was there before must not shine through a picture with holes.
  context?.clearRect(0, 0, canvas.width, canvas.height)
  context?.drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height)
}

/** A canvas that may be read lies in plain memory, without a layer and buffers of its own. */
function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  return canvas.getContext('2d', { willReadFrequently: true })
}
