import { ALL_FORMATS, Input, UrlSource } from 'mediabunny'
import { assetUrl, fetchAsset } from './bytes'
import { canvasContext } from './pictures'

export interface Sound {
  readonly durationMs: number | null
  /** Loudest point of each stretch, 0 to 1; null where the sound is too long to decode for a picture. */
  readonly peaks: readonly number[] | null
  /** The same in more stretches, for a player. */
  readonly finePeaks: readonly number[]
}

const PEAK_COUNT = 160
const FINE_PEAK_COUNT = 400
const MAX_DECODED_BYTES = 40 * 1024 * 1024
const SAMPLE_RATE = 8_000

export async function readSound(assetId: string, signal: AbortSignal): Promise<Sound> {
  const durationMs = await readDuration(assetId)
  const blob = await fetchAsset(assetId, signal)
  if (blob.size > MAX_DECODED_BYTES) return { durationMs, peaks: null, finePeaks: [] }
  // A low rate is enough for a picture and keeps an hour of sound in 115 MB.
  const decoder = new OfflineAudioContext(1, 1, SAMPLE_RATE)
  const audio = await decoder.decodeAudioData(await blob.arrayBuffer())
  const samples = audio.getChannelData(0)
  return {
    durationMs: durationMs ?? audio.duration * 1_000,
    peaks: peaksOf(samples),
    finePeaks: peaksOf(samples, FINE_PEAK_COUNT),
  }
}

async function readDuration(assetId: string): Promise<number | null> {
  const input = new Input({ source: new UrlSource(assetUrl(assetId)), formats: ALL_FORMATS })
  try {
    return (await input.computeDuration()) * 1_000
  } catch {
    return null
  } finally {
    input.dispose()
  }
}

export function peaksOf(samples: Float32Array, count = PEAK_COUNT): readonly number[] {
  const stretch = Math.max(1, Math.ceil(samples.length / count))
  return Array.from({ length: count }, (_, index) => {
    let peak = 0
    for (let at = index * stretch; at < Math.min(samples.length, (index + 1) * stretch); at += 1) {
      peak = Math.max(peak, Math.abs(samples[at] ?? 0))
    }
    return Math.min(1, peak)
  })
}

/** Bars on nothing, so that they sit on a light and on a dark ground. */
export async function drawWaveform(peaks: readonly number[], width: number): Promise<Blob> {
  const height = Math.round((width * 9) / 16)
  const context = canvasContext(width, height)
  const step = width / peaks.length
  context.fillStyle = '#8a8a8a'
  peaks.forEach((peak, index) => {
    const barHeight = Math.max(2, peak * height * 0.8)
    context.fillRect(index * step, (height - barHeight) / 2, Math.max(1, step * 0.6), barHeight)
  })
  return context.canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
}
