import { pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AppError } from '@shared/domain/app-error'

const MEGABYTE = 1024 * 1024
/** A JSON answer may carry several pictures as base64. */
export const MAX_ANSWER_BYTES = 200 * MEGABYTE
/** Above this size an honest answer does not shrink to a two-hundredth; a bomb shrinks to a thousandth. */
const RATIO_CHECK_FROM_BYTES = 4 * MEGABYTE
const MAX_RATIO = 200

/** The decoded bytes of a body, whatever its Content-Encoding. @throws AppError `too-large` for a decompression bomb */
export function decodeContent(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string | undefined,
): AsyncIterable<Uint8Array> {
  const decoder = decoderFor(encoding?.trim().toLowerCase() ?? '')
  return decoder === null ? chunks : inflate(chunks, decoder)
}

/**
 * Reads a body whole.
 * @throws AppError `too-large` beyond `maxBytes`
 */
export async function readWhole(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = []
  let byteSize = 0
  for await (const chunk of chunks) {
    byteSize += chunk.byteLength
    if (byteSize > maxBytes) throw tooLarge(`The answer is larger than ${Math.round(maxBytes / MEGABYTE)} MB.`)
    kept.push(chunk)
  }
  return kept.length === 1 ? kept[0]! : Buffer.concat(kept, byteSize)
}

async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  decoder: NodeJS.ReadWriteStream,
): AsyncGenerator<Uint8Array> {
  let wireBytes = 0
  let plainBytes = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      wireBytes += chunk.byteLength
      yield chunk
    }
  }
  // The error also surfaces in the loop below; the callback only keeps it from being unhandled.
  pipeline(Readable.from(counted(), { objectMode: false }), decoder, () => undefined)
  for await (const chunk of decoder as AsyncIterable<Buffer>) {
    plainBytes += chunk.byteLength
    if (plainBytes > RATIO_CHECK_FROM_BYTES && plainBytes > wireBytes * MAX_RATIO) {
      throw tooLarge('The answer unpacks to a suspicious size and was dropped.')
    }
    yield chunk
  }
}

function decoderFor(encoding: string): NodeJS.ReadWriteStream | null {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      return null
  }
}

function tooLarge(message: string): AppError {
  return new AppError({ code: 'too-large', message, nextStep: 'none' })
}
