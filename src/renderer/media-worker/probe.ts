import type { MediaJobAnswer, MediaJobInputs } from '@shared/contracts/media-worker'
import { assetUrl, copyUrl, upload } from './bytes'
import { lookAt } from './look'
import { canvasContext, type Drawable, openDrawable } from './pictures'

type Probe = MediaJobAnswer<'thumbnail'>

const SMALL_WIDTH = 320
const LARGE_WIDTH = 960
/** A strip of paper a hundred times as high as wide must not become a thumbnail of 32,000 pixels. */
const MAX_ASPECT = 3
const WEBP_QUALITY = 0.8

/** Small pictures of any media, and what a header could not say: size and length. */
export async function probe(input: MediaJobInputs['thumbnail'], signal: AbortSignal): Promise<Probe> {
  if (input.media === 'audio') return probeSound(input.assetId, signal)
  if (input.media === 'video') return probeClip(input.isCopy ? copyUrl(input.assetId) : assetUrl(input.assetId), signal)
  const drawable = await openDrawable(input.assetId, input.mime, signal)
  try {
    return { width: drawable.width, height: drawable.height, durationMs: null, ...(await thumbnails(drawable, signal)) }
  } finally {
    drawable.close()
  }
}

async function probeClip(url: string, signal: AbortSignal): Promise<Probe> {
  // Pictures, the most of all jobs, need no demuxer.
  const { openClip } = await import('./clips')
  const clip = await openClip(url, signal)
  try {
    const { width, height, durationMs, poster, framesPerSecond } = clip
    return {
      width,
      height,
      durationMs,
      framesPerSecond,
      ...(await thumbnails({ source: poster, width, height, close: () => undefined }, signal)),
    }
  } finally {
    clip.close()
  }
}

async function probeSound(assetId: string, signal: AbortSignal): Promise<Probe> {
  const { drawWaveform, readSound } = await import('./sounds')
  const sound = await readSound(assetId, signal)
  if (!sound.peaks) return { width: null, height: null, durationMs: sound.durationMs, small: null, large: null }
  const small = await upload(await drawWaveform(sound.peaks, SMALL_WIDTH), signal)
  const large = await upload(await drawWaveform(sound.peaks, LARGE_WIDTH), signal)
  const peaks = sound.finePeaks.map((peak) => Math.round(peak * 255))
  return { width: null, height: null, durationMs: sound.durationMs, small, large, peaks }
}

async function thumbnails(drawable: Drawable, signal: AbortSignal): Promise<Pick<Probe, 'small' | 'large' | 'look'>> {
  const large = drawable.width > SMALL_WIDTH ? await shrink(drawable.source, drawable, LARGE_WIDTH) : null
  // The smaller one comes from the larger: the costly pass over all pixels is done once.
  const small = await shrink(large?.canvas ?? drawable.source, large?.canvas ?? drawable, SMALL_WIDTH)
  return {
    small: await upload(await encode(small), signal),
    large: large ? await upload(await encode(large), signal) : null,
    look: lookAt(small.canvas),
  }
}

async function shrink(
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  maxWidth: number,
): Promise<OffscreenCanvasRenderingContext2D> {
  const scale = Math.min(1, maxWidth / size.width, (maxWidth * MAX_ASPECT) / size.height)
  const context = canvasContext(
    Math.max(1, Math.round(size.width * scale)),
    Math.max(1, Math.round(size.height * scale)),
  )
  context.drawImage(source, 0, 0, context.canvas.width, context.canvas.height)
  return context
}

const encode = (context: OffscreenCanvasRenderingContext2D): Promise<Blob> =>
  context.canvas.convertToBlob({ type: 'image/webp', quality: WEBP_QUALITY })
