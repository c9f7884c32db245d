import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, open, readFile, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import { MP4_XMP_ID, readSyncsafe, XMP_MARK } from './read-texts'

/** Types whose files can carry a recipe or be cleaned of what they carry. */
export const CAN_HOLD_XMP: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'video/mp4',
  'audio/mpeg',
])

/**
 * Copies a media file without anything that speaks of its making, its place or its author, and with an XMP packet where
 * one is given. Pixels, frames and samples stay byte for byte; colour profiles stay.
 * @throws what the disk says; an existing target is not overwritten
 */
export async function copyWithXmp(source: string, target: string, mime: string, xmp: string | null): Promise<void> {
  switch (mime) {
    case 'image/png':
      return writeNew(target, cleanPng(await readFile(source), xmp))
    case 'image/jpeg':
      return writeNew(target, cleanJpeg(await readFile(source), xmp))
    case 'image/webp':
      return writeNew(target, cleanWebp(await readFile(source), xmp))
    case 'video/mp4':
      return copyMp4(source, target, xmp)
    case 'audio/mpeg':
      return copyMp3(source, target, xmp)
    default:
      return copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }
}

const writeNew = (target: string, bytes: Buffer): Promise<void> => writeFile(target, bytes, { flag: 'wx' })

const PNG_DROPPED: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX'])

function cleanPng(bytes: Buffer, xmp: string | null): Buffer {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (!PNG_DROPPED.has(type)) parts.push(bytes.subarray(at, end))
    if (type === 'IHDR' && xmp !== null) parts.push(pngText('XML:com.adobe.xmp', xmp))
    if (type === 'IEND') break
    at = end
  }
  return Buffer.concat(parts)
}

function pngText(name: string, text: string): Buffer {
  // Keyword, then: not packed, no method, no language, no translated keyword.
  const body = Buffer.concat([Buffer.from(`iTXt${name}\0\0\0\0\0`, 'latin1'), Buffer.from(text)])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.byteLength - 4)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Exif, XMP, IPTC, other makers' segments and comments; kept are JFIF, the colour profile and Adobe's colour transform. */
const isJpegDropped = (marker: number): boolean =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe

const MAX_SEGMENT = 65_533

function cleanJpeg(bytes: Buffer, xmp: string | null): Buffer {
  const parts: Buffer[] = [bytes.subarray(0, 2)]
  const packet = xmp === null ? null : Buffer.concat([XMP_MARK, Buffer.from(xmp)])
  let isWritten = packet === null || packet.byteLength > MAX_SEGMENT
  for (let at = 2; at + 4 <= bytes.byteLength;) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff || marker === 0xda) {
      parts.push(bytes.subarray(at))
      break
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    // Behind JFIF, which must come first.
    if (!isWritten && marker !== 0xe0 && packet) {
      parts.push(jpegSegment(packet))
      isWritten = true
    }
    if (!isJpegDropped(marker)) parts.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(parts)
}

function jpegSegment(body: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.byteLength + 2, 2)
  return Buffer.concat([head, body])
}

const WEBP_XMP_FLAG = 0x04
const WEBP_EXIF_FLAG = 0x08
const WEBP_ALPHA_FLAG = 0x10

function cleanWebp(bytes: Buffer, xmp: string | null): Buffer {
  const chunks: { readonly type: string; readonly data: Buffer }[] = []
  for (let at = 12; at + 8 <= bytes.byteLength;) {
    const length = bytes.readUInt32LE(at + 4)
    chunks.push({ type: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  const kept = chunks.filter(({ type }) => type !== 'EXIF' && type !== 'XMP ' && type !== 'VP8X')
  const header = Buffer.from(chunks.find(({ type }) => type === 'VP8X')?.data ?? extendedHeader(kept))
  const flags = (header[0] ?? 0) & ~(WEBP_EXIF_FLAG | WEBP_XMP_FLAG)
  header[0] = xmp === null ? flags : flags | WEBP_XMP_FLAG
  const all = [
    { type: 'VP8X', data: header },
    ...kept,
    ...(xmp === null ? [] : [{ type: 'XMP ', data: Buffer.from(xmp) }]),
  ]
  const body = Buffer.concat([Buffer.from('WEBP'), ...all.map(webpChunk)])
  const riff = Buffer.from('RIFF\0\0\0\0', 'latin1')
  riff.writeUInt32LE(body.byteLength, 4)
  return Buffer.concat([riff, body])
}

/** A simple WebP has its size in its picture only; the extended one says it in front. */
function extendedHeader(chunks: readonly { readonly type: string; readonly data: Buffer }[]): Buffer {
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

function webpChunk({ type, data }: { readonly type: string; readonly data: Buffer }): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(data.byteLength, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.byteLength % 2)])
}

/** Boxes are blanked where they lie, because the index counts from the start of the file. */
async function copyMp4(source: string, target: string, xmp: string | null): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  const file = await open(target, 'r+')
  try {
    const { size } = await file.stat()
    const blank = async (from: number, to: number, isInside: boolean): Promise<void> => {
      for (let at = from; at + 8 <= to;) {
        const head = Buffer.alloc(24)
        await file.read(head, 0, 24, at)
        const short = head.readUInt32BE(0)
        const boxSize = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short
        if (boxSize < 8 || at + boxSize > to) return
        const type = head.toString('latin1', 4, 8)
        const isXmp = type === 'uuid' && head.subarray(8, 24).equals(MP4_XMP_ID)
        if (isXmp || (isInside && (type === 'udta' || type === 'meta'))) {
          const room = Buffer.alloc(boxSize - 4)
          room.write('free', 0, 'latin1')
          await file.write(room, 0, room.byteLength, at + 4)
        } else if (type === 'moov' || type === 'trak') await blank(at + 8, at + boxSize, true)
        at += boxSize
      }
    }
    await blank(0, size, false)
    if (xmp === null) return
    const body = Buffer.from(xmp)
    const head = Buffer.alloc(24)
    head.writeUInt32BE(24 + body.byteLength)
    head.write('uuid', 4, 'latin1')
    MP4_XMP_ID.copy(head, 8)
    await file.write(Buffer.concat([head, body]), 0, 24 + body.byteLength, size)
  } finally {
    await file.close()
  }
}

const ID3_HEAD = 10
const ID3_TAIL = 128

/** A new tag in front, with a private frame that holds the packet; the tags of before, front and end, are left out. */
async function copyMp3(source: string, target: string, xmp: string | null): Promise<void> {
  const file = await open(source, 'r')
  let [start, end] = [0, 0]
  try {
    end = (await file.stat()).size
    const head = Buffer.alloc(ID3_HEAD)
    await file.read(head, 0, ID3_HEAD, 0)
    if (head.toString('latin1', 0, 3) === 'ID3') start = ID3_HEAD + readSyncsafe(head, 6)
    const tail = Buffer.alloc(3)
    if (end > start + ID3_TAIL) await file.read(tail, 0, 3, end - ID3_TAIL)
    if (tail.toString('latin1') === 'TAG') end -= ID3_TAIL
  } finally {
    await file.close()
  }
  const output = createWriteStream(target, { flags: 'wx' })
  if (xmp !== null) output.write(id3Tag(xmp))
  await pipeline(createReadStream(source, { start, end: Math.max(start, end - 1) }), output)
}

function id3Tag(xmp: string): Buffer {
  const body = Buffer.concat([Buffer.from('XMP\0', 'latin1'), Buffer.from(xmp)])
  const frame = Buffer.alloc(10)
  frame.write('PRIV', 0, 'latin1')
  frame.writeUInt32BE(body.byteLength, 4)
  const head = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0])
  const size = frame.byteLength + body.byteLength
  for (let byte = 0; byte < 4; byte += 1) head[9 - byte] = (size >> (7 * byte)) & 0x7f
  return Buffer.concat([head, frame, body])
}
