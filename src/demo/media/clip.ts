import { createH264MP4Encoder, type H264MP4Encoder } from 'h264-mp4-encoder'
import type { ReadBlob } from './edit'
import { createScene, drawScene } from './picture'
import { cover, decodePicture, resample } from './pixels'
import { createRaster, type Raster } from './raster'
import type { ClipRecipe } from './recipe'
import { breathe } from './view'

const FRAMES_PER_SECOND = 24

type DrawFrame = (raster: Raster, time: number) => Promise<void>

/** An H.264 MP4 of the clip; the work is done in slices of one frame. */
export async function makeClip(recipe: ClipRecipe, read: ReadBlob): Promise<Buffer> {
  const drawFrame = frameMaker(recipe, read)
  const encoder = await createEncoder()
  encoder.outputFilename = `clip-${recipe.seed}-${performance.now()}.mp4`
  encoder.width = recipe.width
  encoder.height = recipe.height
  encoder.frameRate = FRAMES_PER_SECOND
  encoder.speed = 5
  encoder.quantizationParameter = 27
  encoder.groupOfPictures = FRAMES_PER_SECOND
  encoder.initialize()
  const frames = Math.round(recipe.seconds * FRAMES_PER_SECOND)
  const raster = createRaster(recipe.width, recipe.height)
  try {
    for (let frame = 0; frame < frames; frame += 1) {
      await drawFrame(raster, frame / frames)
      encoder.addFrameRgba(raster.data)
      await breathe()
    }
    encoder.finalize()
    return Buffer.from(encoder.FS.readFile(encoder.outputFilename))
  } finally {
    encoder.FS.unlink(encoder.outputFilename)
    encoder.delete()
  }
}

/** The first frame of a clip. */
export async function drawPoster(recipe: ClipRecipe, read: ReadBlob): Promise<Raster> {
  const raster = createRaster(recipe.width, recipe.height)
  await frameMaker(recipe, read)(raster, 0)
  return raster
}

/** Frames of the prompt's scene, or of a slow pan over a given picture. */
function frameMaker(recipe: ClipRecipe, read: ReadBlob): DrawFrame {
  const source = recipe.source === null ? null : decodePicture(read(recipe.source) ?? Buffer.alloc(0))
  if (source === null) {
    const scene = createScene(recipe.prompt, recipe.seed, recipe.model)
    return (raster, time) => drawScene(scene, raster, time)
  }
  const { width, height } = recipe
  const wide = cover(source, Math.round((width * 1.3) / 2) * 2, Math.round((height * 1.3) / 2) * 2)
  const isLeft = recipe.seed % 2 === 0
  return async (raster, time) => {
    const zoom = 1.24 - time * 0.2
    const [partWidth, partHeight] = [width * zoom, height * zoom]
    const [roomX, roomY] = [wide.width - partWidth, wide.height - partHeight]
    const part = {
      x: roomX * (isLeft ? 0.3 + time * 0.4 : 0.7 - time * 0.4),
      y: roomY * 0.5,
      width: partWidth,
      height: partHeight,
    }
    raster.data.set(resample(wide, part, width, height).data)
  }
}

/** The encoder's runtime hooks itself into the process's error events when it loads; those hooks are removed. */
async function createEncoder(): Promise<H264MP4Encoder> {
  const events = ['uncaughtException', 'unhandledRejection'] as const
  const before = events.map((event) => new Set(process.rawListeners(event)))
  const encoder = await createH264MP4Encoder()
  for (const [index, event] of events.entries()) {
    for (const listener of process.rawListeners(event)) {
      if (before[index]?.has(listener) === false)
        process.removeListener(event, listener as (...args: unknown[]) => void)
    }
  }
  return encoder
}
