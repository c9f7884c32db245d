import type { MediaJobAnswer, MediaJobInputs } from '@shared/contracts/media-worker'
import { fetchFrom, smallPictureUrl, upload } from './bytes'
import { canvasContext, openDrawable } from './pictures'

const QUALITY = 0.92

/** A picture in another size or format; what a format cannot show, as see-through parts in JPEG, becomes white. */
export async function renderPicture(
  { assetId, mime, format, maxSide }: MediaJobInputs['render-picture'],
  signal: AbortSignal,
): Promise<MediaJobAnswer<'render-picture'>> {
  const drawable = await openDrawable(assetId, mime, signal)
  try {
    const scale = maxSide === null ? 1 : Math.min(1, maxSide / Math.max(drawable.width, drawable.height))
    const width = Math.max(1, Math.round(drawable.width * scale))
    const height = Math.max(1, Math.round(drawable.height * scale))
    const context = canvasContext(width, height)
    if (format === 'jpeg') {
      context.fillStyle = '#fff'
      context.fillRect(0, 0, width, height)
    }
    context.drawImage(drawable.source, 0, 0, width, height)
    return {
      uploadToken: await upload(
        await context.canvas.convertToBlob({ type: `image/${format}`, quality: QUALITY }),
        signal,
      ),
    }
  } finally {
    drawable.close()
  }
}

const CELL = 300
const GAP = 24
const CAPTION = 34
const FONT = '13px "Inter Variable", system-ui, sans-serif'

/** Small pictures in rows with words beneath, black on white as it is printed. */
export async function drawSheet(
  { items, columns, rows, format }: MediaJobInputs['contact-sheet'],
  signal: AbortSignal,
): Promise<MediaJobAnswer<'contact-sheet'>> {
  const width = GAP + columns * (CELL + GAP)
  const height = GAP + rows * (CELL + CAPTION + GAP)
  const context = canvasContext(width, height)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  for (const [index, item] of items.entries()) {
    const left = GAP + (index % columns) * (CELL + GAP)
    const top = GAP + Math.floor(index / columns) * (CELL + CAPTION + GAP)
    await drawCell(context, item, left, top, signal)
  }
  const blob = await context.canvas.convertToBlob({ type: `image/${format}`, quality: QUALITY })
  return { uploadToken: await upload(blob, signal), width, height }
}

async function drawCell(
  context: OffscreenCanvasRenderingContext2D,
  { assetId, caption }: { readonly assetId: string; readonly caption: string },
  left: number,
  top: number,
  signal: AbortSignal,
): Promise<void> {
  context.fillStyle = '#eee'
  // A text or a song without a picture keeps its place.
  const bitmap = await fetchFrom(smallPictureUrl(assetId), signal).then(createImageBitmap, () => null)
  if (bitmap) {
    const scale = Math.min(CELL / bitmap.width, CELL / bitmap.height)
    const [width, height] = [bitmap.width * scale, bitmap.height * scale]
    context.drawImage(bitmap, left + (CELL - width) / 2, top + (CELL - height) / 2, width, height)
    bitmap.close()
  } else context.fillRect(left, top, CELL, CELL)
  context.fillStyle = '#222'
  context.font = FONT
  context.textBaseline = 'top'
  context.fillText(cut(context, caption), left, top + CELL + 8, CELL)
}

function cut(context: OffscreenCanvasRenderingContext2D, text: string): string {
  if (context.measureText(text).width <= CELL) return text
  const signs = Array.from(text)
  while (signs.length > 1 && context.measureText(`${signs.join('')}…`).width > CELL) signs.pop()
  return `${signs.join('')}…`
}
