import { promisify } from 'node:util'
import { inflate as inflateCallback } from 'node:zlib'
import { type ByteSource, withByteSource } from '../byte-source'
import { readCameraTexts, readUserComment } from './exif'

const inflate = promisify(inflateCallback)

/** Texts that a file carries, by name: PNG keywords, `exif.comment`, `xmp`. */
export type FileTexts = ReadonlyMap<string, string>

/** ComfyUI's workflows are large; more than this is no recipe. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024
const MAX_TEXTS = 40

/** Reads the texts of a picture, clip or song; a strange file gives none. Nothing is decoded. */
export async function readFileTexts(path: string, mime: string): Promise<FileTexts> {
  const read = READERS[mime]
  if (!read) return new Map()
  try {
    return await withByteSource(path, read)
  } catch {
    // Texts are extra: a file that is strange in them is judged elsewhere.
    return new Map()
  }
}

const READERS: Readonly<Record<string, (source: ByteSource) => Promise<FileTexts>>> = {
  'image/png': readPng,
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
  'video/mp4': readMp4,
  'audio/mpeg': readMp3,
}

async function readPng(source: ByteSource): Promise<FileTexts> {
  const texts = new Map<string, string>()
  for (let at = 8; at + 12 <= source.byteSize && texts.size < MAX_TEXTS;) {
    const head = await source.read(at, 8)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (type === 'IEND') break
    if (PNG_TEXTS.has(type) && length <= MAX_TEXT_BYTES) {
      const text = await readPngText(type, await source.read(at + 8, length))
      if (text) texts.set(text.name === 'XML:com.adobe.xmp' ? 'xmp' : text.name, text.value)
    }
    if (type === 'eXIf' && length <= MAX_TEXT_BYTES) noteComment(texts, await source.read(at + 8, length))
    at += length + 12
  }
  return texts
}

const PNG_TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt'])

async function readPngText(
  type: string,
  data: Buffer,
): Promise<{ readonly name: string; readonly value: string } | null> {
  const end = data.indexOf(0)
  if (end < 1 || end > 79) return null
  const name = data.toString('latin1', 0, end)
  if (type === 'tEXt') return { name, value: asText(data.subarray(end + 1)) }
  if (type === 'zTXt') return { name, value: asText(await unpack(data.subarray(end + 2))) }
  const isPacked = data[end + 1] === 1
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return null
  const body = data.subarray(translated + 1)
  return { name, value: (isPacked ? await unpack(body) : body).toString('utf8') }
}

const unpack = (data: Buffer): Promise<Buffer> => inflate(data, { maxOutputLength: MAX_TEXT_BYTES })

/** The format says Latin-1, programs write UTF-8. */
function asText(data: Buffer): string {
  const text = data.toString('utf8')
  return text.includes('\ufffd') ? data.toString('latin1') : text
}

async function readJpeg(source: ByteSource): Promise<FileTexts> {
  const texts = new Map<string, string>()
  for (let at = 2; at + 4 <= source.byteSize;) {
    const head = await source.read(at, 4)
    const marker = head[1] ?? 0
    if (head[0] !== 0xff || marker === 0xda) break
    const length = head.readUInt16BE(2)
    if (marker === 0xe1 || marker === 0xfe) {
      const data = await source.read(at + 4, length - 2)
      if (marker === 0xfe) texts.set('Comment', asText(data))
      else if (data.subarray(0, 6).toString('latin1') === 'Exif\0\0') noteComment(texts, data.subarray(6))
      else if (data.subarray(0, XMP_MARK.length).equals(XMP_MARK)) {
        texts.set('xmp', data.toString('utf8', XMP_MARK.length))
      }
    }
    at += length + 2
  }
  return texts
}

/** Begins the segment of a JPEG that holds XMP. */
export const XMP_MARK = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1')

async function readWebp(source: ByteSource): Promise<FileTexts> {
  const texts = new Map<string, string>()
  for (let at = 12; at + 8 <= source.byteSize;) {
    const head = await source.read(at, 8)
    const type = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    if (type === 'XMP ' && length <= MAX_TEXT_BYTES)
      texts.set('xmp', (await source.read(at + 8, length)).toString('utf8'))
    if (type === 'EXIF' && length <= MAX_TEXT_BYTES) {
      const data = await source.read(at + 8, length)
      noteComment(texts, data.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? data.subarray(6) : data)
    }
    at += 8 + length + (length % 2)
  }
  return texts
}

/** XMP of an MP4 lies in a box of its own at the top level. */
export const MP4_XMP_ID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex')

async function readMp4(source: ByteSource): Promise<FileTexts> {
  const texts = new Map<string, string>()
  for (let at = 0; at + 8 <= source.byteSize;) {
    const head = await source.read(at, 32)
    const short = head.readUInt32BE(0)
    const size = short === 1 && head.byteLength >= 16 ? Number(head.readBigUInt64BE(8)) : short
    if (size < 8) break
    const isXmp = head.toString('latin1', 4, 8) === 'uuid' && head.subarray(8, 24).equals(MP4_XMP_ID)
    if (isXmp && size <= MAX_TEXT_BYTES) texts.set('xmp', (await source.read(at + 24, size - 24)).toString('utf8'))
    at += size
  }
  return texts
}

async function readMp3(source: ByteSource): Promise<FileTexts> {
  const head = await source.read(0, 10)
  if (head.toString('latin1', 0, 3) !== 'ID3') return new Map()
  const size = Math.min(readSyncsafe(head, 6), MAX_TEXT_BYTES)
  const tag = await source.read(10, size)
  // A private frame named XMP; the packet itself says where it ends.
  const start = tag.indexOf('<x:xmpmeta')
  const end = tag.indexOf('</x:xmpmeta>')
  return start >= 0 && end > start ? new Map([['xmp', tag.toString('utf8', start, end + 12)]]) : new Map()
}

/** Numbers of an ID3 tag leave the highest bit of each byte free. */
export const readSyncsafe = (bytes: Buffer, at: number): number =>
  [0, 1, 2, 3].reduce((sum, index) => sum * 128 + ((bytes[at + index] ?? 0) & 0x7f), 0)

const COMFY_PROMPT = 'prompt:'

function noteComment(texts: Map<string, string>, tiff: Buffer): void {
  const comment = readUserComment(tiff)
  if (comment !== null) texts.set('exif.comment', comment)
  for (const text of readCameraTexts(tiff)) {
    if (text.startsWith(COMFY_PROMPT)) texts.set('prompt', text.slice(COMFY_PROMPT.length))
  }
}
