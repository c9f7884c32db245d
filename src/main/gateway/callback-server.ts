import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SECOND_MS } from '@shared/lib/durations'

export interface CallbackServerOptions {
  /** 0 takes any free one. */
  readonly port: number
  /** The last part of the path; whoever does not know it learns nothing here. */
  readonly secret: string
  /** Somebody says that a task at the gateway has changed. A rumour: whoever hears it asks the gateway itself. */
  readonly onWake: (remoteId: string) => void
}

export interface CallbackServer {
  readonly port: number
  readonly close: () => Promise<void>
}

/** A vendor's notice is a few hundred bytes. */
const MAX_BODY_BYTES = 64 * 1024
const MAX_CONNECTIONS = 16
const MAX_ID_LENGTH = 100

/**
 * Listens on this machine only, for a vendor's notices that come through a tunnel. Nothing in a notice is believed but
 * the hint that it is worth asking. Rejects when the port is taken.
 */
export async function startCallbackServer(options: CallbackServerOptions): Promise<CallbackServer> {
  const server = createServer((request, response) => answer(request, response, options))
  server.maxConnections = MAX_CONNECTIONS
  server.requestTimeout = 10 * SECOND_MS
  server.headersTimeout = 5 * SECOND_MS
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  // The program ends when its windows do.
  server.unref()
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) }
}

function answer(request: IncomingMessage, response: ServerResponse, options: CallbackServerOptions): void {
  if (request.method !== 'POST' || !isSecretPath(request.url ?? '', options.secret))
    return refuse(request, response, 404)
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return refuse(request, response, 413)
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > MAX_BODY_BYTES) refuse(request, response, 413)
    else chunks.push(chunk)
  })
  request.on('end', () => {
    if (response.writableEnded) return
    const remoteId = remoteIdIn(Buffer.concat(chunks))
    response.writeHead(remoteId === null ? 400 : 204).end()
    if (remoteId !== null) options.onWake(remoteId)
  })
  request.on('error', () => response.destroy())
}

function refuse(request: IncomingMessage, response: ServerResponse, status: 404 | 413): void {
  if (response.writableEnded) return
  response.writeHead(status, { connection: 'close' }).end(() => request.destroy())
}

function isSecretPath(url: string, secret: string): boolean {
  const given = Buffer.from(url)
  const wanted = Buffer.from(callbackPath(secret))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export const callbackPath = (secret: string): string => `/callback/${secret}`

/** The number of the task in a notice; null in everything else. */
function remoteIdIn(body: Buffer): string | null {
  try {
    const notice: unknown = JSON.parse(body.toString('utf8'))
    const id: unknown = typeof notice === 'object' && notice !== null && 'task_id' in notice ? notice.task_id : null
    return typeof id === 'string' && id !== '' && id.length <= MAX_ID_LENGTH ? id : null
  } catch {
    return null
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
