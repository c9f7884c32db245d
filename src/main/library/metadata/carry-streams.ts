import { constants, createReadStream, createWriteStream } from 'node:fs'
import { copyFile, type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Carried } from './clean-pictures'
import { modernFrames } from './old-id3'
import { MP4_XMP_ID, readSyncsafe } from './read-texts'

const MAX_UINT32 = 0xffff_ffff
/** Content credentials: a signature over the file, with its maker. */
const C2PA_ID = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')

/** Boxes are blanked where they lie, because the index counts from the start of the file. */
export async function carryMp4(source: string, target: string, { xmp, keepsOthers }: Carried): Promise<void> {
  await copyFile(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  const file = await open(target, 'r+')
  try {
    const { size } = await file.stat()
    const last = await blankBoxes(file, 0, size, { isInside: false, keepsOthers })
    if (xmp === null) return
    if (last?.isOpen) {
      // It would swallow what is written behind it.
      if (size - last.start > MAX_UINT32) return
      const length = Buffer.alloc(4)
      length.writeUInt32BE(size - last.start)
      await file.write(length, 0, 4, last.start)
    }
    const body = Buffer.from(xmp)
    const head = Buffer.alloc(8)
    head.writeUInt32BE(24 + body.byteLength)
    head.write('uuid', 4, 'latin1')
    await file.write(Buffer.concat([head, MP4_XMP_ID, body]), 0, 24 + body.byteLength, size)
  } finally {
    await file.close()
  }
}

interface LastBox {
  readonly start: number
  /** It says that it goes on to the end of the file, wherever that is. */
  readonly isOpen: boolean
}

interface BlankOptions {
  readonly isInside: boolean
  readonly keepsOthers: boolean
}

async function blankBoxes(file: FileHandle, from: number, to: number, options: BlankOptions): Promise<LastBox | null> {
  let last: LastBox | null = null
  for (let at = from; at + 8 <= to;) {
    const head = Buffer.alloc(24)
    await file.read(head, 0, 24, at)
    const short = head.readUInt32BE(0)
    const boxSize = short === 1 ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short
    if (boxSize < 8 || at + boxSize > to) return last
    const type = head.toString('latin1', 4, 8)
    last = { start: at, isOpen: short === 0 }
    if (isDropped(type, head.subarray(8, 24), options)) await blank(file, at, boxSize)
    else if (type === 'moov' || type === 'trak') {
      await blankBoxes(file, at + 8, at + boxSize, { ...options, isInside: true })
    }
    at += boxSize
  }
  return last
}

function isDropped(type: string, id: Buffer, { isInside, keepsOthers }: BlankOptions): boolean {
  if (type === 'uuid') return id.equals(MP4_XMP_ID) || (!keepsOthers && id.equals(C2PA_ID))
  return !keepsOthers && (type === 'udta' || (type === 'meta' && isInside))
}

async function blank(file: FileHandle, at: number, boxSize: number): Promise<void> {
  const room = Buffer.alloc(boxSize - 4)
  room.write('free', 0, 'latin1')
  await file.write(room, 0, room.byteLength, at + 4)
}

const ID3_HEAD = 10
const ID3_TAIL = 128
const APE_TAIL = 32

/** A tag in front with a private frame that holds the packet; other frames and tags stay or go. */
export async function carryMp3(source: string, target: string, { xmp, keepsOthers }: Carried): Promise<void> {
  const { tag, start, end, soundEnd } = await tagsOfMp3(source)
  const frames = keepsOthers ? framesOf(tag) : NO_FRAMES
  const output = createWriteStream(target, { flags: 'wx' })
  // A tag that nobody here knows how to write stays as it is.
  if (frames === null) output.write(tag)
  else if (xmp !== null || frames.bytes.byteLength > 0) output.write(id3Tag(frames, xmp))
  const last = keepsOthers ? end : soundEnd
  await pipeline(createReadStream(source, { start, end: Math.max(start, last - 1) }), output)
}

interface Mp3Tags {
  /** In front, whole; empty for none. */
  readonly tag: Buffer
  /** Where the sound begins. */
  readonly start: number
  /** Of the file. */
  readonly end: number
  readonly soundEnd: number
}

async function tagsOfMp3(path: string): Promise<Mp3Tags> {
  const file = await open(path, 'r')
  try {
    const end = (await file.stat()).size
    const at = async (place: number, length: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, end - place)))
      if (place >= 0) await file.read(bytes, 0, bytes.byteLength, place)
      return bytes
    }
    const head = await at(0, ID3_HEAD)
    const start = head.toString('latin1', 0, 3) === 'ID3' ? Math.min(end, ID3_HEAD + readSyncsafe(head, 6)) : 0
    let soundEnd = end
    const isTail = soundEnd - ID3_TAIL > start && (await at(soundEnd - ID3_TAIL, 3)).toString('latin1') === 'TAG'
    if (isTail) soundEnd -= ID3_TAIL
    const ape = await at(soundEnd - APE_TAIL, APE_TAIL)
    if (ape.toString('latin1', 0, 8) === 'APETAGEX') {
      const hasHead = ape.readUInt32LE(20) >>> 31 === 1
      soundEnd = Math.max(start, soundEnd - ape.readUInt32LE(12) - (hasHead ? APE_TAIL : 0))
    }
    return { tag: await at(0, start), start, end, soundEnd }
  } finally {
    await file.close()
  }
}

interface Frames {
  readonly version: 3 | 4
  readonly bytes: Buffer
}

const NO_FRAMES: Frames = { version: 3, bytes: Buffer.alloc(0) }
const XMP_OWNER = 'XMP\0'

/** All frames but a packet of before; null for a tag of an old or unusual kind. */
function framesOf(tag: Buffer): Frames | null {
  if (tag.byteLength === 0) return NO_FRAMES
  const version = tag[3]
  if (version === 2) {
    const bytes = tag[5] === 0 ? modernFrames(tag) : null
    return bytes && { version: 3, bytes }
  }
  if ((version !== 3 && version !== 4) || tag[5] !== 0) return null
  const kept: Buffer[] = []
  for (let at = ID3_HEAD; at + 10 <= tag.byteLength && tag[at] !== 0;) {
    const length = version === 4 ? readSyncsafe(tag, at + 4) : tag.readUInt32BE(at + 4)
    const end = at + 10 + length
    if (end > tag.byteLength) return null
    const isXmp =
      tag.toString('latin1', at, at + 4) === 'PRIV' && tag.toString('latin1', at + 10, at + 14) === XMP_OWNER
    if (!isXmp) kept.push(tag.subarray(at, end))
    at = end
  }
  return { version, bytes: Buffer.concat(kept) }
}

function id3Tag({ version, bytes }: Frames, xmp: string | null): Buffer {
  const packet = xmp === null ? Buffer.alloc(0) : privateFrame(version, Buffer.from(`${XMP_OWNER}${xmp}`))
  const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, 0])
  syncsafe(bytes.byteLength + packet.byteLength).copy(head, 6)
  return Buffer.concat([head, bytes, packet])
}

function privateFrame(version: 3 | 4, body: Buffer): Buffer {
  const frame = Buffer.alloc(10)
  frame.write('PRIV', 0, 'latin1')
  if (version === 4) syncsafe(body.byteLength).copy(frame, 4)
  else frame.writeUInt32BE(body.byteLength, 4)
  return Buffer.concat([frame, body])
}

function syncsafe(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f))
}
