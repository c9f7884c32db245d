import type { ByteSource } from './byte-source'

export interface PictureHeader {
  readonly width: number
  readonly height: number
  /** Of an animation, where the structure tells. */
  readonly frames?: number
  /** True when the structure shows that the file ends too early. */
  readonly isTruncated: boolean
}

/** Reads size and soundness from structure alone; null where the header makes no sense. Nothing is decoded. */
export type ReadHeader = (source: ByteSource) => Promise<PictureHeader | null>

const MAX_STEPS = 100_000

/** Walks the chunks to IEND, so that a cut file is found without inflating anything. */
export const readPngHeader: ReadHeader = async (source) => {
  const start = await source.read(0, 33)
  if (start.byteLength < 33 || start.toString('latin1', 12, 16) !== 'IHDR') return null
  const size = { width: start.readUInt32BE(16), height: start.readUInt32BE(20) }
  let offset = 8
  let hasData = false
  let frames = 1
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const chunk = await source.read(offset, 8)
    if (chunk.byteLength < 8) return { ...size, isTruncated: true }
    const type = chunk.toString('latin1', 4, 8)
    const end = offset + 12 + chunk.readUInt32BE(0)
    if (end > source.byteSize) return { ...size, isTruncated: true }
    if (type === 'IDAT') hasData = true
    if (type === 'acTL') frames = (await source.read(offset + 8, 4)).readUInt32BE(0)
    if (type === 'IEND') return { ...size, frames, isTruncated: !hasData }
    offset = end
  }
  return null
}

/** Markers without a length. */
const isBareMarker = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
/** Start of frame, without DHT (C4), JPG (C8) and DAC (CC), which lie among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

export const readJpegHeader: ReadHeader = async (source) => {
  let offset = 2
  let size: { width: number; height: number } | null = null
  for (let step = 0; step < 4_096; step += 1) {
    const segment = await source.read(offset, 9)
    if (segment.byteLength < 4) return size ? { ...size, isTruncated: true } : null
    if (segment[0] !== 0xff) return null
    const marker = segment[1] ?? 0
    if (marker === 0xff || isBareMarker(marker)) {
      offset += marker === 0xff ? 1 : 2
      continue
    }
    if (isFrame(marker) && segment.byteLength >= 9)
      size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) }
    if (marker === 0xda) return size ? { ...size, isTruncated: !(await hasEndOfImage(source, offset)) } : null
    if (marker === 0xd9) return size ? { ...size, isTruncated: true } : null
    offset += 2 + segment.readUInt16BE(2)
  }
  return null
}

/** Inside a scan FF is always stuffed, so FF D9 near the end can only be the true end. */
async function hasEndOfImage(source: ByteSource, scanOffset: number): Promise<boolean> {
  const from = Math.max(scanOffset, source.byteSize - 256 * 1024)
  const tail = await source.read(from, source.byteSize - from)
  return tail.includes(Buffer.from([0xff, 0xd9]))
}

export const readWebpHeader: ReadHeader = async (source) => {
  const head = await source.read(0, 30)
  if (head.byteLength < 30) return null
  const isTruncated = head.readUInt32LE(4) + 8 > source.byteSize
  const kind = head.toString('latin1', 12, 16)
  if (kind === 'VP8X') {
    const size = { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
    return { ...size, frames: await countWebpFrames(source), isTruncated }
  }
  if (kind === 'VP8L') {
    const bits = head.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, isTruncated }
  }
  if (kind !== 'VP8 ') return null
  return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff, isTruncated }
}

async function countWebpFrames(source: ByteSource): Promise<number> {
  let frames = 0
  for (let at = 12, step = 0; at + 8 <= source.byteSize && step < MAX_STEPS; step += 1) {
    const head = await source.read(at, 8)
    if (head.toString('latin1', 0, 4) === 'ANMF') frames += 1
    const length = head.readUInt32LE(4)
    at += 8 + length + (length % 2)
  }
  return Math.max(1, frames)
}

export const readBmpHeader: ReadHeader = async (source) => {
  const head = await source.read(0, 26)
  if (head.byteLength < 26) return null
  return {
    width: Math.abs(head.readInt32LE(18)),
    height: Math.abs(head.readInt32LE(22)),
    isTruncated: head.readUInt32LE(2) > source.byteSize,
  }
}

/** The size that an SVG asks for; without one, what browsers take. */
export function readSvgSize(text: string): { readonly width: number; readonly height: number } {
  const tag = /<svg\b[^>]*>/i.exec(text)?.[0] ?? ''
  const measure = (name: string): number | null => {
    const found = new RegExp(String.raw`\b${name}\s*=\s*["']\s*([\d.]+)(px)?\s*["']`, 'i').exec(tag)
    return found ? Number(found[1]) : null
  }
  const box = /\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(tag)
  const width = measure('width') ?? (box ? Number(box[1]) : 300)
  const height = measure('height') ?? (box ? Number(box[2]) : 150)
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}
