import type { ByteSource } from './byte-source'
import type { ClipHeader } from './video-headers'

const SEGMENT = 0x18538067
const INFO = 0x1549a966
const TRACKS = 0x1654ae6b
const CLUSTER = 0x1f43b675
const TRACK = 0xae
const VIDEO = 0xe0
const WIDTH = 0xb0
const HEIGHT = 0xba
const TIME_SCALE = 0x2ad7b1
const DURATION = 0x4489
const MAX_ELEMENTS = 20_000
/** A header's own parts are small; what claims more is no header. */
const MAX_HEADER_BYTES = 4 * 1024 * 1024

interface Element {
  readonly id: number
  readonly start: number
  /** As it claims; may lie behind the end of the file. Null: it goes on until something else begins. */
  readonly end: number | null
}

/** Reads a WebM or Matroska by its elements, without its sound or pictures. */
export async function readMatroskaHeader(source: ByteSource): Promise<ClipHeader> {
  let header: ClipHeader = { width: null, height: null, durationMs: null, hasVideo: false, isTruncated: false }
  let hasTracks = false
  let hasCluster = false
  let at = 0
  for (let step = 0; step < MAX_ELEMENTS && at < source.byteSize; step += 1) {
    const element = await readElement(source, at)
    // Padding behind the last cluster is nobody's loss.
    if (!element) break
    const { id, start, end } = element
    if (end !== null && end > source.byteSize) header = { ...header, isTruncated: true }
    if (id === SEGMENT) {
      at = start
      continue
    }
    if (id === CLUSTER) hasCluster = true
    if (id === TRACKS && end !== null) {
      hasTracks = true
      header = { ...header, ...(await readPictureSize(source, start, end)) }
    }
    if (id === INFO && end !== null) header = { ...header, durationMs: await readDuration(source, start, end) }
    if (end === null) break
    at = end
  }
  return { ...header, isTruncated: header.isTruncated || !hasTracks || !hasCluster }
}

async function readPictureSize(
  source: ByteSource,
  start: number,
  end: number,
): Promise<Pick<ClipHeader, 'width' | 'height' | 'hasVideo'>> {
  for (const track of await childrenOf(source, start, end)) {
    if (track.id !== TRACK || track.end === null) continue
    const video = (await childrenOf(source, track.start, track.end)).find(({ id }) => id === VIDEO)
    if (!video || video.end === null) continue
    const parts = await childrenOf(source, video.start, video.end)
    const measure = async (wanted: number): Promise<number | null> => {
      const part = parts.find(({ id }) => id === wanted)
      return part && part.end !== null ? readNumber(await source.read(part.start, part.end - part.start)) : null
    }
    return { width: await measure(WIDTH), height: await measure(HEIGHT), hasVideo: true }
  }
  return { width: null, height: null, hasVideo: false }
}

async function readDuration(source: ByteSource, start: number, end: number): Promise<number | null> {
  const parts = await childrenOf(source, start, end)
  const bytesOf = async (wanted: number): Promise<Buffer | null> => {
    const part = parts.find(({ id }) => id === wanted)
    return part && part.end !== null && part.end - part.start <= 8
      ? source.read(part.start, part.end - part.start)
      : null
  }
  const [scale, duration] = [await bytesOf(TIME_SCALE), await bytesOf(DURATION)]
  const length =
    duration?.byteLength === 8 ? duration.readDoubleBE(0) : duration?.byteLength === 4 ? duration.readFloatBE(0) : 0
  const milliseconds = (length * (scale ? readNumber(scale) : 1_000_000)) / 1_000_000
  return Number.isFinite(milliseconds) && milliseconds > 0 ? Math.round(milliseconds) : null
}

async function childrenOf(source: ByteSource, from: number, to: number): Promise<readonly Element[]> {
  const children: Element[] = []
  const end = Math.min(to, from + MAX_HEADER_BYTES, source.byteSize)
  for (let at = from; at < end && children.length < MAX_ELEMENTS;) {
    const element = await readElement(source, at)
    if (!element || element.end === null) break
    children.push(element)
    at = element.end
  }
  return children
}

/** An id and a length, both of a size that their first bits tell. @returns null where nothing sensible stands */
async function readElement(source: ByteSource, at: number): Promise<Element | null> {
  const head = await source.read(at, 12)
  const idBytes = lengthOf(head[0], 4)
  const sizeBytes = idBytes === null ? null : lengthOf(head[idBytes], 8)
  if (idBytes === null || sizeBytes === null || head.byteLength < idBytes + sizeBytes) return null
  const start = at + idBytes + sizeBytes
  const size = Buffer.from(head.subarray(idBytes, idBytes + sizeBytes))
  const mark = 2 ** (8 - sizeBytes)
  const isOpen = size.every((byte, index) => byte === (index === 0 ? 2 * mark - 1 : 255))
  size[0] = (size[0] ?? 0) - mark
  return { id: readNumber(head.subarray(0, idBytes)), start, end: isOpen ? null : start + readNumber(size) }
}

function lengthOf(first: number | undefined, most: number): number | null {
  if (first === undefined || first === 0) return null
  const length = Math.clz32(first) - 23
  return length <= most ? length : null
}

const readNumber = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)
