import type { IncomingHttpHeaders } from 'node:http'
import type { FaultEffect } from '../store/faults'

export interface GatewayRequest {
  readonly id: string
  readonly method: string
  /** Path without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly bodySha256: string
  /** Parts of the path that the route's pattern names. */
  readonly params: Readonly<Record<string, string>>
  /** The caller's key, checked; empty on routes that need none. */
  readonly key: string
  /** The fault that strikes this request, for handlers that play a part in it. */
  readonly fault: FaultEffect | null
}

/** A call as it came, before anything is known about it. */
export type ReceivedRequest = Pick<GatewayRequest, 'method' | 'path' | 'query' | 'headers' | 'body'>
