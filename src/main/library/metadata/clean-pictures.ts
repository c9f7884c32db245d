import { crc32 } from 'node:zlib'
import { orientationBlock, readOrientation } from './exif'
import { XMP_MARK } from './read-texts'

/** What a copy carries besides its picture. */
export interface Carried {
  /** An XMP packet; null for none. It takes the place of one that is there. */
  readonly xmp: string | null
  /** All else that the file tells stays (Exif, other programs' texts); otherwise only what shows the picture right. */
  readonly keepsOthers: boolean
}

const PNG_TOLD: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX'])
const PNG_XMP = 'XML:com.adobe.xmp'

export function carryPng(bytes: Buffer, { xmp, keepsOthers }: Carried): Buffer {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, end - 4)
    const isXmp = type === 'iTXt' && data.toString('latin1', 0, PNG_XMP.length) === PNG_XMP
    if (keepsOthers ? !isXmp : !PNG_TOLD.has(type)) parts.push(bytes.subarray(at, end))
    else if (type === 'eXIf') parts.push(...turned(data).map((block) => pngChunk('eXIf', block)))
    if (type === 'IHDR' && xmp !== null) parts.push(pngChunk('iTXt', pngText(PNG_XMP, xmp)))
    if (type === 'IEND') break
    at = end
  }
  return Buffer.concat(parts)
}

/** Keyword, then: not packed, no method, no language, no translated keyword. */
const pngText = (name: string, text: string): Buffer =>
  Buffer.concat([Buffer.from(`${name}\0\0\0\0\0`, 'latin1'), Buffer.from(text)])

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.byteLength)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

const EXIF_MARK = Buffer.from('Exif\0\0', 'latin1')
const ICC_MARK = Buffer.from('ICC_PROFILE\0', 'latin1')
const JFIF_MARK = Buffer.from('JFIF\0', 'latin1')
/** A segment says its length in two bytes, itself included. */
export const MAX_JPEG_PACKET = 65_533 - XMP_MARK.byteLength

export function carryJpeg(bytes: Buffer, { xmp, keepsOthers }: Carried): Buffer {
  const { segments, picture, tail } = splitJpeg(bytes)
  const isXmp = ({ marker, data }: JpegSegment): boolean => marker === 0xe1 && startsWith(data, XMP_MARK)
  const kept = segments.flatMap((segment): readonly JpegSegment[] => {
    if (keepsOthers) return isXmp(segment) ? [] : [segment]
    if (segment.marker === 0xe1 && startsWith(segment.data, EXIF_MARK)) {
      const blocks = turned(segment.data.subarray(EXIF_MARK.byteLength))
      return blocks.map((block) => ({ marker: 0xe1, data: Buffer.concat([EXIF_MARK, block]) }))
    }
    return isNeeded(segment) ? [segment] : []
  })
  // JFIF must come first, then Exif.
  const behind = kept.findIndex(({ marker, data }) => marker !== 0xe0 && !startsWith(data, EXIF_MARK))
  const packet = xmp === null ? [] : [{ marker: 0xe1, data: Buffer.concat([XMP_MARK, Buffer.from(xmp)]) }]
  const all = kept.toSpliced(behind < 0 ? kept.length : behind, 0, ...packet)
  return Buffer.concat([bytes.subarray(0, 2), ...all.map(jpegSegment), picture, ...(keepsOthers ? [tail] : [])])
}

interface JpegSegment {
  readonly marker: number
  readonly data: Buffer
}

/** Tables and frames, JFIF without its small picture, the colour profile, Adobe's colour transform. */
function isNeeded({ marker, data }: JpegSegment): boolean {
  if (marker === 0xe0) return startsWith(data, JFIF_MARK)
  if (marker === 0xe2) return startsWith(data, ICC_MARK)
  return marker === 0xee || (marker !== 0xfe && (marker < 0xe0 || marker > 0xef))
}

/** Segments up to the first scan, the scans up to the end of the picture, and what some cameras put behind it. */
function splitJpeg(bytes: Buffer): {
  readonly segments: readonly JpegSegment[]
  readonly picture: Buffer
  readonly tail: Buffer
} {
  const segments: JpegSegment[] = []
  let at = 2
  while (at + 4 <= bytes.byteLength) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker === 0xda) break
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      at += 1
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    segments.push({ marker, data: bytes.subarray(at + 4, end) })
    at = end
  }
  const end = endOfPicture(bytes, at)
  return { segments, picture: bytes.subarray(at, end), tail: bytes.subarray(end) }
}

/** Inside of scans 0xff is followed by zero or a restart mark; anything else is a segment or the end. */
function endOfPicture(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.byteLength; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return at + 2
    const isBare = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8)
    at += isBare || at + 4 > bytes.byteLength ? (marker === 0xff ? 1 : 2) : 2 + bytes.readUInt16BE(at + 2)
  }
  return bytes.byteLength
}

function jpegSegment({ marker, data }: JpegSegment): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.byteLength + 2, 2)
  return Buffer.concat([head, data])
}

const WEBP_XMP_FLAG = 0x04
const WEBP_EXIF_FLAG = 0x08
const WEBP_ALPHA_FLAG = 0x10

interface WebpChunk {
  readonly type: string
  readonly data: Buffer
}

export function carryWebp(bytes: Buffer, { xmp, keepsOthers }: Carried): Buffer {
  const chunks = webpChunks(bytes)
  const exif = chunks.flatMap((chunk) => {
    if (chunk.type !== 'EXIF') return []
    if (keepsOthers) return [chunk]
    const { data } = chunk
    return turned(startsWith(data, EXIF_MARK) ? data.subarray(EXIF_MARK.byteLength) : data).map((block) => ({
      type: 'EXIF',
      data: block,
    }))
  })
  const kept = chunks.filter(({ type }) => !WEBP_SPECIAL.has(type) && (keepsOthers || WEBP_SHOWN.has(type)))
  const header = Buffer.from(chunks.find(({ type }) => type === 'VP8X')?.data ?? extendedHeader(kept))
  const flags = (header[0] ?? 0) & ~(WEBP_EXIF_FLAG | WEBP_XMP_FLAG)
  header[0] = flags | (xmp === null ? 0 : WEBP_XMP_FLAG) | (exif.length > 0 ? WEBP_EXIF_FLAG : 0)
  const packet = xmp === null ? [] : [{ type: 'XMP ', data: Buffer.from(xmp) }]
  const all = [{ type: 'VP8X', data: header }, ...kept, ...exif, ...packet]
  const body = Buffer.concat([Buffer.from('WEBP'), ...all.map(webpChunk)])
  const riff = Buffer.from('RIFF\0\0\0\0', 'latin1')
  riff.writeUInt32LE(body.byteLength, 4)
  return Buffer.concat([riff, body])
}

/** Written anew, each at its place. */
const WEBP_SPECIAL: ReadonlySet<string> = new Set(['VP8X', 'EXIF', 'XMP '])
const WEBP_SHOWN: ReadonlySet<string> = new Set(['ICCP', 'ANIM', 'ANMF', 'ALPH', 'VP8 ', 'VP8L'])

function webpChunks(bytes: Buffer): readonly WebpChunk[] {
  const chunks: WebpChunk[] = []
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const length = bytes.readUInt32LE(at + 4)
    chunks.push({ type: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

/** A simple WebP has its size in its picture only; the extended one says it in front. */
function extendedHeader(chunks: readonly WebpChunk[]): Buffer {
  const header = Buffer.alloc(10)
  const lossless = chunks.find(({ type }) => type === 'VP8L')
  const lossy = chunks.find(({ type }) => type === 'VP8 ')
  let [width, height] = [1, 1]
  if (lossless) {
    const bits = lossless.data.readUInt32LE(1)
    width = (bits & 0x3fff) + 1
    height = ((bits >> 14) & 0x3fff) + 1
    if ((bits >>> 28) & 1) header[0] = WEBP_ALPHA_FLAG
  } else if (lossy) {
    width = lossy.data.readUInt16LE(6) & 0x3fff
    height = lossy.data.readUInt16LE(8) & 0x3fff
  }
  header.writeUIntLE(width - 1, 4, 3)
  header.writeUIntLE(height - 1, 7, 3)
  return header
}

function webpChunk({ type, data }: WebpChunk): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(data.byteLength, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.byteLength % 2)])
}

/** Of Exif nothing but how the picture is to be turned, without which it would lie on its side. */
function turned(tiff: Buffer): readonly Buffer[] {
  const orientation = readOrientation(tiff)
  return orientation === null || orientation === 1 ? [] : [orientationBlock(orientation)]
}

const startsWith = (data: Buffer, mark: Buffer): boolean => data.subarray(0, mark.byteLength).equals(mark)
