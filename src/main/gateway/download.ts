import { stat } from 'node:fs/promises'
import { AppError, type Failure } from '@shared/domain/app-error'
import { SECOND_MS } from '@shared/lib/durations'
import { decodeContent, readWhole } from './body-reading'
import { createSafeFetcher, type DownloadResponse, type SafeFetcher } from './download-hop'
import { dropPart, openPart, type PartControl, partPathOf, type PartWriter, readControl } from './download-part'
import { readFailure } from './failures'
import { canceledFailure, readNetworkFailure } from './network-failures'
import type { ResolveProxy } from './transport'
import type { GatewayCredentials } from './types'
import { loopbackExceptionOf, resolveWithSystem, type ResolveHost } from './url-safety'

export interface DownloadRequest {
  readonly url: string
  /** Where the file will lie; until it is whole it is `<filePath>.part`, with `<filePath>.part.json` beside it. */
  readonly filePath: string
  readonly credentials: GatewayCredentials
  readonly maxBytes: number
  /** Longest silence of the server. */
  readonly idleTimeoutMs?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly bytes: number; readonly totalBytes: number | null }) => void
}

export type DownloadResult =
  | {
      readonly kind: 'done'
      /** Hex. The file is flushed to the disk. */
      readonly sha256: string
      readonly byteSize: number
      readonly contentType: string
      /** The first bytes, for sniffing the true type. */
      readonly headBytes: Uint8Array
    }
  /** The link is dead; ask the task for a fresh one. */
  | { readonly kind: 'expired'; readonly status: number; readonly failure: Failure }
  /** Try again later: what came so far is kept and gone on from where that is sound. */
  | { readonly kind: 'transient'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure }

export interface Downloader {
  /** Fetches one result into a file, resuming an earlier try at the same `filePath`. Never throws. */
  readonly downloadTo: (request: DownloadRequest) => Promise<DownloadResult>
  readonly close: () => Promise<void>
}

export interface DownloaderOptions {
  readonly clock: { readonly nowMs: () => number }
  readonly resolve?: ResolveHost
  readonly proxy?: ResolveProxy
}

const DEFAULT_IDLE_TIMEOUT_MS = 60 * SECOND_MS
const MAX_ERROR_BYTES = 64 * 1024
const DEAD_LINK = new Set([403, 404, 410])

export function createDownloader(options: DownloaderOptions): Downloader {
  const fetcher = createSafeFetcher(options.resolve ?? resolveWithSystem, options.proxy)
  return {
    downloadTo: async (request) => {
      try {
        const known = await resumePoint(request.filePath)
        const first = await attempt(fetcher, request, known, options.clock.nowMs())
        if (first !== 'restart') return first
        const second = await attempt(fetcher, request, null, options.clock.nowMs())
        return second === 'restart'
          ? transient('The server keeps sending another part of the file than asked for.')
          : second
      } catch (error) {
        return judgeBreak(error, request.signal)
      }
    },
    close: () => fetcher.close(),
  }
}

/** What a response asks us to do: write from `offset`, or start over without a range. */
async function attempt(
  fetcher: SafeFetcher,
  request: DownloadRequest,
  known: PartControl | null,
  nowMs: number,
): Promise<DownloadResult | 'restart'> {
  const response = await fetcher.get(request.url, {
    exception: loopbackExceptionOf(request.credentials),
    headersFor: (url) => headersFor(url, request.credentials, known),
    idleTimeoutMs: request.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
    signal: request.signal,
  })
  if (response.status === 200) return receive(request, response, 0)
  if (response.status === 206 && known !== null) {
    if (isRangeAsAsked(response, known)) return receive(request, response, known.bytes)
    response.body.destroy()
    return 'restart'
  }
  const bytes = await readWhole(response.body, MAX_ERROR_BYTES).catch(() => new Uint8Array())
  if (response.status === 416 && known !== null) return 'restart'
  return judgeStatus(response, bytes, nowMs)
}

async function receive(request: DownloadRequest, response: DownloadResponse, offset: number): Promise<DownloadResult> {
  const encoding = response.headers['content-encoding']
  const isEncoded = encoding !== undefined && encoding !== '' && encoding !== 'identity'
  const total = isEncoded ? null : totalOf(response, offset)
  if (total !== null && total > request.maxBytes) {
    response.body.destroy()
    await dropPart(request.filePath)
    throw tooLarge(request.maxBytes)
  }
  const validator = isEncoded ? null : validatorOf(response.headers)
  const part = await openPart(request.filePath, validator === null ? null : { validator, length: total }, offset)
  try {
    await writeBody(part, decodeContent(response.body as AsyncIterable<Uint8Array>, encoding), request, total)
  } catch (error) {
    response.body.destroy()
    // Noting the progress is a help, not a duty: on a full disk it fails too.
    await part.save().catch(() => undefined)
    await part.close()
    if (error instanceof AppError) await dropPart(request.filePath)
    throw error
  }
  const byteSize = part.byteSize()
  const headBytes = part.headBytes()
  const sha256 = await part.finish()
  return { kind: 'done', sha256, byteSize, contentType: response.headers['content-type'] ?? '', headBytes }
}

async function writeBody(
  part: PartWriter,
  chunks: AsyncIterable<Uint8Array>,
  request: DownloadRequest,
  total: number | null,
): Promise<void> {
  for await (const chunk of chunks) {
    await part.add(chunk)
    const bytes = part.byteSize()
    if (bytes > request.maxBytes) throw tooLarge(request.maxBytes)
    request.onProgress?.({ bytes, totalBytes: total })
  }
  if (total !== null && part.byteSize() !== total) throw new Error(`Got ${part.byteSize()} of ${total} bytes`)
}

/** How far an earlier try certainly got; null to start anew. */
async function resumePoint(filePath: string): Promise<PartControl | null> {
  const control = await readControl(filePath)
  if (control === null || control.bytes === 0) return null
  const size = await stat(partPathOf(filePath)).then(
    (found) => found.size,
    () => 0,
  )
  return size >= control.bytes ? control : null
}

/** The key goes nowhere but to the gateway's own origin. */
function headersFor(
  url: URL,
  credentials: GatewayCredentials,
  known: PartControl | null,
): Readonly<Record<string, string>> {
  const isGateway = url.origin === new URL(credentials.baseUrl).origin
  return {
    accept: '*/*',
    'accept-encoding': 'identity',
    ...(isGateway && credentials.key !== '' ? { authorization: `Bearer ${credentials.key}` } : {}),
    ...(known === null ? {} : { range: `bytes=${known.bytes}-`, 'if-range': known.validator }),
  }
}

function isRangeAsAsked(response: DownloadResponse, known: PartControl): boolean {
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers['content-range'] ?? '')
  if (range === null || Number(range[1]) !== known.bytes) return false
  if (response.headers['content-encoding'] !== undefined) return false
  const total = range[3] === '*' ? null : Number(range[3])
  if (total !== null && known.length !== null && total !== known.length) return false
  if (total !== null && Number(range[2]) !== total - 1) return false
  const validator = validatorOf(response.headers)
  return validator === null || validator === known.validator
}

function totalOf(response: DownloadResponse, offset: number): number | null {
  const length = response.headers['content-length']
  return length !== undefined && /^\d+$/.test(length) ? offset + Number(length) : null
}

/** Weak ETags say "much the same", which is not enough to join two halves. */
function validatorOf(headers: Readonly<Record<string, string>>): string | null {
  const { etag } = headers
  if (etag !== undefined && etag !== '' && !etag.startsWith('W/')) return etag
  return headers['last-modified'] ?? null
}

function judgeStatus(response: DownloadResponse, bytes: Uint8Array, nowMs: number): DownloadResult {
  const { status } = response
  const { charge: _charge, ...failure } = readFailure(status, response.headers, bytes, nowMs)
  const saysExpired = status === 400 && /expired/i.test(new TextDecoder().decode(bytes))
  if (DEAD_LINK.has(status) || saysExpired) {
    const message = 'The link to this result is no longer valid.'
    return { kind: 'expired', status, failure: { ...failure, code: 'expired', message, nextStep: 'retry' } }
  }
  if (status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501)) {
    return { kind: 'transient', failure }
  }
  if (status < 300) return transient(`The server answered HTTP ${status} without the file.`)
  return { kind: 'refused', failure }
}

function judgeBreak(error: unknown, signal: AbortSignal | undefined): DownloadResult {
  if (signal?.aborted === true) return { kind: 'transient', failure: canceledFailure() }
  const failure = readNetworkFailure(error)
  // Only the network gets better by itself.
  return failure.code === 'offline' ? { kind: 'transient', failure } : { kind: 'refused', failure }
}

function transient(message: string): DownloadResult {
  return { kind: 'transient', failure: { code: 'gateway-fault', message, nextStep: 'retry' } }
}

function tooLarge(maxBytes: number): AppError {
  const megabytes = Math.round(maxBytes / (1024 * 1024))
  return new AppError({ code: 'too-large', message: `The result is larger than ${megabytes} MB.`, nextStep: 'none' })
}
