import { AppError, type Failure } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
import { type ByteSource, withByteSource } from './byte-source'
import { eachEmbeddedPicture } from './embedded-pictures'
import { readGifHeader } from './gif-header'
import { readMatroskaHeader } from './matroska-header'
import {
  type PictureHeader,
  type ReadHeader,
  readBmpHeader,
  readJpegHeader,
  readPngHeader,
  readSvgSize,
  readWebpHeader,
} from './picture-headers'
import { SNIFF_BYTES, sniff, type Sniffed } from './sniff'
import { MAX_SVG_DEPTH, svgCost } from './svg-cost'
import { type ClipHeader, readAviHeader, readAvifHeader, readMp4Header } from './video-headers'

/** What a sound file is, from its bytes alone; nothing was decoded. */
export interface Inspected {
  readonly media: MediaKind
  readonly mime: string
  readonly extension: string
  readonly width: number | null
  readonly height: number | null
  readonly durationMs: number | null
}

export const PDF_MIME = 'application/pdf'

/** About 320 MB as raw pixels: more would take the media worker down. */
export const MAX_PIXELS = 80_000_000
const MAX_SIDE = 32_768
/** Half an hour of full high definition: an animation of more keeps a page busy and shows nothing. */
const MAX_ANIMATED_PIXELS = 100_000_000_000
/** A map of a whole country has fewer; a browser takes a second for so many. */
const MAX_SVG_ELEMENTS = 400_000
const MAX_SVG_BYTES = 8 * 1024 * 1024
const MAX_TEXT_BYTES = 16 * 1024 * 1024

/**
 * Judges a file before anything decodes it: true type, size in pixels, cut or whole.
 * @param expected what it claims to be; a web page or JSON in place of a picture is then named as such
 * @throws AppError `unsupported-file`, `unsafe-file` or `truncated`, each saying why in plain words
 */
export async function inspectFile(path: string, expected: MediaKind | null = null): Promise<Inspected> {
  return withByteSource(path, async (source) => {
    if (source.byteSize === 0) throw refuse('unsupported-file', 'The file is empty (0 bytes).')
    const sniffed = await sniff(await source.read(0, SNIFF_BYTES))
    if (sniffed.kind !== 'media') return inspectText(sniffed, source, expected)
    const found = { media: sniffed.media, mime: sniffed.mime, extension: sniffed.extension }
    if (found.mime === PDF_MIME && expected !== null && expected !== 'text')
      throw refuse('unsupported-file', 'The file is a PDF document.')
    if (found.mime === 'image/svg+xml') return { ...found, durationMs: null, ...(await inspectSvg(source, 0)) }
    const readHeader = PICTURE_READERS[found.mime]
    if (readHeader) return { ...found, durationMs: null, ...judgePicture(await readHeader(source)) }
    const readClip = CLIP_READERS[found.mime]
    if (readClip) return inspectClip(found, await readClip(source))
    return { ...found, width: null, height: null, durationMs: null }
  })
}

const PICTURE_READERS: Readonly<Record<string, ReadHeader>> = {
  'image/png': readPngHeader,
  'image/jpeg': readJpegHeader,
  'image/webp': readWebpHeader,
  'image/gif': readGifHeader,
  'image/bmp': readBmpHeader,
  'image/avif': readAvifHeader,
}

const CLIP_READERS: Readonly<Record<string, (source: ByteSource) => Promise<ClipHeader>>> = {
  'video/mp4': readMp4Header,
  'video/quicktime': readMp4Header,
  'audio/mp4': readMp4Header,
  'video/webm': readMatroskaHeader,
  'video/matroska': readMatroskaHeader,
  'video/x-msvideo': readAviHeader,
}

function judgePicture(header: PictureHeader | null): { readonly width: number; readonly height: number } {
  if (!header) throw refuse('unsupported-file', 'The picture is damaged: its header makes no sense.')
  const { width, height } = header
  assertPixels(width, height)
  assertFrames(header)
  if (header.isTruncated) throw refuse('truncated', 'The picture is cut off: its end is missing.')
  return { width, height }
}

function assertFrames({ width, height, frames = 1 }: PictureHeader): void {
  if (width * height * frames <= MAX_ANIMATED_PIXELS) return
  const claim = `${frames.toLocaleString('en')} frames of ${width} × ${height} pixels`
  throw refuse('unsafe-file', `The picture claims ${claim}, more than any page can play.`)
}

function assertPixels(width: number, height: number): void {
  if (width === 0 || height === 0) throw refuse('unsupported-file', 'The picture has no size.')
  if (width * height <= MAX_PIXELS && width <= MAX_SIDE && height <= MAX_SIDE) return
  throw refuse(
    'unsafe-file',
    `The picture claims ${width} × ${height} pixels; at most ${MAX_PIXELS / 1_000_000} million are opened.`,
  )
}

function inspectClip(found: Pick<Inspected, 'media' | 'mime' | 'extension'>, header: ClipHeader): Inspected {
  if (header.isTruncated) {
    throw refuse(
      'truncated',
      `The ${found.media === 'audio' ? 'recording' : 'clip'} is cut off: a part of it is missing.`,
    )
  }
  if (header.width !== null && header.height !== null) assertPixels(header.width, header.height)
  const { width, height, durationMs } = header
  if (found.mime === 'video/mp4' && !header.hasVideo) {
    return { media: 'audio', mime: 'audio/mp4', extension: 'm4a', width: null, height: null, durationMs }
  }
  return { ...found, width, height, durationMs }
}

async function inspectSvg(
  source: ByteSource,
  depth: number,
): Promise<{ readonly width: number; readonly height: number }> {
  if (source.byteSize > MAX_SVG_BYTES) throw refuse('too-large', 'The SVG is larger than 8 MB.')
  const text = (await source.read(0, source.byteSize)).toString('utf8')
  if (/<!ENTITY/i.test(text))
    throw refuse('unsafe-file', 'The SVG defines entities of its own, which can make it grow without end.')
  if (!/<\/svg\s*>\s*(<!--[\s\S]*-->\s*)?$/i.test(text) && !/<svg\b[^>]*\/>\s*$/i.test(text)) {
    throw refuse('truncated', 'The SVG is cut off: its end is missing.')
  }
  const size = readSvgSize(text)
  assertPixels(size.width, size.height)
  assertDrawable(text)
  await eachEmbeddedPicture(text, depth, async (picture, mime) => {
    if (mime === 'image/svg+xml') await inspectSvg(picture, depth + 1)
    else {
      const header = await PICTURE_READERS[mime]?.(picture)
      if (header) assertPixels(header.width, header.height)
    }
  })
  return size
}

function assertDrawable(text: string): void {
  const { elements, depth } = svgCost(text)
  if (depth > MAX_SVG_DEPTH) throw refuse('unsafe-file', 'The SVG is nested deeper than any drawing.')
  if (elements > MAX_SVG_ELEMENTS)
    throw refuse('unsafe-file', 'The SVG refers to its own parts so often that it would grow without end.')
}

function inspectText(
  sniffed: Exclude<Sniffed, { kind: 'media' }>,
  source: ByteSource,
  expected: MediaKind | null,
): Inspected {
  const claim = expected === null || expected === 'text' ? 'a media file' : MEDIA_WORDS[expected]
  if (sniffed.kind === 'other') throw refuse('unsupported-file', `The file is ${sniffed.name}.`)
  if (sniffed.kind === 'web-page') throw refuse('unsupported-file', `The file is a web page and not ${claim}.`)
  if (expected !== 'text') {
    const what = sniffed.kind === 'json' ? 'JSON data' : 'plain text'
    throw refuse('unsupported-file', `The file holds ${what} and not ${claim}.`)
  }
  if (source.byteSize > MAX_TEXT_BYTES) throw refuse('too-large', 'The text is larger than 16 MB.')
  const isJson = sniffed.kind === 'json'
  return {
    media: 'text',
    mime: isJson ? 'application/json' : 'text/plain',
    extension: isJson ? 'json' : 'txt',
    width: null,
    height: null,
    durationMs: null,
  }
}

const MEDIA_WORDS: Readonly<Record<Exclude<MediaKind, 'text'>, string>> = {
  image: 'a picture',
  video: 'a video',
  audio: 'a sound',
}

function refuse(code: Failure['code'], message: string): AppError {
  return new AppError({ code, message, nextStep: 'edit-input' })
}
