import type { ByteSource } from './byte-source'
import type { ReadHeader } from './picture-headers'

const WINDOW_BYTES = 64 * 1024
const TRAILER = 0x3b
const EXTENSION = 0x21
const IMAGE = 0x2c
const HAS_TABLE = 0x80

/** The file has ended in the middle of something. */
class Ended extends Error {}

/** Walks the blocks to the trailer: a byte that looks like one is in nearly every cut file, too. */
export const readGifHeader: ReadHeader = async (source) => {
  const head = await source.read(0, 13)
  if (head.byteLength < 10) return null
  const size = { width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
  const reader = createReader(source, 13 + tableBytes(head[10] ?? 0))
  let frames = 0
  try {
    for (;;) {
      const kind = await reader.byte()
      if (kind === TRAILER) return { ...size, frames, isTruncated: frames === 0 }
      if (kind === IMAGE) {
        reader.skip(8)
        reader.skip(tableBytes(await reader.byte()) + 1)
        frames += 1
      } else if (kind === EXTENSION) reader.skip(1)
      else return frames === 0 ? null : { ...size, frames, isTruncated: false }
      await skipBlocks(reader)
    }
  } catch (error) {
    if (error instanceof Ended) return { ...size, frames, isTruncated: true }
    throw error
  }
}

type Reader = ReturnType<typeof createReader>

async function skipBlocks(reader: Reader): Promise<void> {
  for (let length = await reader.byte(); length > 0; length = await reader.byte()) reader.skip(length)
}

const tableBytes = (flags: number): number => ((flags & HAS_TABLE) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1))

function createReader(source: ByteSource, from: number) {
  let at = from
  let start = 0
  let bytes: Buffer = Buffer.alloc(0)
  return {
    /** @throws Ended */
    byte: async (): Promise<number> => {
      if (at >= start + bytes.byteLength) {
        start = at
        bytes = await source.read(at, WINDOW_BYTES)
      }
      const value = bytes[at - start]
      if (value === undefined) throw new Ended()
      at += 1
      return value
    },
    skip: (length: number): void => {
      at += length
    },
  }
}
