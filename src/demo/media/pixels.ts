import jpeg from 'jpeg-js'
import { decodePng, encodePng } from './png'
import { createRaster, type Raster } from './raster'
import type { Media, PictureFormat } from './recipe'

const MAX_MEGAPIXELS = 40
const MAX_MEMORY_MEGABYTES = 512

export type PictureType = 'png' | 'jpeg' | 'webp' | 'gif'

/** What the first bytes say the file is; null for anything that is no picture. */
export function sniffPicture(file: Buffer): PictureType | null {
  const head = file.subarray(0, 12)
  if (head.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return 'png'
  if (head[0] === 0xff && head[1] === 0xd8) return 'jpeg'
  const text = head.toString('latin1')
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return 'webp'
  return text.startsWith('GIF8') ? 'gif' : null
}

/** Pixels of a PNG or JPEG file; null where they cannot be read. */
export function decodePicture(file: Buffer): Raster | null {
  const type = sniffPicture(file)
  if (type === 'png') return decodePng(file)
  if (type !== 'jpeg') return null
  try {
    const limits = { maxResolutionInMP: MAX_MEGAPIXELS, maxMemoryUsageInMB: MAX_MEMORY_MEGABYTES, formatAsRGBA: true }
    const { width, height, data } = jpeg.decode(file, { ...limits, useTArray: true })
    return { width, height, data: new Uint8ClampedArray(data) }
  } catch {
    return null
  }
}

/** Width and height a picture file claims, without decoding it; null where unknown. */
export function pictureSize(file: Buffer): { width: number; height: number } | null {
  const type = sniffPicture(file)
  if (type === 'png' && file.length >= 24) return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) }
  if (type === 'gif' && file.length >= 10) return { width: file.readUInt16LE(6), height: file.readUInt16LE(8) }
  const raster = type === 'jpeg' ? decodePicture(file) : null
  return raster === null ? null : { width: raster.width, height: raster.height }
}

export async function encodePicture(raster: Raster, format: PictureFormat, hasAlpha = false): Promise<Media> {
  if (format === 'png') return { bytes: await encodePng(raster, hasAlpha), contentType: 'image/png' }
  const { width, height, data } = raster
  const file = jpeg.encode({ width, height, data: Buffer.from(data.buffer, data.byteOffset, data.length) }, 88)
  return { bytes: Buffer.from(file.data), contentType: 'image/jpeg' }
}

/**
 * A part of a picture in another size (bilinear, averaged when it shrinks much). The part is given in pixels of
 * the source; where it reaches over the edges the picture goes on mirrored.
 */
export function resample(
  source: Raster,
  part: { x: number; y: number; width: number; height: number },
  width: number,
  height: number,
): Raster {
  const target = createRaster(width, height)
  const [stepX, stepY] = [part.width / width, part.height / height]
  const samples = Math.min(4, Math.max(1, Math.round(Math.max(stepX, stepY))))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0
        for (let sub = 0; sub < samples; sub += 1) {
          const share = (sub + 0.5) / samples
          sum += sampleChannel(source, part.x + (x + share) * stepX - 0.5, part.y + (y + share) * stepY - 0.5, channel)
        }
        target.data[(y * width + x) * 4 + channel] = sum / samples
      }
    }
  }
  return target
}

function sampleChannel(source: Raster, x: number, y: number, channel: number): number {
  const left = Math.floor(x)
  const top = Math.floor(y)
  const x0 = mirrored(left, source.width)
  const x1 = mirrored(left + 1, source.width)
  const y0 = mirrored(top, source.height) * source.width
  const y1 = mirrored(top + 1, source.height) * source.width
  const { data } = source
  const across = x - left
  const upper = (data[(y0 + x0) * 4 + channel] ?? 0) * (1 - across) + (data[(y0 + x1) * 4 + channel] ?? 0) * across
  const lower = (data[(y1 + x0) * 4 + channel] ?? 0) * (1 - across) + (data[(y1 + x1) * 4 + channel] ?? 0) * across
  return upper + (lower - upper) * (y - top)
}

function mirrored(at: number, length: number): number {
  if (at < 0) return Math.min(length - 1, -at - 1)
  return at < length ? at : Math.max(0, 2 * length - 1 - at)
}

/** The largest middle part of the source with the target's proportions, in the target's size. */
export function cover(source: Raster, width: number, height: number): Raster {
  if (source.width === width && source.height === height) return { width, height, data: source.data.slice() }
  const scale = Math.min(source.width / width, source.height / height)
  const [partWidth, partHeight] = [width * scale, height * scale]
  const part = {
    x: (source.width - partWidth) / 2,
    y: (source.height - partHeight) / 2,
    width: partWidth,
    height: partHeight,
  }
  return resample(source, part, width, height)
}
