import type { Pixels } from './png-encoder'

/** A PNG read exactly, with the chunks that say how its colours are meant. */
export interface ExactPng {
  readonly pixels: Pixels
  readonly colourChunks: readonly Uint8Array<ArrayBuffer>[]
}

interface PngChunks {
  readonly width: number
  readonly height: number
  readonly colourType: number
  readonly palette: Uint8Array | null
  readonly transparency: Uint8Array | null
  readonly data: readonly Uint8Array<ArrayBuffer>[]
  readonly colourChunks: readonly Uint8Array<ArrayBuffer>[]
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const COLOUR_CHUNKS: ReadonlySet<string> = new Set(['iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP'])

/**
 * Reads a PNG of 8 bits a channel to its very numbers, which no canvas does for see-through pixels or colour profiles.
 * Null for what it does not read (16 bits, few bits, interlaced, damaged): the browser's decoder then has to do.
 */
export async function decodePngExactly(bytes: Uint8Array<ArrayBuffer>): Promise<ExactPng | null> {
  const chunks = readChunks(bytes)
  if (!chunks) return null
  const channels = CHANNELS[chunks.colourType] ?? 0
  const rowBytes = chunks.width * channels
  const raw = await inflate(chunks.data, (rowBytes + 1) * chunks.height)
  if (!raw || !unfilter(raw, chunks.height, rowBytes, channels)) return null
  return { pixels: toRgba(chunks, raw, rowBytes), colourChunks: chunks.colourChunks }
}

function readChunks(bytes: Uint8Array<ArrayBuffer>): PngChunks | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 33 || view.getUint32(0) !== 0x89504e47) return null
  const colourType = bytes[25] ?? -1
  if (bytes[24] !== 8 || bytes[28] !== 0 || CHANNELS[colourType] === undefined) return null
  const data: Uint8Array<ArrayBuffer>[] = []
  const colourChunks: Uint8Array<ArrayBuffer>[] = []
  let palette: Uint8Array | null = null
  let transparency: Uint8Array | null = null
  for (let offset = 8; offset + 12 <= bytes.byteLength;) {
    const end = offset + 12 + view.getUint32(offset)
    if (end > bytes.byteLength) return null
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8))
    const content = bytes.subarray(offset + 8, end - 4)
    if (type === 'IDAT') data.push(content)
    else if (type === 'PLTE') palette = content
    else if (type === 'tRNS') transparency = content
    else if (COLOUR_CHUNKS.has(type)) colourChunks.push(bytes.slice(offset, end))
    else if (type === 'acTL') return null
    offset = end
  }
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    colourType,
    palette,
    transparency,
    data,
    colourChunks,
  }
}

async function inflate(
  parts: readonly Uint8Array<ArrayBuffer>[],
  expectedBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const raw = new Uint8Array(expectedBytes)
  let filled = 0
  try {
    const reader = new Blob([...parts]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      // More than the header promised is a bomb or damage.
      if (filled + next.value.byteLength > expectedBytes) return null
      raw.set(next.value, filled)
      filled += next.value.byteLength
    }
  } catch {
    return null
  }
  return filled === expectedBytes ? raw : null
}

/** Undoes the filter of each row in place; false where a filter is unknown. */
function unfilter(raw: Uint8Array, height: number, rowBytes: number, pixelBytes: number): boolean {
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1)
    const filter = raw[start] ?? 5
    if (filter > 4) return false
    const row = start + 1
    const above = row - rowBytes - 1
    if (filter === 0) continue
    for (let index = 0; index < rowBytes; index += 1) {
      const left = index >= pixelBytes ? (raw[row + index - pixelBytes] ?? 0) : 0
      const up = y > 0 ? (raw[above + index] ?? 0) : 0
      const upLeft = y > 0 && index >= pixelBytes ? (raw[above + index - pixelBytes] ?? 0) : 0
      raw[row + index] = (raw[row + index] ?? 0) + predict(filter, left, up, upLeft)
    }
  }
  return true
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const estimate = left + up - upLeft
  const toLeft = Math.abs(estimate - left)
  const toUp = Math.abs(estimate - up)
  const toUpLeft = Math.abs(estimate - upLeft)
  if (toLeft <= toUp && toLeft <= toUpLeft) return left
  return toUp <= toUpLeft ? up : upLeft
}

function toRgba(chunks: PngChunks, raw: Uint8Array, rowBytes: number): Pixels {
  const { width, height, colourType } = chunks
  const channels = CHANNELS[colourType] ?? 0
  const data = new Uint8Array(width * height * 4)
  const isSeeThrough = transparentColour(chunks)
  let to = 0
  for (let y = 0; y < height; y += 1) {
    let from = y * (rowBytes + 1) + 1
    for (let x = 0; x < width; x += 1, from += channels, to += 4) {
      const first = raw[from] ?? 0
      if (colourType === 3) {
        for (let channel = 0; channel < 3; channel += 1) data[to + channel] = chunks.palette?.[first * 3 + channel] ?? 0
        data[to + 3] = chunks.transparency?.[first] ?? 255
        continue
      }
      const isGrey = channels < 3
      data[to] = first
      data[to + 1] = isGrey ? first : (raw[from + 1] ?? 0)
      data[to + 2] = isGrey ? first : (raw[from + 2] ?? 0)
      const hasAlpha = colourType === 4 || colourType === 6
      data[to + 3] = hasAlpha ? (raw[from + channels - 1] ?? 0) : isSeeThrough(data, to) ? 0 : 255
    }
  }
  return { width, height, data }
}

/** Grey and RGB pictures may name one colour that is see-through. */
function transparentColour({ colourType, transparency }: PngChunks): (data: Uint8Array, at: number) => boolean {
  if (!transparency || (colourType !== 0 && colourType !== 2)) return () => false
  const [red, green, blue] =
    colourType === 0
      ? [transparency[1], transparency[1], transparency[1]]
      : [transparency[1], transparency[3], transparency[5]]
  return (data, at) => data[at] === red && data[at + 1] === green && data[at + 2] === blue
}
