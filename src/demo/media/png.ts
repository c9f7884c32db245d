import { promisify } from 'node:util'
import { crc32, deflate, inflateSync } from 'node:zlib'
import { createRaster, type Raster } from './raster'

const deflateAsync = promisify(deflate)
const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const MAX_PIXELS = 40_000_000

/** A PNG file of the picture; with `hasAlpha` the transparency is kept, otherwise it is left out. */
export async function encodePng(raster: Raster, hasAlpha = false): Promise<Buffer> {
  const { width, height } = raster
  const rows = filteredRows(raster, hasAlpha ? 4 : 3)
  return Buffer.concat([
    SIGNATURE,
    headerChunk(width, height, hasAlpha ? 6 : 2),
    chunk('IDAT', await deflateAsync(rows, { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** The start of a PNG whose header claims this size, without pixels to match. */
export function pngClaiming(width: number, height: number): Buffer {
  return Buffer.concat([
    SIGNATURE,
    headerChunk(width, height, 2),
    chunk('IDAT', Buffer.alloc(64)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function headerChunk(width: number, height: number, colourType: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colourType, 0, 0, 0], 8)
  return chunk('IHDR', header)
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(content.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** Rows with the "up" filter, which suits skies; the first row is compared with zeros. */
function filteredRows(raster: Raster, channels: 3 | 4): Buffer {
  const { width, height, data } = raster
  const rows = Buffer.alloc(height * (1 + width * channels))
  let out = 0
  for (let y = 0; y < height; y += 1) {
    rows[out] = 2
    out += 1
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4
      for (let channel = 0; channel < channels; channel += 1) {
        const above = y === 0 ? 0 : (data[at - width * 4 + channel] ?? 0)
        rows[out] = (data[at + channel] ?? 0) - above
        out += 1
      }
    }
  }
  return rows
}

interface Header {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly colourType: number
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** The picture in a PNG file; null for what is no PNG, is damaged, interlaced or too large. */
export function decodePng(file: Buffer): Raster | null {
  try {
    return decode(file)
  } catch {
    return null
  }
}

function decode(file: Buffer): Raster | null {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return null
  const chunks = readChunks(file)
  const head = chunks.find(({ type }) => type === 'IHDR')?.content
  if (head === undefined || head[12] !== 0) return null
  const header: Header = {
    width: head.readUInt32BE(0),
    height: head.readUInt32BE(4),
    depth: head[8] ?? 8,
    colourType: head[9] ?? 2,
  }
  const channels = CHANNELS[header.colourType]
  if (channels === undefined || header.width * header.height > MAX_PIXELS) return null
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content))
  const rowBytes = Math.ceil((header.width * channels * header.depth) / 8)
  const rows = inflateSync(packed)
  if (rows.length < (rowBytes + 1) * header.height) return null
  unfilter(rows, rowBytes, header.height, Math.max(1, (channels * header.depth) >> 3))
  const palette = chunks.find(({ type }) => type === 'PLTE')?.content ?? Buffer.alloc(0)
  const alphas = chunks.find(({ type }) => type === 'tRNS')?.content ?? Buffer.alloc(0)
  return toRaster(header, rows, rowBytes, channels, palette, alphas)
}

function readChunks(file: Buffer): { type: string; content: Buffer }[] {
  const chunks: { type: string; content: Buffer }[] = []
  let at = 8
  while (at + 8 <= file.length) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    chunks.push({ type, content: file.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

function unfilter(rows: Buffer, rowBytes: number, height: number, step: number): void {
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1)
    const filter = rows[start] ?? 0
    for (let index = 0; index < rowBytes; index += 1) {
      const at = start + 1 + index
      const left = index >= step ? (rows[at - step] ?? 0) : 0
      const above = y > 0 ? (rows[at - rowBytes - 1] ?? 0) : 0
      const corner = y > 0 && index >= step ? (rows[at - rowBytes - 1 - step] ?? 0) : 0
      rows[at] = (rows[at] ?? 0) + predicted(filter, left, above, corner)
    }
  }
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  if (filter !== 4) return 0
  const guess = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

function toRaster(
  header: Header,
  rows: Buffer,
  rowBytes: number,
  channels: number,
  palette: Buffer,
  alphas: Buffer,
): Raster {
  const { width, height, depth, colourType } = header
  const raster = createRaster(width, height)
  const scale = colourType === 3 || depth >= 8 ? 1 : 255 / ((1 << depth) - 1)
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1) + 1
    for (let x = 0; x < width; x += 1) {
      const sample = (channel: number): number => sampleAt(rows, start, x * channels + channel, depth) * scale
      const out = (y * width + x) * 4
      if (colourType === 3) {
        const index = sample(0)
        raster.data.set(
          [palette[index * 3] ?? 0, palette[index * 3 + 1] ?? 0, palette[index * 3 + 2] ?? 0, alphas[index] ?? 255],
          out,
        )
        continue
      }
      const isGrey = channels < 3
      const alpha = channels % 2 === 0 ? sample(channels - 1) : 255
      raster.data[out] = sample(0)
      raster.data[out + 1] = isGrey ? sample(0) : sample(1)
      raster.data[out + 2] = isGrey ? sample(0) : sample(2)
      raster.data[out + 3] = alpha
    }
  }
  return raster
}

function sampleAt(rows: Buffer, start: number, index: number, depth: number): number {
  if (depth === 8) return rows[start + index] ?? 0
  if (depth === 16) return rows[start + index * 2] ?? 0
  const bit = index * depth
  return ((rows[start + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
}
