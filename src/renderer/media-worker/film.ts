import { BufferTarget, CanvasSink, CanvasSource, Mp4OutputFormat, Output, QUALITY_HIGH } from 'mediabunny'
import type { FilmPart, MediaJobAnswer, MediaJobInputs } from '@shared/contracts/media-worker'
import { copyUrl, upload } from './bytes'
import { openTrack } from './clips'
import { canvasContext, openDrawable } from './pictures'

type FilmInput = MediaJobInputs['export-mp4']
type Context = OffscreenCanvasRenderingContext2D

export interface FilmControl {
  readonly signal: AbortSignal
  readonly onProgress: (progress: number) => void
}

/** One film that is being written: frames go in one after another. */
interface FilmWriter {
  readonly context: Context
  /** Takes what is on the canvas as the next frame. */
  readonly addFrame: () => Promise<void>
}

/** Renders pictures and clips, each for its seconds, into one H.264 film without sound. */
export async function exportFilm(input: FilmInput, control: FilmControl): Promise<MediaJobAnswer<'export-mp4'>> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const context = canvasContext(input.width, input.height)
  const source = new CanvasSource(context.canvas, { codec: 'avc', bitrate: QUALITY_HIGH })
  output.addVideoTrack(source, { frameRate: input.framesPerSecond })
  try {
    await output.start()
    await addParts(input, { context, addFrame: frameAdder(input, source, control) })
    await output.finalize()
  } catch (error) {
    await output.cancel().catch(() => undefined)
    throw error
  }
  if (!target.buffer) throw new Error('The film is empty')
  const blob = new Blob([target.buffer], { type: 'video/mp4' })
  return { uploadToken: await upload(blob, control.signal) }
}

const frameCount = (part: FilmPart, framesPerSecond: number): number =>
  Math.max(1, Math.round(part.seconds * framesPerSecond))

function frameAdder(input: FilmInput, source: CanvasSource, control: FilmControl): () => Promise<void> {
  const total = input.parts.reduce((sum, part) => sum + frameCount(part, input.framesPerSecond), 0)
  let done = 0
  return async () => {
    control.signal.throwIfAborted()
    await source.add(done / input.framesPerSecond, 1 / input.framesPerSecond)
    done += 1
    if (done % 10 === 0 || done === total) control.onProgress(done / total)
  }
}

async function addParts(input: FilmInput, writer: FilmWriter): Promise<void> {
  for (const part of input.parts) {
    const frames = frameCount(part, input.framesPerSecond)
    if (part.media === 'video') await addClip(part, frames, input.framesPerSecond, writer)
    else if (part.media === 'image') await addStill(part, frames, writer)
    else await addNothing(frames, writer)
  }
}

async function addStill(part: FilmPart, frames: number, writer: FilmWriter): Promise<void> {
  const drawable = await openDrawable(part.assetId, part.mime, new AbortController().signal)
  try {
    drawFitted(writer.context, drawable.source, drawable.width, drawable.height)
    for (let frame = 0; frame < frames; frame += 1) await writer.addFrame()
  } finally {
    drawable.close()
  }
}

/** A clip that is shorter than its time holds its last frame; a longer one is cut. */
async function addClip(part: FilmPart, frames: number, framesPerSecond: number, writer: FilmWriter): Promise<void> {
  const { input, track } = await openTrack(copyUrl(part.assetId))
  try {
    const start = await track.getFirstTimestamp()
    const times = Array.from({ length: frames }, (_, frame) => start + frame / framesPerSecond)
    clear(writer.context)
    for await (const frame of new CanvasSink(track, { poolSize: 2 }).canvasesAtTimestamps(times)) {
      if (frame) drawFitted(writer.context, frame.canvas, frame.canvas.width, frame.canvas.height)
      await writer.addFrame()
    }
  } finally {
    input.dispose()
  }
}

async function addNothing(frames: number, writer: FilmWriter): Promise<void> {
  clear(writer.context)
  for (let frame = 0; frame < frames; frame += 1) await writer.addFrame()
}

/** The whole picture in the middle, black beside it. */
function drawFitted(context: Context, source: CanvasImageSource, width: number, height: number): void {
  const { canvas } = context
  const scale = Math.min(canvas.width / width, canvas.height / height)
  const [fittedWidth, fittedHeight] = [width * scale, height * scale]
  clear(context)
  context.drawImage(
    source,
    (canvas.width - fittedWidth) / 2,
    (canvas.height - fittedHeight) / 2,
    fittedWidth,
    fittedHeight,
  )
}

function clear(context: Context): void {
  context.fillStyle = '#000000'
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
}
