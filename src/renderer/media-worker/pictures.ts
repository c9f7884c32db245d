import { assetUrl, fetchAsset } from './bytes'
import { decodePngExactly } from './png-decoder'
import type { Pixels } from './png-encoder'

/** A picture to draw, and its size. Close it when done. */
export interface Drawable {
  readonly source: CanvasImageSource
  readonly width: number
  readonly height: number
  readonly close: () => void
}

/** Decodes for showing: colours and orientation as the browser shows them. */
export async function openDrawable(assetId: string, mime: string, signal: AbortSignal): Promise<Drawable> {
  if (mime === 'image/svg+xml') return openVector(assetId)
  const bitmap = await createImageBitmap(await fetchAsset(assetId, signal))
  return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() }
}

/** An SVG as an image runs no script and loads nothing. Without a size of its own it gets the browser's. */
async function openVector(assetId: string): Promise<Drawable> {
  const image = new Image()
  image.crossOrigin = 'anonymous'
  image.src = assetUrl(assetId)
  await image.decode()
  const width = image.naturalWidth || 300
  const height = image.naturalHeight || 150
  return { source: image, width, height, close: () => image.removeAttribute('src') }
}

export interface ExactPicture {
  readonly pixels: Pixels
  /** Chunks of a PNG that say how its numbers are meant as colours. */
  readonly colourChunks: readonly Uint8Array<ArrayBuffer>[]
}

/**
 * The numbers of a picture, unchanged where that is possible: a PNG exactly as it is stored, anything else as the
 * browser decodes it (opaque pictures pass a canvas unchanged).
 */
export async function readExactly(assetId: string, signal: AbortSignal): Promise<ExactPicture> {
  const blob = await fetchAsset(assetId, signal)
  const exact = await decodePngExactly(new Uint8Array(await blob.arrayBuffer()))
  if (exact) return exact
  const bitmap = await createImageBitmap(blob)
  try {
    return { pixels: pixelsOf(bitmap, bitmap.width, bitmap.height), colourChunks: [] }
  } finally {
    bitmap.close()
  }
}

/** Brings pixels to another size; the same size comes back untouched. */
export async function resizePixels(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  if (pixels.width === width && pixels.height === height) return pixels
  const data = new ImageData(Uint8ClampedArray.from(pixels.data), pixels.width, pixels.height)
  const bitmap = await createImageBitmap(data)
  try {
    return pixelsOf(bitmap, width, height)
  } finally {
    bitmap.close()
  }
}

function pixelsOf(source: CanvasImageSource, width: number, height: number): Pixels {
  const context = canvasContext(width, height, { willReadFrequently: true })
  context.drawImage(source, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, data }
}

export function canvasContext(
  width: number,
  height: number,
  settings?: CanvasRenderingContext2DSettings,
): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', settings)
  if (!context) throw new Error('No canvas')
  context.imageSmoothingQuality = 'high'
  return context
}
