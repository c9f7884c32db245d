export interface FullReply {
  readonly kind: 'full'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  /** Announced length where it is to differ from the body's own. */
  readonly declaredLength?: number
}

export interface StreamReply {
  readonly kind: 'stream'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly chunks: AsyncIterable<string>
}

export type Reply = FullReply | StreamReply

export function bytesReply(
  status: number,
  contentType: string,
  body: Buffer | string,
  headers: Readonly<Record<string, string>> = {},
): FullReply {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  return { kind: 'full', status, headers: { 'content-type': contentType, ...headers }, body: bytes }
}

export function jsonReply(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): FullReply {
  return bytesReply(status, 'application/json; charset=utf-8', JSON.stringify(value), headers)
}

/** Server-sent events; each chunk is written as it comes. */
export function eventReply(chunks: AsyncIterable<string>): StreamReply {
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', 'x-accel-buffering': 'no' }
  return { kind: 'stream', status: 200, headers, chunks }
}
