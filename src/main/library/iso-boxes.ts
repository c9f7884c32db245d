import type { ByteSource } from './byte-source'

/** One box of an ISO base media file (MP4, MOV, M4A, AVIF). */
export interface IsoBox {
  readonly type: string
  /** Of the content, behind the box's header. */
  readonly start: number
  readonly end: number
}

export interface IsoLayout {
  readonly boxes: readonly IsoBox[]
  /** The last box says that it goes on behind the end of the file. */
  readonly isTruncated: boolean
}

const MAX_BOXES = 20_000

/** Boxes between two places of a file, one level deep. */
export async function readBoxes(source: ByteSource, from = 0, to = source.byteSize): Promise<IsoLayout> {
  const boxes: IsoBox[] = []
  let offset = from
  while (offset + 8 <= to && boxes.length < MAX_BOXES) {
    const head = await source.read(offset, 16)
    if (head.byteLength < 8) return { boxes, isTruncated: true }
    const short = head.readUInt32BE(0)
    if (short === 1 && head.byteLength < 16) return { boxes, isTruncated: true }
    const size = short === 0 ? to - offset : short === 1 ? Number(head.readBigUInt64BE(8)) : short
    const headerBytes = short === 1 ? 16 : 8
    if (size < headerBytes) return { boxes, isTruncated: true }
    const end = offset + size
    boxes.push({ type: head.toString('latin1', 4, 8), start: offset + headerBytes, end: Math.min(end, to) })
    if (end > to) return { boxes, isTruncated: true }
    offset = end
  }
  return { boxes, isTruncated: false }
}

/** The first box along a path of types, for example `['moov', 'mvhd']`. `skip` bytes lie before a box's children. */
export async function findBox(
  source: ByteSource,
  layout: IsoLayout,
  path: readonly string[],
  skip: Readonly<Record<string, number>> = {},
): Promise<IsoBox | null> {
  const [type, ...rest] = path
  const box = layout.boxes.find((candidate) => candidate.type === type)
  if (!box || type === undefined) return null
  if (rest.length === 0) return box
  return findBox(source, await readBoxes(source, box.start + (skip[type] ?? 0), box.end), rest, skip)
}
