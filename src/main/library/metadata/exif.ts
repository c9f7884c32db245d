const EXIF_FOLDER = 0x87_69
const USER_COMMENT = 0x92_86
const MAKER = 0x01_0f
const MODEL = 0x01_10
const ORIENTATION = 0x01_12
/** Shorter values stand in the entry itself. */
const INLINE_BYTES = 4
const TIFF_SHORT = 3
const MAX_ENTRIES = 200

/** The user comment of an Exif block, where several programs keep their recipe. @param tiff from its byte order mark on */
export function readUserComment(tiff: Buffer): string | null {
  return readTiff(tiff, ({ u32, find, isLittle }) => {
    const pointer = find(u32(4), EXIF_FOLDER)
    const entry = pointer === null ? null : find(u32(pointer + 8), USER_COMMENT)
    if (entry === null) return null
    const length = u32(entry + 4)
    return decodeComment(tiff.subarray(u32(entry + 8), u32(entry + 8) + length), isLittle)
  })
}

/** Camera maker and model, where ComfyUI keeps its recipe in formats without texts: `prompt:{…}`, `workflow:{…}`. */
export function readCameraTexts(tiff: Buffer): readonly string[] {
  const texts = [MAKER, MODEL].map((tag) =>
    readTiff(tiff, ({ u32, find }) => {
      const entry = find(u32(4), tag)
      if (entry === null || u32(entry + 4) <= INLINE_BYTES) return null
      const start = u32(entry + 8)
      return tiff.toString('utf8', start, start + u32(entry + 4)).replaceAll('\0', '')
    }),
  )
  return texts.filter((text) => text !== null)
}

/** 1 to 8: how a picture is to be turned and mirrored to be upright; null where an Exif block says nothing. */
export function readOrientation(tiff: Buffer): number | null {
  return readTiff(tiff, ({ u16, u32, find }) => {
    const entry = find(u32(4), ORIENTATION)
    const value = entry === null ? 0 : u16(entry + 8)
    return value >= 1 && value <= 8 ? value : null
  })
}

/** An Exif block that says nothing but how a picture is to be turned. */
export function orientationBlock(orientation: number): Buffer {
  const block = Buffer.alloc(26)
  block.write('MM\0*', 0, 'latin1')
  block.writeUInt32BE(8, 4)
  block.writeUInt16BE(1, 8)
  block.writeUInt16BE(ORIENTATION, 10)
  block.writeUInt16BE(TIFF_SHORT, 12)
  block.writeUInt32BE(1, 14)
  block.writeUInt16BE(orientation, 18)
  return block
}

interface TiffReader {
  readonly isLittle: boolean
  readonly u16: (at: number) => number
  readonly u32: (at: number) => number
  /** Where the entry of a tag lies in a folder. */
  readonly find: (folderAt: number, tag: number) => number | null
}

function readTiff<Value>(tiff: Buffer, read: (reader: TiffReader) => Value | null): Value | null {
  try {
    const isLittle = tiff.toString('latin1', 0, 2) === 'II'
    if (!isLittle && tiff.toString('latin1', 0, 2) !== 'MM') return null
    const u16 = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
    const u32 = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
    const find = (folderAt: number, tag: number): number | null => {
      const count = Math.min(u16(folderAt), MAX_ENTRIES)
      for (let index = 0; index < count; index += 1) {
        const at = folderAt + 2 + index * 12
        if (u16(at) === tag) return at
      }
      return null
    }
    return read({ isLittle, u16, u32, find })
  } catch {
    // Cut or nonsense: places lie outside of the block.
    return null
  }
}

/** The first eight bytes name the characters; `UNICODE` means two bytes each, in an order that programs disagree on. */
function decodeComment(bytes: Buffer, isLittle: boolean): string | null {
  const kind = bytes.toString('latin1', 0, 8)
  const body = bytes.subarray(8)
  if (!kind.startsWith('UNICODE')) return body.toString('utf8').replaceAll('\0', '') || null
  const even = countZeros(body, 0)
  const odd = countZeros(body, 1)
  const isBig = even === odd ? !isLittle : even > odd
  const text = isBig ? swapped(body).toString('utf16le') : body.toString('utf16le')
  return text.replaceAll('\0', '') || null
}

/** Latin letters have a zero byte: where it stands tells the order. */
function countZeros(bytes: Buffer, start: 0 | 1): number {
  let count = 0
  for (let at = start; at < bytes.length; at += 2) if (bytes[at] === 0) count += 1
  return count
}

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16()
