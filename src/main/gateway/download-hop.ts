import { Agent, buildConnector, type Dispatcher, ProxyAgent } from 'undici'
import { AppError } from '@shared/domain/app-error'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { flattenHeaders, ignore } from './exchange'
import type { PreparedBody } from './request-body'
import { CONNECT_TIMEOUT_MS, resolveProxyFor, type ResolveProxy } from './transport'
import {
  assertResolvesSafely,
  assertSafeAddress,
  assertSafeUrl,
  createSafeLookup,
  hostAndPort,
  type LoopbackException,
  type ResolveHost,
} from './url-safety'

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

export interface DownloadResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Dispatcher.ResponseData['body']
}

/** Connections that reach public addresses only, plus the one loopback exception. */
export interface SafeFetcher {
  /**
   * GETs a link, following at most five redirects, each judged anew.
   * @param headersFor request headers for a hop; the key goes to the gateway's own origin only
   * @throws AppError `unsafe-url`, or what undici throws
   */
  readonly get: (
    link: string,
    options: {
      readonly exception: LoopbackException
      readonly headersFor: (url: URL) => Readonly<Record<string, string>>
      readonly idleTimeoutMs: number
      readonly signal?: AbortSignal | undefined
    },
  ) => Promise<DownloadResponse>
  /** POSTs a body to a link once, without following where it leads. @throws AppError `unsafe-url`, or what undici throws */
  readonly post: (
    link: string,
    options: { readonly exception: LoopbackException; readonly body: PreparedBody; readonly idleTimeoutMs: number },
  ) => Promise<DownloadResponse>
  readonly close: () => Promise<void>
}

export function createSafeFetcher(resolve: ResolveHost, proxy: ResolveProxy | undefined): SafeFetcher {
  // One pool for each exception: a connection allowed to one profile must not serve another.
  const agents = new Map<string, Dispatcher>()
  const dispatcherFor = async (url: URL, exception: LoopbackException): Promise<Dispatcher> => {
    const proxyUrl = await resolveProxyFor(url, proxy)
    if (proxyUrl !== null) await assertResolvesSafely(resolve, url)
    const name = proxyUrl ?? exception ?? ''
    const agent =
      agents.get(name) ?? (proxyUrl === null ? createSafeAgent(resolve, exception) : new ProxyAgent(proxyUrl))
    agents.set(name, agent)
    return agent
  }
  return {
    get: async (link, options) => {
      let url = assertSafeUrl(link, options.exception)
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        const dispatcher = await dispatcherFor(url, options.exception)
        const response = await requestOnce(dispatcher, url, options)
        const location = REDIRECTS.has(response.status) ? response.headers.location : undefined
        if (location === undefined) return response
        // The body of a redirect is of no use; ending it here frees the connection.
        await response.body.dump({ limit: 64 * 1024 })
        url = redirectTarget(location, url, options.exception)
      }
      throw refusal('The link leads from one place to another without end.')
    },
    post: async (link, { exception, body, idleTimeoutMs }) => {
      const url = assertSafeUrl(link, exception)
      const dispatcher = await dispatcherFor(url, exception)
      return requestOnce(dispatcher, url, { headersFor: () => body.headers, idleTimeoutMs }, body)
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()))
      agents.clear()
    },
  }
}

async function requestOnce(
  dispatcher: Dispatcher,
  url: URL,
  options: Omit<Parameters<SafeFetcher['get']>[1], 'exception'>,
  body: PreparedBody | null = null,
): Promise<DownloadResponse> {
  const response = await dispatcher.request({
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: body === null ? 'GET' : 'POST',
    headers: options.headersFor(url),
    // undici takes any async iterable; its types name only some of them.
    body: (body?.chunks ?? null) as Readable | null,
    headersTimeout: options.idleTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
    signal: options.signal,
  })
  response.body.on('error', ignore)
  return { status: response.statusCode, headers: flattenHeaders(response.headers), body: response.body }
}

function redirectTarget(location: string, from: URL, exception: LoopbackException): URL {
  if (!URL.canParse(location, from.href)) throw refusal('The link leads to an address that cannot be read.')
  const target = assertSafeUrl(new URL(location, from), exception)
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw refusal('The link leads from a protected address to an unprotected one.')
  }
  return target
}

/** Judges each connection when it is made, on the address that is really used. */
function createSafeAgent(resolve: ResolveHost, exception: LoopbackException): Agent {
  const connectors = [false, true].map((isException) =>
    buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: createSafeLookup(resolve, isException) }),
  )
  return new Agent({
    connect: (options, callback) => {
      const hostname = options.hostname.replace(/^\[|\]$/g, '')
      const authority = new URL(
        `${options.protocol}//${options.hostname}${options.port === '' ? '' : `:${options.port}`}`,
      )
      const isException = hostAndPort(authority) === exception
      try {
        if (isIP(hostname) !== 0) assertSafeAddress(hostname, isException)
      } catch (error) {
        callback(error instanceof Error ? error : new Error('unsafe'), null)
        return
      }
      connectors[isException ? 1 : 0]?.(options, callback)
    },
  })
}

function refusal(message: string): AppError {
  return new AppError({ code: 'unsafe-url', message: `${message} It was not opened.`, nextStep: 'none' })
}
