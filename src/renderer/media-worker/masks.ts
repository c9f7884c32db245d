import type { MediaJobAnswer, MediaJobInputs } from '@shared/contracts/media-worker'
import { upload } from './bytes'
import { compositeMasked, toPolarity } from './mask-composite'
import { canvasContext, openDrawable, readExactly, resizePixels } from './pictures'
import { encodePng } from './png-encoder'

/** Puts the masked part of an answer into its source; the rest of the source stays as it is, number by number. */
export async function composite(
  input: MediaJobInputs['mask-composite'],
  signal: AbortSignal,
): Promise<MediaJobAnswer<'mask-composite'>> {
  const source = await readExactly(input.sourceAssetId, signal)
  const { width, height } = source.pixels
  const [answer, mask] = [await readExactly(input.answerAssetId, signal), await readExactly(input.maskAssetId, signal)]
  const result = compositeMasked(
    source.pixels,
    await resizePixels(answer.pixels, width, height),
    await resizePixels(mask.pixels, width, height),
    input.featherPx,
  )
  return { uploadToken: await upload(await encodePng(result, source.colourChunks), signal) }
}

export async function convertMask(
  input: MediaJobInputs['mask-to-polarity'],
  signal: AbortSignal,
): Promise<MediaJobAnswer<'mask-to-polarity'>> {
  const mask = await readExactly(input.maskAssetId, signal)
  return { uploadToken: await upload(await encodePng(toPolarity(mask.pixels, input.polarity)), signal) }
}

/** Any picture as PNG, for programs that take nothing else. */
export async function convertToPng(
  input: MediaJobInputs['to-png'],
  signal: AbortSignal,
): Promise<MediaJobAnswer<'to-png'>> {
  const drawable = await openDrawable(input.assetId, '', signal).catch(() =>
    openDrawable(input.assetId, 'image/svg+xml', signal),
  )
  try {
    const context = canvasContext(drawable.width, drawable.height)
    context.drawImage(drawable.source, 0, 0, drawable.width, drawable.height)
    return { uploadToken: await upload(await context.canvas.convertToBlob({ type: 'image/png' }), signal) }
  } finally {
    drawable.close()
  }
}
