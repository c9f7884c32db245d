import type { MaskStep, Point } from './history'

/** Painting works on a proxy at most this large, so that strokes on huge pictures stay quick. */
const MAX_PROXY_SIDE = 2048

export interface MaskSurface {
  readonly canvas: HTMLCanvasElement
  /** Draws all steps again on top of the mask the document was opened with. */
  readonly redraw: (steps: readonly MaskStep[]) => void
  /** Draws one more step on what is there; cheap enough for every pointer event. */
  readonly draw: (step: MaskStep) => void
  readonly isEmpty: () => boolean
  /** White where the picture may change, black elsewhere, in the picture's own size. */
  readonly toPng: () => Promise<Blob>
}

export interface SurfaceOptions {
  readonly canvas: HTMLCanvasElement
  readonly widthPx: number
  readonly heightPx: number
  /** A mask that was saved before: white on black. */
  readonly base: ImageBitmap | null
}

export function createMaskSurface({ canvas, widthPx, heightPx, base }: SurfaceOptions): MaskSurface {
  const scale = Math.min(1, MAX_PROXY_SIDE / Math.max(widthPx, heightPx))
  canvas.width = Math.max(1, Math.round(widthPx * scale))
  canvas.height = Math.max(1, Math.round(heightPx * scale))
  const context = contextOf(canvas)
  const basePixels = base ? alphaFromWhite(base, canvas.width, canvas.height) : null

  const draw = (step: MaskStep): void => drawStep(context, step, scale)
  const redraw = (steps: readonly MaskStep[]): void => {
    context.clearRect(0, 0, canvas.width, canvas.height)
    if (basePixels) context.putImageData(basePixels, 0, 0)
    for (const step of steps) draw(step)
  }
  redraw([])
  return {
    canvas,
    draw,
    redraw,
    isEmpty: () =>
      !context
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value, index) => index % 4 === 3 && value > 0),
    toPng: () => exportMask(canvas, widthPx, heightPx),
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This window cannot draw.')
  return context
}

function drawStep(context: CanvasRenderingContext2D, step: MaskStep, scale: number): void {
  const { width, height } = context.canvas
  context.save()
  context.fillStyle = '#ffffff'
  context.strokeStyle = '#ffffff'
  switch (step.kind) {
    case 'clear':
      context.clearRect(0, 0, width, height)
      break
    case 'invert':
      context.globalCompositeOperation = 'source-out'
      context.fillRect(0, 0, width, height)
      break
    case 'rectangle':
      context.globalCompositeOperation = operationOf(step.mode)
      context.fillRect(
        step.from.x * scale,
        step.from.y * scale,
        (step.to.x - step.from.x) * scale,
        (step.to.y - step.from.y) * scale,
      )
      break
    case 'stroke':
      context.globalCompositeOperation = operationOf(step.mode)
      drawStroke(context, step.points, step.radiusPx, scale)
      break
  }
  context.restore()
}

const operationOf = (mode: 'add' | 'remove'): GlobalCompositeOperation =>
  mode === 'add' ? 'source-over' : 'destination-out'

function drawStroke(
  context: CanvasRenderingContext2D,
  points: readonly Point[],
  radiusPx: number,
  scale: number,
): void {
  const [first, ...rest] = points
  if (!first) return
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.lineWidth = radiusPx * 2 * scale
  context.beginPath()
  context.moveTo(first.x * scale, first.y * scale)
  // A line to where it began makes a dot of a single click.
  if (rest.length === 0) context.lineTo(first.x * scale, first.y * scale)
  for (const point of rest) context.lineTo(point.x * scale, point.y * scale)
  context.stroke()
}

function alphaFromWhite(base: ImageBitmap, width: number, height: number): ImageData {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This window cannot draw.')
  context.drawImage(base, 0, 0, width, height)
  const pixels = context.getImageData(0, 0, width, height)
  for (let index = 0; index < pixels.data.length; index += 4) {
    pixels.data[index + 3] = pixels.data[index] ?? 0
    pixels.data.fill(255, index, index + 3)
  }
  return pixels
}

function exportMask(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): Promise<Blob> {
  const target = new OffscreenCanvas(widthPx, heightPx)
  const context = target.getContext('2d')
  if (!context) throw new Error('This window cannot draw.')
  context.fillStyle = '#000000'
  context.fillRect(0, 0, widthPx, heightPx)
  context.drawImage(canvas, 0, 0, widthPx, heightPx)
  return target.convertToBlob({ type: 'image/png' })
}
