import type { ByteSource } from './byte-source'
import { findBox, type IsoBox, readBoxes } from './iso-boxes'
import type { PictureHeader } from './picture-headers'

export interface ClipHeader {
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
  readonly hasVideo: boolean
  readonly isTruncated: boolean
}

/** Reads an MP4, MOV or M4A by its boxes. Without an index or data it was cut. */
export async function readMp4Header(source: ByteSource): Promise<ClipHeader> {
  const layout = await readBoxes(source)
  const has = (type: string): boolean => layout.boxes.some((box) => box.type === type)
  const moov = layout.boxes.find((box) => box.type === 'moov')
  const isTruncated = layout.isTruncated || !moov || !(has('mdat') || has('moof'))
  if (!moov) return { width: null, height: null, durationMs: null, hasVideo: true, isTruncated }
  const inside = await readBoxes(source, moov.start, moov.end)
  const sizes = await Promise.all(
    inside.boxes.filter(({ type }) => type === 'trak').map((track) => trackSize(source, track)),
  )
  const picture = sizes.find((size) => size !== null) ?? null
  const header = inside.boxes.find(({ type }) => type === 'mvhd')
  return {
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    durationMs: header ? await readDuration(source, header) : null,
    hasVideo: picture !== null,
    isTruncated,
  }
}

/** `tkhd` ends with width and height as 16.16 numbers; both are 0 for sound. */
async function trackSize(source: ByteSource, track: IsoBox): Promise<{ width: number; height: number } | null> {
  const header = await findBox(source, await readBoxes(source, track.start, track.end), ['tkhd'])
  if (!header || header.end - header.start < 8) return null
  const bytes = await source.read(header.end - 8, 8)
  if (bytes.byteLength < 8) return null
  const width = Math.round(bytes.readUInt32BE(0) / 65_536)
  const height = Math.round(bytes.readUInt32BE(4) / 65_536)
  return width > 0 && height > 0 ? { width, height } : null
}

async function readDuration(source: ByteSource, header: IsoBox): Promise<number | null> {
  const bytes = await source.read(header.start, 32)
  if (bytes.byteLength < 32) return null
  const isLong = bytes[0] === 1
  const timescale = bytes.readUInt32BE(isLong ? 20 : 12)
  const duration = isLong ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16)
  const isUnknown = timescale === 0 || duration === 0 || (!isLong && duration === 0xff_ff_ff_ff)
  return isUnknown ? null : Math.round((duration / timescale) * 1_000)
}

/** Codes of sample entries that people may have heard of; the rest is shown as it stands in the file. */
const CODECS: Readonly<Record<string, string>> = {
  ap4h: 'Apple ProRes 4444',
  ap4x: 'Apple ProRes 4444 XQ',
  apch: 'Apple ProRes 422 HQ',
  apcn: 'Apple ProRes 422',
  apcs: 'Apple ProRes 422 LT',
  apco: 'Apple ProRes 422 Proxy',
  AVdn: 'Avid DNxHD',
  hev1: 'H.265',
  hvc1: 'H.265',
  mp4v: 'MPEG-4 Part 2',
  mjpa: 'Motion JPEG',
  jpeg: 'Motion JPEG',
}

/** What the first picture track of an MP4 or MOV is coded with; null where nothing tells. */
export async function readCodec(source: ByteSource): Promise<string | null> {
  const moov = (await readBoxes(source)).boxes.find(({ type }) => type === 'moov')
  if (!moov) return null
  for (const track of (await readBoxes(source, moov.start, moov.end)).boxes.filter(({ type }) => type === 'trak')) {
    if (!(await trackSize(source, track))) continue
    const inside = await readBoxes(source, track.start, track.end)
    const entries = await findBox(source, inside, ['mdia', 'minf', 'stbl', 'stsd'])
    // Version and count, then the entry's length and its code.
    const code = entries ? (await source.read(entries.start + 12, 4)).toString('latin1') : ''
    if (/^[\w -]{4}$/.test(code)) return CODECS[code] ?? code.trim()
  }
  return null
}

/** An AVIF's size lies in its `ispe` property. */
export async function readAvifHeader(source: ByteSource): Promise<PictureHeader | null> {
  const layout = await readBoxes(source)
  const properties = await findBox(source, layout, ['meta', 'iprp', 'ipco'], { meta: 4 })
  if (!properties) return null
  const inside = await readBoxes(source, properties.start, properties.end)
  let size: { width: number; height: number } | null = null
  for (const box of inside.boxes.filter(({ type }) => type === 'ispe')) {
    const bytes = await source.read(box.start + 4, 8)
    if (bytes.byteLength < 8) continue
    const found = { width: bytes.readUInt32BE(0), height: bytes.readUInt32BE(4) }
    // A grid's tiles have their own size; the whole is the largest.
    if (!size || found.width * found.height > size.width * size.height) size = found
  }
  return size ? { ...size, isTruncated: layout.isTruncated } : null
}

/** An AVI's main header stands at the beginning; its size is that of its picture. */
export async function readAviHeader(source: ByteSource): Promise<ClipHeader> {
  const head = await source.read(0, 72)
  const isTruncated = head.byteLength < 72 || head.readUInt32LE(4) + 8 > source.byteSize
  if (head.toString('latin1', 24, 28) !== 'avih' || head.byteLength < 72)
    return { width: null, height: null, durationMs: null, hasVideo: true, isTruncated }
  const durationMs = Math.round((head.readUInt32LE(32) / 1_000) * head.readUInt32LE(48)) || null
  return { width: head.readUInt32LE(64), height: head.readUInt32LE(68), durationMs, hasVideo: true, isTruncated }
}
