import { Agent, Client, type Dispatcher, ProxyAgent } from 'undici'
import { SECOND_MS } from '@shared/lib/durations'
import { detach } from '../log/logger'
import { NEXT_TO_NOTHING } from './beats'
import { createLookup, hostAndPort, type ResolveHost } from './url-safety'

/** The proxy for an address as `http://host:port` (also `https:`, `socks5:`), or null to go straight. */
export type ResolveProxy = (url: string) => Promise<string | null>

export interface TransportOptions {
  readonly resolve?: ResolveHost | undefined
  readonly proxy?: ResolveProxy | undefined
}

/** Whether the connection may rest while its body is not read, as streams of words do. */
export type Pace = 'steady' | 'in-beats'

export interface Lease {
  readonly dispatcher: Dispatcher
  /** True once bytes may have gone to the server; always true where that cannot be seen. */
  readonly hasConnected: () => boolean
  /** Gives the connection back, or ends it. Safe to call twice. */
  readonly release: () => void
}

export interface Transport {
  /**
   * A connection of its own for one paid request. A kept-alive connection may be half dead: a reset on it would
   * turn a request that never arrived into one that may have been charged.
   */
  readonly leaseFresh: (origin: URL, pace?: Pace) => Promise<Lease>
  /** Pooled connections for free questions. */
  readonly leasePooled: (origin: URL) => Promise<Lease>
  readonly close: () => Promise<void>
}

export const CONNECT_TIMEOUT_MS = 15 * SECOND_MS
const KEEP_ALIVE_MS = 10 * SECOND_MS
const MAX_POLL_CONNECTIONS = 16
/** The caller's own limits end a request; undici's would end a long silent generation after five minutes. */
const NO_LIMIT = { headersTimeout: 0, bodyTimeout: 0 } as const

/** Connections to the gateway itself, whose address the person chose; nothing here follows links of a server. */
export function createTransport(options: TransportOptions): Transport {
  const connect = {
    timeout: CONNECT_TIMEOUT_MS,
    ...(options.resolve === undefined ? {} : { lookup: createLookup(options.resolve) }),
  }
  const pooled = new Agent({ ...NO_LIMIT, connect, connections: MAX_POLL_CONNECTIONS, keepAliveTimeout: KEEP_ALIVE_MS })
  const proxies = new Map<string, ProxyAgent>()
  const proxyFor = (origin: URL): Promise<string | null> => resolveProxyFor(origin, options.proxy)

  return {
    leaseFresh: async (origin, pace = 'steady') => {
      const proxy = await proxyFor(origin)
      if (proxy !== null) return leaseProxied(proxy)
      const resting = pace === 'in-beats' ? { highWaterMark: NEXT_TO_NOTHING } : {}
      const client = new Client(origin.origin, { ...NO_LIMIT, connect: { ...connect, ...resting } })
      let hasConnected = false
      client.once('connect', () => {
        hasConnected = true
      })
      return { dispatcher: client, hasConnected: () => hasConnected, release: () => end(client) }
    },
    leasePooled: async (origin) => {
      const proxy = await proxyFor(origin)
      if (proxy === null) return { dispatcher: pooled, hasConnected: () => true, release: () => undefined }
      const known = proxies.get(proxy) ?? new ProxyAgent({ ...NO_LIMIT, uri: proxy, connections: MAX_POLL_CONNECTIONS })
      proxies.set(proxy, known)
      return { dispatcher: known, hasConnected: () => true, release: () => undefined }
    },
    close: async () => {
      await Promise.all([pooled.destroy(), ...[...proxies.values()].map((agent) => agent.destroy())])
      proxies.clear()
    },
  }
}

function leaseProxied(proxy: string): Lease {
  const agent = new ProxyAgent({ ...NO_LIMIT, uri: proxy, requestTls: { timeout: CONNECT_TIMEOUT_MS } })
  return { dispatcher: agent, hasConnected: () => true, release: () => end(agent) }
}

function end(dispatcher: Dispatcher): void {
  detach(dispatcher.destroy(), 'end a connection')
}

/** The proxy for an origin; what lies on this computer is never asked for through one. */
export async function resolveProxyFor(origin: URL, resolveProxy: ResolveProxy | undefined): Promise<string | null> {
  if (resolveProxy === undefined || isLoopbackHost(origin)) return null
  return resolveProxy(origin.href)
}

function isLoopbackHost(origin: URL): boolean {
  const host = hostAndPort(origin).replace(/:\d+$/, '')
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
