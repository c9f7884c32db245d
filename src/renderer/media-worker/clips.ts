import { ALL_FORMATS, CanvasSink, Input, type InputVideoTrack, UrlSource } from 'mediabunny'

/** A clip's measures and one frame to stand for it. */
export interface Clip {
  readonly width: number
  readonly height: number
  readonly durationMs: number | null
  /** Of the stream itself; null where nothing tells. */
  readonly framesPerSecond: number | null
  readonly poster: CanvasImageSource
  readonly close: () => void
}

/** The very first frame is often black or blurred. */
const POSTER_SECONDS = 0.5
const ELEMENT_TIMEOUT_MS = 10_000

/** Reads only the parts it needs, by Range. What mediabunny cannot read the browser's own player may. */
export async function openClip(url: string, signal: AbortSignal): Promise<Clip> {
  try {
    return await openWithDecoder(url)
  } catch (error) {
    if (signal.aborted) throw error
    return openWithElement(url)
  }
}

/** Opens a clip's picture track; dispose the input when done. */
export async function openTrack(url: string): Promise<{ readonly input: Input; readonly track: InputVideoTrack }> {
  const input = new Input({ source: new UrlSource(url), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  if (track && (await track.canDecode())) return { input, track }
  input.dispose()
  throw new Error('No picture track that can be decoded')
}

async function openWithDecoder(url: string): Promise<Clip> {
  const { input, track } = await openTrack(url)
  try {
    const seconds = await track.computeDuration()
    const at = Math.min(POSTER_SECONDS, seconds / 10) + (await track.getFirstTimestamp())
    const frame = await new CanvasSink(track).getCanvas(at)
    if (!frame) throw new Error('No frame')
    const { canvas } = frame
    const framesPerSecond = await rateOf(track)
    return {
      width: canvas.width,
      height: canvas.height,
      durationMs: seconds * 1_000,
      framesPerSecond,
      poster: canvas,
      close: () => input.dispose(),
    }
  } catch (error) {
    input.dispose()
    throw error
  }
}

const COUNTED_PACKETS = 60

async function rateOf(track: InputVideoTrack): Promise<number | null> {
  try {
    const { averagePacketRate } = await track.computePacketStats(COUNTED_PACKETS)
    return averagePacketRate > 0 && averagePacketRate <= 1_000 ? averagePacketRate : null
  } catch {
    return null
  }
}

async function openWithElement(url: string): Promise<Clip> {
  const video = document.createElement('video')
  video.crossOrigin = 'anonymous'
  video.muted = true
  video.preload = 'auto'
  video.src = url
  await heard(video, 'loadeddata')
  const seconds = Number.isFinite(video.duration) ? video.duration : 0
  video.currentTime = Math.min(POSTER_SECONDS, seconds / 10)
  await heard(video, 'seeked')
  return {
    width: video.videoWidth,
    height: video.videoHeight,
    durationMs: seconds > 0 ? seconds * 1_000 : null,
    framesPerSecond: null,
    poster: video,
    close: () => video.removeAttribute('src'),
  }
}

function heard(video: HTMLVideoElement, name: 'loadeddata' | 'seeked'): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The clip did not get to ${name}`)), ELEMENT_TIMEOUT_MS)
    const done = (error: Error | null): void => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve()
    }
    video.addEventListener(name, () => done(null), { once: true })
    video.addEventListener('error', () => done(new Error(video.error?.message || 'The clip cannot be played')), {
      once: true,
    })
  })
}
