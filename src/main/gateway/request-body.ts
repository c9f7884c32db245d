import { stat } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { AppError } from '@shared/domain/app-error'
import type { MultipartPart, WireBody } from './types'

/** A body ready to be sent once, with the length known beforehand. */
export interface PreparedBody {
  readonly headers: Readonly<Record<string, string>>
  readonly byteSize: number
  /** Null for a request without a body. Files are read while they are sent. */
  readonly chunks: AsyncIterable<Uint8Array> | null
  /**
   * False as long as the last byte of the body was not even asked for by the connection: until then no server
   * can have accepted the request. Always true for a request without a body.
   */
  readonly isHandedOver: () => boolean
}

const CHUNK_BYTES = 64 * 1024
const MAX_FILE_NAME_CHARACTERS = 120

type FilePart = Extract<MultipartPart, { readonly filePath: string }>

/**
 * Encodes a wire body.
 * @param boundary a multipart boundary that no part contains; ASCII letters and digits
 * @throws AppError `not-found` or `conflict` when a file to upload is gone or changed its size
 */
export async function prepareBody(body: WireBody, boundary: string): Promise<PreparedBody> {
  if (body.kind === 'none') return { headers: {}, byteSize: 0, chunks: null, isHandedOver: () => true }
  if (body.kind === 'json') {
    const bytes = Buffer.from(JSON.stringify(body.value))
    return track({ 'content-type': 'application/json' }, bytes.byteLength, [bytes])
  }
  const pieces: (Uint8Array | FilePart)[] = []
  for (const part of body.parts) {
    if ('filePath' in part) await assertFileAsPromised(part)
    pieces.push(Buffer.from(`--${boundary}\r\n${partHeader(part)}\r\n`))
    pieces.push('filePath' in part ? part : Buffer.from(part.value), Buffer.from('\r\n'))
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`))
  const byteSize = pieces.reduce(
    (sum, piece) => sum + (piece instanceof Uint8Array ? piece.byteLength : piece.byteSize),
    0,
  )
  return track({ 'content-type': `multipart/form-data; boundary=${boundary}` }, byteSize, pieces)
}

function track(
  headers: Readonly<Record<string, string>>,
  byteSize: number,
  pieces: readonly (Uint8Array | FilePart)[],
): PreparedBody {
  let handedOver = false
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let sent = 0
    for (const piece of pieces) {
      for await (const chunk of piece instanceof Uint8Array ? slices(piece) : fileChunks(piece)) {
        sent += chunk.byteLength
        if (sent >= byteSize) handedOver = true
        yield chunk
      }
    }
  }
  return {
    headers: { ...headers, 'content-length': String(byteSize) },
    byteSize,
    chunks: chunks(),
    isHandedOver: () => handedOver,
  }
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += CHUNK_BYTES) yield bytes.subarray(start, start + CHUNK_BYTES)
}

async function* fileChunks(part: FilePart): AsyncGenerator<Uint8Array> {
  if (part.byteSize === 0) return
  let read = 0
  const stream = createReadStream(part.filePath, { end: part.byteSize - 1, highWaterMark: CHUNK_BYTES })
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    read += chunk.byteLength
    yield chunk
  }
  if (read !== part.byteSize) throw changedFile(part)
}

async function assertFileAsPromised(part: FilePart): Promise<void> {
  const found = await stat(part.filePath).catch(() => null)
  if (found === null || !found.isFile()) {
    throw new AppError({
      code: 'not-found',
      message: `The file “${part.fileName}” is no longer there, so nothing was sent.`,
      nextStep: 'edit-input',
      charge: 'not-charged',
    })
  }
  if (found.size !== part.byteSize) throw changedFile(part)
}

function changedFile(part: FilePart): AppError {
  return new AppError({
    code: 'conflict',
    message: `The file “${part.fileName}” changed while it was being sent. The request was given up before its end.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}

function partHeader(part: MultipartPart): string {
  const disposition = `Content-Disposition: form-data; name="${escapeQuoted(part.name)}"`
  if (!('filePath' in part)) return `${disposition}\r\n`
  const mime = /^[\w.+-]+\/[\w.+-]+$/.test(part.mime) ? part.mime : 'application/octet-stream'
  return `${disposition}; filename="${escapeQuoted(safeFileName(part.fileName))}"\r\nContent-Type: ${mime}\r\n`
}

/** A name that a strict server takes: no path, no control characters, of sensible length, its ending kept. */
function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last.replaceAll(/\p{Cc}|\p{Cf}|\p{Cs}/gu, '').trim()
  if (clean === '' || clean === '.' || clean === '..') return 'file'
  if (clean.length <= MAX_FILE_NAME_CHARACTERS) return clean
  const ending = /\.\w{1,8}$/.exec(clean)?.[0] ?? ''
  return clean.slice(0, MAX_FILE_NAME_CHARACTERS - ending.length).replace(/[\uD800-\uDBFF]$/, '') + ending
}

/** As browsers do it (HTML's form encoding), which Go, Python and nginx read. */
function escapeQuoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}
