import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { GatewayContext } from './context'
import { assertRealtime, talk } from './families/realtime'
import { sha256Of } from './store/blobs'
import type { Strike } from './store/faults'
import { publicHeaders } from './store/request-log'
import { deliver } from './wire/delivery'
import type { GatewayRequest } from './wire/gateway-request'
import type { HeldReplies } from './wire/held-replies'
import { errorBody, errorStatus, Refusal } from './wire/refusal'
import { jsonReply, type Reply } from './wire/reply'
import type { Match, Router } from './wire/router'
import { acceptWebSocket, type ServerSocket } from './wire/websocket'

const MAX_BODY_BYTES = 64 * 1024 * 1024

export interface ServerParts {
  readonly context: GatewayContext
  readonly gatewayRoutes: Router
  readonly adminRoutes: Router
  readonly held: HeldReplies
}

/** The HTTP server of the gateway, not listening yet. */
export function createGatewayServer(parts: ServerParts): Server {
  const server = createServer((incoming, response) => {
    serve(parts, incoming, response).catch((error: unknown) => {
      if (incoming.destroyed || response.destroyed) return
      process.stderr.write(`demo gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      response.destroy()
    })
  })
  server.on('upgrade', (incoming, stream) => upgrade(parts.context, incoming, stream))
  server.keepAliveTimeout = 30_000
  return server
}

/** The one route that is a WebSocket; a refusal is an ordinary answer instead of an upgrade. */
function upgrade(context: GatewayContext, incoming: IncomingMessage, stream: Duplex): void {
  const request = requestOf(incoming, Buffer.alloc(0))
  logRequest(context, request, incoming.url ?? '/')
  try {
    if (request.path !== '/v1/realtime') throw new Refusal(404, '', `Invalid URL (GET ${request.path})`)
    const authorised = { ...request, key: context.accounts.authorise(keyOf(request)).key }
    assertRealtime(context, authorised)
    const socket: ServerSocket = acceptWebSocket(
      incoming,
      stream,
      talk(context, authorised, () => socket),
    )
    socket.send(JSON.stringify({ type: 'session.created', event_id: 'event_0', session: {} }))
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, '', 'The upgrade failed')
    const body = JSON.stringify(errorBody('openai', refusal, request.id))
    stream.end(
      `HTTP/1.1 ${errorStatus('openai', refusal)} Refused\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
}

function requestOf(incoming: IncomingMessage, body: Buffer | null): GatewayRequest {
  const address = new URL(incoming.url ?? '/', 'http://gateway.invalid')
  return {
    id: requestId(),
    method: incoming.method ?? 'GET',
    path: address.pathname,
    query: address.searchParams,
    headers: incoming.headers,
    body: body ?? Buffer.alloc(0),
    bodySha256: sha256Of(body ?? ''),
    params: {},
    key: '',
    fault: null,
  }
}

async function serve(parts: ServerParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(incoming)
  const request = requestOf(incoming, body)
  response.setHeader('x-oneapi-request-id', request.id)
  if (request.path.startsWith('/__demo/')) {
    await deliver(response, await answer(parts, parts.adminRoutes, request), null)
    return
  }
  logRequest(parts.context, request, incoming.url ?? '/')
  const reply = await (body === null ? answerTooLarge(request, response) : answerStruck(parts, request, response))
  if (reply !== null) parts.context.log.close(request.id, reply.status)
}

/** Answers with the fault, if any, that strikes this request. Null when nothing was answered. */
async function answerStruck(
  parts: ServerParts,
  request: GatewayRequest,
  response: ServerResponse,
): Promise<Reply | null> {
  const { faults } = parts.context
  const model = faults.list().length === 0 ? '' : modelOf(request)
  const strike = faults.strike({ method: request.method, path: request.path, model })
  const effect = strike?.effect ?? null
  if (strike !== null) await strikeBefore(strike)
  const spoilsOnly = strike?.isBefore === true && effect !== null && effect.kind !== 'delay'
  const reply = spoilsOnly ? jsonReply({}) : await answer(parts, parts.gatewayRoutes, { ...request, fault: effect })
  if (effect?.kind === 'delay' && strike?.isBefore === false) await sleep(effect.ms)
  if (effect?.kind === 'hold') {
    await parts.held.hold({ id: request.id, method: request.method, path: request.path, since: Date.now() })
  }
  if (response.destroyed) return null
  await deliver(response, reply, effect)
  if (effect?.kind === 'reset') return null
  return effect?.kind === 'status' ? { ...reply, status: effect.status } : reply
}

async function strikeBefore(strike: Strike): Promise<void> {
  if (strike.isBefore && strike.effect.kind === 'delay') await sleep(strike.effect.ms)
}

async function answer(parts: ServerParts, router: Router, request: GatewayRequest): Promise<Reply> {
  const match = router(request.method, request.path)
  if (match === null) {
    const refusal = new Refusal(404, '', `Invalid URL (${request.method} ${request.path})`)
    return jsonReply(errorBody('openai', refusal, request.id), 404)
  }
  try {
    return await answerMatch(parts.context, match, request)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { errors } = match.route
    return jsonReply(errorBody(errors, error, request.id), errorStatus(errors, error), error.headers)
  }
}

function answerMatch(context: GatewayContext, match: Match, request: GatewayRequest): Reply | Promise<Reply> {
  const key = match.route.needsKey ? context.accounts.authorise(keyOf(request)).key : ''
  return match.route.handle(context, { ...request, key, params: match.params })
}

/** The caller's key from the headers this server family reads; null without one. */
function keyOf(request: GatewayRequest): string | null {
  const bearer = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const { headers } = request
  const other = headers['x-api-key'] ?? headers['x-goog-api-key'] ?? headers['mj-api-secret']
  const inQuery = request.path.startsWith('/v1beta/') ? request.query.get('key') : null
  return bearer?.trim() ?? (typeof other === 'string' ? other : inQuery)
}

function logRequest(context: GatewayContext, request: GatewayRequest, url: string): void {
  context.log.open({
    id: request.id,
    at: Date.now(),
    method: request.method,
    path: url.replace(/([?&]key=)[^&]*/g, '$1***'),
    headers: publicHeaders(request.headers),
    hasKey: keyOf(request) !== null,
    bodyBytes: request.body.length,
    bodySha256: request.bodySha256,
  })
  context.onRequest(request)
}

/** The model a call names, for matching faults; empty where it names none. */
function modelOf(request: GatewayRequest): string {
  if (request.method !== 'POST') return ''
  const inPath = /^\/v1beta\/models\/([^:]+):/.exec(request.path)?.[1]
  if (inPath !== undefined) return decodeURIComponent(inPath)
  const text = request.body.toString('latin1')
  const json = /"(?:model|model_name|mv)"\s*:\s*"([^"]+)"/.exec(text)?.[1]
  return json ?? /name="model"\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]+)/.exec(text)?.[1] ?? ''
}

async function answerTooLarge(request: GatewayRequest, response: ServerResponse): Promise<Reply> {
  const refusal = new Refusal(413, 'read_request_body_failed', 'request body too large')
  const reply = jsonReply(errorBody('openai', refusal, request.id), 413)
  await deliver(response, reply, null)
  return reply
}

/** The whole body; null when it is larger than the gateway takes. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(chunks)
}

function requestId(): string {
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 17)
  return `${time}${randomBytes(8).toString('base64url')}`
}
