import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from '@shared/domain/app-error'
import ipaddr from 'ipaddr.js'
import { detach } from '../log/logger'
import type { GatewayCredentials } from './types'

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** Finds a host's addresses; the system's resolver unless a test brings its own. */
export type ResolveHost = (hostname: string) => Promise<readonly ResolvedAddress[]>

/** The one `host:port` that may lie on a loopback address, or null. */
export type LoopbackException = string | null

const FORBIDDEN_NAMES = /(?:^|\.)(?:local|localhost|internal|home\.arpa|localdomain)$/
/** Local proxies in "fake address" mode answer every name from this otherwise unused block (RFC 2544). */
const STAND_IN_BLOCK: [ipaddr.IPv4, number] = [ipaddr.IPv4.parse('198.18.0.0'), 15]

export const resolveWithSystem: ResolveHost = (hostname) => systemLookup(hostname, { all: true })

/** Results may lie on loopback only for the embedded demo gateway, and only at its own address. */
export function loopbackExceptionOf(credentials: GatewayCredentials): LoopbackException {
  return credentials.isLoopbackAllowed ? hostAndPort(new URL(credentials.baseUrl)) : null
}

/**
 * Parses a link that a server gave and refuses what must never be fetched by its spelling alone. Names are judged
 * again by address when the connection is made, see {@link createSafeLookup}.
 * @throws AppError `unsafe-url`
 */
export function assertSafeUrl(link: string | URL, exception: LoopbackException): URL {
  const url = parseUrl(link)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw unsafe('is not a web address')
  if (url.username !== '' || url.password !== '') throw unsafe('carries a user name')
  const hostname = bareHostname(url.hostname)
  if (hostname === '') throw unsafe('names no server')
  const isException = exception !== null && hostAndPort(url) === exception
  if (isIP(hostname) !== 0) {
    assertSafeAddress(hostname, isException)
    return url
  }
  if (!isException && (FORBIDDEN_NAMES.test(hostname) || !hostname.includes('.'))) {
    throw unsafe('names a computer of the local network')
  }
  return url
}

/**
 * A lookup for `net.connect` that refuses the whole host when any of its addresses is not public. The addresses
 * that were judged are the ones connected to, so a name cannot change its mind in between (DNS rebinding).
 */
export function createSafeLookup(resolve: ResolveHost, isException: boolean): LookupFunction {
  return createLookup(async (hostname) => {
    const addresses = await resolve(hostname)
    for (const { address } of addresses) {
      if (!isStandIn(address)) assertSafeAddress(address, isException)
    }
    return addresses
  })
}

/** Turns a resolver into the callback form that `net.connect` takes. */
export function createLookup(resolve: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async (): Promise<void> => {
      const addresses = await resolve(hostname).catch(asError)
      if (addresses instanceof Error) return callback(addresses, '')
      const wanted = addresses.filter(({ family }) => isWantedFamily(options.family, family))
      const first = wanted[0]
      if (first === undefined) return callback(Object.assign(new Error('No address'), { code: 'ENOTFOUND' }), '')
      return options.all === true ? callback(null, [...wanted]) : callback(null, first.address, first.family)
    }
    detach(answer(), 'look up a host')
  }
}

/**
 * For connections through a proxy, which resolves names itself: refuses a name that leads into a private network
 * as seen from here. A name that cannot be resolved here is the proxy's business.
 * @throws AppError `unsafe-url`
 */
export async function assertResolvesSafely(resolve: ResolveHost, url: URL): Promise<void> {
  const hostname = bareHostname(url.hostname)
  if (isIP(hostname) !== 0) return
  const addresses = await resolve(hostname).catch(asError)
  if (addresses instanceof Error) return
  for (const { address } of addresses) {
    if (!isStandIn(address)) assertSafeAddress(address, false)
  }
}

/** @throws AppError `unsafe-url` unless the address is public, or loopback where that is the exception */
export function assertSafeAddress(address: string, isLoopbackException: boolean): void {
  const range = rangeOf(address)
  if (range === 'unicast') return
  if (range === 'loopback' && isLoopbackException) return
  throw unsafe('leads into a private network')
}

/** `host:port` with the default port of the scheme filled in. */
export function hostAndPort(url: URL): string {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return `${bareHostname(url.hostname)}:${port}`
}

function rangeOf(address: string): string {
  const withoutZone = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(withoutZone)) return 'invalid'
  const parsed = ipaddr.process(withoutZone)
  if (parsed.kind() !== 'ipv6') return parsed.range()
  const range = parsed.range()
  // Networks without IPv4 reach it through these prefixes: what counts is the address inside.
  if (range !== 'rfc6052' && range !== 'rfc6145') return range
  return new ipaddr.IPv4(parsed.toByteArray().slice(12)).range()
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

function isStandIn(address: string): boolean {
  return isIP(address) === 4 && ipaddr.IPv4.parse(address).match(STAND_IN_BLOCK)
}

function isWantedFamily(wanted: number | string | undefined, family: number): boolean {
  if (wanted === undefined || wanted === 0) return true
  return wanted === family || wanted === `IPv${family}`
}

function parseUrl(link: string | URL): URL {
  if (link instanceof URL) return link
  const url = URL.canParse(link) ? new URL(link) : null
  if (url === null) throw unsafe('cannot be read')
  return url
}

function bareHostname(hostname: string): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}

function unsafe(why: string): AppError {
  return new AppError({
    code: 'unsafe-url',
    message: `The gateway gave a link that ${why}. It was not opened.`,
    nextStep: 'none',
  })
}
