import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** RFC 6455, section 1.3. */
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const MAX_FRAME_BYTES = 1024 * 1024
const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10

/** The server's end of one WebSocket; text frames only, as the realtime protocol uses them. */
export interface ServerSocket {
  readonly send: (text: string) => void
  readonly close: () => void
}

export interface SocketListener {
  readonly onText: (text: string) => void
  readonly onClose: () => void
}

/** Answers an upgrade and speaks frames from then on. */
export function acceptWebSocket(request: IncomingMessage, stream: Duplex, listener: SocketListener): ServerSocket {
  const key = request.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1').update(`${key}${HANDSHAKE_GUID}`).digest('base64')
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const close = (): void => {
    if (!stream.destroyed) stream.end(frame(CLOSE, Buffer.alloc(0)))
  }
  let waiting = Buffer.alloc(0)
  let words: Buffer[] = []
  stream.on('data', (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk])
    for (let read = readFrame(waiting); read; read = readFrame(waiting)) {
      waiting = waiting.subarray(read.byteLength)
      if (read.opcode === CLOSE) return close()
      if (read.opcode === PING) stream.write(frame(PONG, read.payload))
      if (read.opcode !== TEXT && read.opcode !== 0) continue
      words.push(read.payload)
      if (!read.isLast) continue
      listener.onText(Buffer.concat(words).toString('utf8'))
      words = []
    }
    if (waiting.length > MAX_FRAME_BYTES) stream.destroy()
  })
  stream.on('error', () => stream.destroy())
  stream.on('close', listener.onClose)
  return {
    send: (text) => {
      if (!stream.destroyed && stream.writable) stream.write(frame(TEXT, Buffer.from(text)))
    },
    close,
  }
}

interface ReadFrame {
  readonly opcode: number
  readonly isLast: boolean
  readonly payload: Buffer
  readonly byteLength: number
}

/** The first whole frame of what arrived; null while it is not whole. Clients always mask. */
function readFrame(bytes: Buffer): ReadFrame | null {
  if (bytes.length < 2) return null
  const first = bytes.readUInt8(0)
  const second = bytes.readUInt8(1)
  let length = second & 0x7f
  let at = 2
  if (length === 126) {
    if (bytes.length < 4) return null
    length = bytes.readUInt16BE(2)
    at = 4
  } else if (length === 127) {
    if (bytes.length < 10) return null
    length = Number(bytes.readBigUInt64BE(2))
    at = 10
  }
  const isMasked = (second & 0x80) !== 0
  const start = at + (isMasked ? 4 : 0)
  if (bytes.length < start + length) return null
  const payload = Buffer.from(bytes.subarray(start, start + length))
  if (isMasked) for (let index = 0; index < length; index += 1) payload[index]! ^= bytes[at + (index % 4)]!
  return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload, byteLength: start + length }
}

function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head =
    length < 126
      ? Buffer.from([0x80 | opcode, length])
      : length < 65_536
        ? Buffer.from([0x80 | opcode, 126, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([0x80 | opcode, 127]), bigLength(length)])
  return Buffer.concat([head, payload])
}

function bigLength(length: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(length))
  return bytes
}
