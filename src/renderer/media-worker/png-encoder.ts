/** Pictures as they are counted: four bytes a pixel, colour not multiplied by alpha. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint8ClampedArray
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const RGBA = 6
const RGB = 2

/**
 * Writes a PNG whose pixels are exactly the given ones. A canvas would multiply colour by alpha and back, which
 * changes see-through pixels; this does not.
 * @param extraChunks whole chunks to carry over from a source, for example its colour profile
 */
export async function encodePng(pixels: Pixels, extraChunks: readonly Uint8Array<ArrayBuffer>[] = []): Promise<Blob> {
  const isOpaque = hasOnlyOpaque(pixels.data)
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, pixels.width)
  header.setUint32(4, pixels.height)
  header.setUint8(8, 8)
  header.setUint8(9, isOpaque ? RGB : RGBA)
  const data = await deflate(rowsOf(pixels, isOpaque ? 3 : 4))
  return new Blob(
    [
      SIGNATURE,
      pngChunk('IHDR', new Uint8Array(header.buffer)),
      ...extraChunks,
      pngChunk('IDAT', data),
      pngChunk('IEND', new Uint8Array()),
    ],
    { type: 'image/png' },
  )
}

/** Each row after its filter byte; "up" (the difference to the row above) makes flat and smooth pictures small. */
function* rowsOf({ width, height, data }: Pixels, channels: 3 | 4): Generator<Uint8Array<ArrayBuffer>> {
  const rowBytes = width * channels
  let above = new Uint8Array(rowBytes)
  for (let y = 0; y < height; y += 1) {
    const row = new Uint8Array(rowBytes)
    for (let x = 0, from = y * width * 4, to = 0; x < width; x += 1, from += 4) {
      for (let channel = 0; channel < channels; channel += 1) row[to++] = data[from + channel] ?? 0
    }
    const line = new Uint8Array(rowBytes + 1)
    line[0] = 2
    for (let index = 0; index < rowBytes; index += 1) line[index + 1] = (row[index] ?? 0) - (above[index] ?? 0)
    above = row
    yield line
  }
}

async function deflate(rows: Iterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const iterator = rows[Symbol.iterator]()
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const next = iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
  })
  return new Uint8Array(await new Response(source.pipeThrough(new CompressionStream('deflate'))).arrayBuffer())
}

export function pngChunk(type: string, content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(content.byteLength + 12)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, content.byteLength)
  for (let index = 0; index < 4; index += 1) chunk[4 + index] = type.charCodeAt(index)
  chunk.set(content, 8)
  view.setUint32(content.byteLength + 8, crc32(chunk.subarray(4, content.byteLength + 8)))
  return chunk
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function hasOnlyOpaque(data: Pixels['data']): boolean {
  for (let index = 3; index < data.length; index += 4) if (data[index] !== 255) return false
  return true
}
