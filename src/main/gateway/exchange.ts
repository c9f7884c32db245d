import type { Readable } from 'node:stream'
import type { Failure } from '@shared/domain/app-error'
import { NEXT_TO_NOTHING, readInBeats } from './beats'
import { decodeContent } from './body-reading'
import { canceledFailure, readNetworkFailure, timeoutFailure } from './network-failures'
import type { PreparedBody } from './request-body'
import type { Lease, Pace } from './transport'
import type { GatewayCredentials, WireRequest } from './types'

/** An answer whose head has come and whose body is still on its way. */
export interface OpenAnswer {
  readonly status: number
  /** Names in lower case; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>
  readonly contentType: string
  /** Decoded bytes; throws where the connection breaks. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** The limits around one call: the caller's Stop and a time-out, as one signal. */
export interface CallLimits {
  readonly signal: AbortSignal
  readonly clearTimeout: () => void
  /** What ended the call: the caller, the clock, or the network itself. */
  readonly explain: (error: unknown) => Failure
  /** Must be called once the call is over. */
  readonly dispose: () => void
}

export function limitCall(caller: AbortSignal | undefined, timeoutMs: number): CallLimits {
  const controller = new AbortController()
  let cause: 'caller' | 'clock' | null = null
  const stop = (): void => {
    cause ??= 'caller'
    controller.abort()
  }
  const timer = setTimeout(() => {
    cause ??= 'clock'
    controller.abort()
  }, timeoutMs)
  if (caller?.aborted === true) stop()
  caller?.addEventListener('abort', stop, { once: true })
  return {
    signal: controller.signal,
    clearTimeout: () => clearTimeout(timer),
    explain: (error) => {
      if (cause === 'caller') return canceledFailure()
      return cause === 'clock' ? timeoutFailure(timeoutMs) : readNetworkFailure(error)
    },
    dispose: () => {
      clearTimeout(timer)
      caller?.removeEventListener('abort', stop)
    },
  }
}

/** Sends a request and answers as soon as the head of the answer is there. @throws what undici throws */
export async function openAnswer(
  lease: Lease,
  call: {
    readonly url: URL
    readonly method: WireRequest['method']
    readonly headers: Readonly<Record<string, string>>
    readonly body: PreparedBody
  },
  signal: AbortSignal,
  pace: Pace = 'steady',
): Promise<OpenAnswer> {
  const response = await lease.dispatcher.request({
    origin: call.url.origin,
    path: `${call.url.pathname}${call.url.search}`,
    method: call.method,
    headers: call.headers,
    // undici takes any async iterable; its types name only some of them.
    body: call.body.chunks as Readable | null,
    signal,
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(pace === 'in-beats' ? { highWaterMark: NEXT_TO_NOTHING } : {}),
  })
  response.body.on('error', ignore)
  const headers = flattenHeaders(response.headers)
  const chunks: AsyncIterable<Uint8Array> = pace === 'in-beats' ? readInBeats(response.body) : response.body
  return {
    status: response.statusCode,
    headers,
    contentType: headers['content-type'] ?? '',
    chunks: decodeContent(chunks, headers['content-encoding']),
  }
}

/** For bodies: readers meet the error themselves, but one that breaks while nobody reads must not end the program. */
export function ignore(): void {
  return undefined
}

/** The full address of a call. */
export function urlOf(request: WireRequest, credentials: GatewayCredentials): URL {
  const url = new URL(`${credentials.baseUrl}${request.path}`)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const item of typeof value === 'string' ? [value] : value) url.searchParams.append(name, item)
  }
  return url
}

export function flattenHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
