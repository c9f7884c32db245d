import { AppError, type Failure } from '@shared/domain/app-error'
import { maskSecrets } from '../log/redaction'

const RESOLUTION_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'])
const UNREACHABLE_CODES = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EHOSTDOWN'])
const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])
const TLS_CODES = /^(?:CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/
const FULL_DISK_CODES = new Set(['ENOSPC', 'EDQUOT'])
/** Of the disk rather than of the network, where sockets know no such codes. */
const LOCKED_DISK_CODES = new Set(['EROFS', 'EACCES', 'EPERM'])
const BROKEN_DISK_CODES = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EIO', 'EMFILE', 'ENFILE', 'EBADF'])

/** An error of the network below HTTP in plain words; an {@link AppError} anywhere in the chain speaks for itself. */
export function readNetworkFailure(error: unknown): Failure {
  const chain = causeChain(error)
  const known = chain.find((link) => link instanceof AppError)
  if (known !== undefined) return known.failure
  const codes = chain.map(codeOf)
  const raw = maskSecrets(chain.map((link) => `${codeOf(link)} ${link.message}`.trim()).join(' ← '))
  return { ...describe(codes, raw), raw }
}

/** The failure of a person's own Stop. */
export function canceledFailure(): Failure {
  return { code: 'canceled', message: 'Stopped.', nextStep: 'none' }
}

/** A server that stayed silent for too long. */
export function timeoutFailure(timeoutMs: number): Failure {
  const message = `No answer came within ${Math.max(1, Math.round(timeoutMs / 1_000))} seconds.`
  return { code: 'offline', message, nextStep: 'retry' }
}

function describe(codes: readonly string[], raw: string): Failure {
  const has = (set: ReadonlySet<string>): boolean => codes.some((code) => set.has(code))
  if (has(FULL_DISK_CODES)) return failureOf('disk-full', 'The disk is full.', 'free-space')
  if (has(LOCKED_DISK_CODES) && !/\bconnect\b/.test(raw)) {
    return failureOf('read-only', 'The data folder cannot be written to.', 'open-settings')
  }
  if (has(BROKEN_DISK_CODES)) return failureOf('internal', 'A file in the data folder could not be written.')
  if (codes.some((code) => /^(?:UND_)?ERR_INVALID/.test(code))) {
    return failureOf('internal', 'The studio made a request that cannot be sent.', 'none')
  }
  if (has(RESOLUTION_CODES)) {
    return failureOf('offline', 'The server’s name could not be found. Check the internet connection and the base URL.')
  }
  if (codes.some((code) => TLS_CODES.test(code))) {
    const message =
      'The secure connection could not be trusted: the server’s certificate is not valid for this address.'
    return failureOf('offline', message, 'open-settings')
  }
  if (/Proxy (?:response|Authentication)|SOCKS/i.test(raw)) {
    const cause = /407/.test(raw) ? 'asks for a password' : 'refused the connection'
    return failureOf('offline', `The network proxy ${cause}.`, 'open-settings')
  }
  if (codes.includes('ECONNREFUSED')) return failureOf('offline', 'Nothing answers at the server’s address.')
  if (has(UNREACHABLE_CODES)) return failureOf('offline', 'The network is not reachable.')
  if (has(TIMEOUT_CODES)) return failureOf('offline', 'The server did not answer in time.')
  return failureOf('offline', 'The connection was cut.')
}

function failureOf(code: Failure['code'], message: string, nextStep: Failure['nextStep'] = 'retry'): Failure {
  return { code, message, nextStep }
}

function causeChain(error: unknown): readonly Error[] {
  const chain: Error[] = []
  const queue: unknown[] = [error]
  while (queue.length > 0 && chain.length < 12) {
    const link = queue.shift()
    if (!(link instanceof Error)) continue
    chain.push(link)
    queue.push(link.cause)
    if (link instanceof AggregateError) queue.push(...link.errors)
  }
  return chain
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
