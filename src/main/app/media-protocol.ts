import { readFile } from 'node:fs/promises'
import type { Session } from 'electron'
import { AppError } from '@shared/domain/app-error'
import { originOf } from '../ipc/sender-gate'
import type { FoundFile, MediaFiles } from '../library/media-files'
import { streamFile } from '../library/stream-file'
import type { Uploads } from '../library/uploads'
import { createLogger } from '../log/logger'
import { parseRange } from './byte-range'
import { MEDIA_SCHEME, MEDIA_WORKER_ORIGIN, STUDIO_ORIGIN } from './schemes'

const log = createLogger('media')

export interface MediaProtocolOptions {
  readonly files: MediaFiles
  readonly uploads: Uploads
}

const OWN_ORIGINS: ReadonlySet<string> = new Set([STUDIO_ORIGIN, MEDIA_WORKER_ORIGIN])
const ASSET_ID = /^\/([\w-]{1,64})$/

type MediaHandler = (request: Request) => Promise<Response>

export interface MediaProtocol {
  /** From now on this library answers; it may be opened again, at another place or from a backup. */
  readonly serve: (library: MediaProtocolOptions) => void
}

/**
 * Serves `media://asset/<id>` and takes `media://upload`, for the studio's own pages only. To be called before the
 * first window opens: Chromium tells a page its schemes when it commits, and one that came too early could never load
 * from a scheme that is handled later. Requests wait until there is a library.
 */
export function handleMediaProtocol(session: Session): MediaProtocol {
  nameSenders(session)
  let open: (handler: MediaHandler) => void = () => undefined
  let current = new Promise<MediaHandler>((resolve) => {
    open = resolve
  })
  session.protocol.handle(MEDIA_SCHEME, async (request) => (await current)(request))
  return {
    serve: (library) => {
      const handler = createMediaHandler(library)
      open(handler)
      current = Promise.resolve(handler)
    },
  }
}

/** Set by the program itself on every upload; whatever a page wrote there is overwritten. */
export const SENDER_HEADER = 'x-studio-page'

/** Chromium sends no Origin with a fetch to a scheme of the program's own, so main says which page an upload is of. */
function nameSenders(session: Session): void {
  session.webRequest.onBeforeSendHeaders({ urls: [`${MEDIA_SCHEME}://upload/*`] }, (details, answer) => {
    const sender = details.frame ? originOf(details.frame.url) : 'none'
    answer({ requestHeaders: { ...details.requestHeaders, [SENDER_HEADER]: sender } })
  })
}

/** The handler itself, free of Electron. Ids are looked up in the database; nothing of the address becomes a path. */
export function createMediaHandler(options: MediaProtocolOptions): MediaHandler {
  return async (request) => {
    const origin = request.headers.get('origin')
    try {
      const url = new URL(request.url)
      // Electron hides the origin of its own schemes' pages; only those can exist in this session (see security.ts).
      if (origin !== null && !OWN_ORIGINS.has(origin)) return plain(403, 'Not for this page', null)
      if (request.method === 'OPTIONS') return answerPreflight(origin)
      if (url.host === 'upload') return await receiveUpload(options.uploads, request, origin)
      if (url.host === 'asset') return await serveAsset(options.files, request, url, origin)
      return plain(404, 'Not found', origin)
    } catch (error) {
      if (error instanceof AppError) return json(failureStatus(error), { failure: error.failure }, origin)
      // Somebody took it away between the look and the reading.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return plain(404, 'Not found', origin)
      log.error('media request failed', error)
      return plain(500, 'Failed', origin)
    }
  }
}

async function serveAsset(files: MediaFiles, request: Request, url: URL, origin: string | null): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET', origin)
  const assetId = ASSET_ID.exec(url.pathname)?.[1]
  const width = url.searchParams.get('w')
  if (!assetId || (width !== null && width !== '320' && width !== '960')) return plain(404, 'Not found', origin)
  const found = await find(files, assetId, width, url.searchParams.get('as') === 'playable')
  if (found.kind !== 'file') return plain(404, found.kind === 'pending' ? 'Not made yet' : 'Not found', origin)
  const { path, mime, byteSize } = found.file
  const headers: Record<string, string> = {
    ...corsHeaders(origin),
    'Content-Type': mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime,
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
    'Cache-Control': found.isStandIn ? 'no-store' : 'private, max-age=31536000, immutable',
    ...(CAN_HOLD_SCRIPT.test(mime)
      ? { 'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'" }
      : {}),
  }
  const range = parseRange(request.headers.get('range'), byteSize)
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${byteSize}` } })
  }
  const start = range?.start ?? 0
  const end = range?.end ?? byteSize - 1
  headers['Content-Length'] = String(end - start + 1)
  if (range) headers['Content-Range'] = `bytes ${start}-${end}/${byteSize}`
  return new Response(request.method === 'HEAD' ? null : await bodyOf(path, start, end, request.signal), {
    status: range ? 206 : 200,
    headers,
  })
}

/** A thumbnail is there in one reading; a stream of its own would cost the main process more than the file. */
const READ_AT_ONCE_BYTES = 128 * 1024

async function bodyOf(
  path: string,
  start: number,
  end: number,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>> {
  const isSmall = start === 0 && end < READ_AT_ONCE_BYTES
  if (!isSmall) return streamFile(path, start, end, signal)
  return (await readFile(path)).subarray(0, end + 1)
}

function find(files: MediaFiles, assetId: string, width: string | null, isPlayable: boolean): Promise<FoundFile> {
  if (width !== null) return files.thumbnail(assetId, width === '320' ? 320 : 960)
  return isPlayable ? files.playable(assetId) : files.whole(assetId)
}

/** Types that a browser would run as a document. */
const CAN_HOLD_SCRIPT = /^(image\/svg\+xml|text\/|application\/)/

async function receiveUpload(uploads: Uploads, request: Request, origin: string | null): Promise<Response> {
  if (request.method !== 'POST') return plain(405, 'Only POST', origin)
  const sender = request.headers.get(SENDER_HEADER)
  if (sender !== null && !OWN_ORIGINS.has(sender)) return plain(403, 'Not for this page', null)
  if (!request.body) return plain(400, 'No bytes', origin)
  const answer = await uploads.receive(request.body as AsyncIterable<Uint8Array>)
  return json(200, answer, origin)
}

function answerPreflight(origin: string | null): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'Access-Control-Allow-Methods': 'GET, HEAD, POST',
      'Access-Control-Allow-Headers': 'Content-Type, Range',
      'Access-Control-Max-Age': '600',
    },
  })
}

/** Without these a page cannot read pixels or ranges; with them only the studio's own pages can. */
function corsHeaders(origin: string | null): Record<string, string> {
  if (origin === null) return {}
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'Content-Length, Content-Range, Accept-Ranges',
    Vary: 'Origin',
  }
}

function failureStatus(error: AppError): number {
  if (error.code === 'too-large') return 413
  return error.code === 'disk-full' ? 507 : 500
}

const plain = (status: number, text: string, origin: string | null): Response =>
  new Response(text, {
    status,
    headers: {
      ...corsHeaders(origin),
      'Content-Type': 'text/plain',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })

const json = (status: number, value: unknown, origin: string | null): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...corsHeaders(origin), 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
