import { AppError } from '@shared/domain/app-error'
import type { ByteSource } from './byte-source'

const MAX_NESTED = 3

/**
 * Pictures that an SVG carries in itself; a browser decodes them with it, so each is judged as a file would be.
 * @param judge throws where one must not be opened
 */
export async function eachEmbeddedPicture(
  text: string,
  depth: number,
  judge: (source: ByteSource, mime: string) => Promise<void>,
): Promise<void> {
  for (const [, mime = '', settings = '', data = ''] of text.matchAll(EMBEDDED)) {
    if (depth >= MAX_NESTED) throw new AppError(NESTED)
    await judge(sourceOf(decode(settings, data)), mime.toLowerCase())
  }
}

const EMBEDDED = /["'(]\s*data:(image\/[\w.+-]+)((?:;[\w.=-]+)*),([^"')]*)/gi

function decode(settings: string, data: string): Buffer {
  if (/;base64/i.test(settings)) return Buffer.from(data.replaceAll(/%\w\w|\s/g, unescapeSign), 'base64')
  return Buffer.from(data.replaceAll(/%[0-9a-f]{2}/gi, unescapeSign), 'latin1')
}

const unescapeSign = (sign: string): string =>
  sign.startsWith('%') ? String.fromCharCode(Number.parseInt(sign.slice(1), 16)) : ''

const sourceOf = (bytes: Buffer): ByteSource => ({
  byteSize: bytes.byteLength,
  read: async (offset, length) => bytes.subarray(offset, Math.min(bytes.byteLength, offset + length)),
})

const NESTED = {
  code: 'unsafe-file',
  message: 'The SVG holds pictures within pictures within pictures, which can make it grow without end.',
  nextStep: 'edit-input',
} as const
