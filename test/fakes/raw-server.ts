import { createServer, type Server, type Socket } from 'node:net'
import type { GatewayCredentials } from '@main/gateway/types'

export interface RawServer {
  readonly port: number
  readonly origin: string
  /** What each connection sent so far, as text. */
  readonly received: readonly string[]
  readonly close: () => Promise<void>
}

/** A TCP server whose script gets each connection and writes whatever bytes it likes. */
export async function startRawServer(script: (socket: Socket, index: number) => void): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const received: string[] = []
  const server = createServer((socket) => {
    const index = received.push('') - 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      received[index] += bytes.toString('latin1')
    })
    script(socket, index)
  })
  const port = await listen(server)
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    received,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}

/** Calls back once the whole request has come: head, and as much body as its Content-Length says. */
export function onRequest(socket: Socket, answer: (request: string) => void): void {
  let text = ''
  let isAnswered = false
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1')
    const headEnd = text.indexOf('\r\n\r\n')
    if (headEnd === -1 || isAnswered) return
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length < headEnd + 4 + length) return
    isAnswered = true
    answer(text)
  })
}

export function httpAnswer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Buffer {
  const bytes = Buffer.from(body)
  const lines = Object.entries({ 'content-length': String(bytes.byteLength), connection: 'close', ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Scripted\r\n${head}\r\n`), bytes])
}

export function credentialsFor(baseUrl: string, changes: Partial<GatewayCredentials> = {}): GatewayCredentials {
  return { profileId: 'profile-1', baseUrl, key: 'sk-canary-0123456789', isLoopbackAllowed: true, ...changes }
}

export const testClock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() }

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
