import type { Socket } from 'node:net'
import { createOpenAiChatDecoder } from '@main/gateway/chat/openai-chat-decoder'
import { createGatewayClient, type StreamOutcome } from '@main/gateway/client'
import { readSse, type SseEvent } from '@main/gateway/sse'
import type { WireRequest } from '@main/gateway/types'
import { afterEach, describe, expect, it } from 'vitest'
import { credentialsFor, httpAnswer, onRequest, startRawServer, testClock } from '../fakes/raw-server'

const client = createGatewayClient({ clock: testClock })
const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

const REQUEST: WireRequest = {
  method: 'POST',
  path: '/v1/chat/completions',
  body: { kind: 'json', value: { stream: true } },
  timeoutMs: 3_000,
}
const SSE_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\n\r\n'

const delta = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`
const PIECES = ['Füchse ', '🦊狐狸', ' aus\nPapier', ' – «déjà vu» ', '👩‍👩‍👧']
const TEXT = PIECES.join('')
const CAPTURE = [': PING\n\n', ...PIECES.map((piece) => delta(piece)), delta('', 'stop'), 'data: [DONE]\n\n'].join('')

async function open(
  script: (socket: Socket) => void,
  idleTimeoutMs = 1_000,
  signal?: AbortSignal,
): Promise<StreamOutcome> {
  const server = await startRawServer(script)
  cleanUps.push(server.close)
  const options = signal === undefined ? { idleTimeoutMs } : { idleTimeoutMs, signal }
  return client.stream(REQUEST, credentialsFor(server.origin), options)
}

interface Replay {
  readonly text: string
  readonly isComplete: boolean
  readonly end: Extract<SseEvent, { readonly kind: 'end' }> | undefined
}

async function replay(events: AsyncIterable<SseEvent>): Promise<Replay> {
  const decoder = createOpenAiChatDecoder()
  let text = ''
  let end: Replay['end']
  for await (const event of events) {
    if (event.kind === 'end') end = event
    else for (const item of decoder.feed(event.data)) text += item.kind === 'text' ? item.text : ''
  }
  return { text, isComplete: decoder.isComplete(), end }
}

async function streamed(
  script: (socket: Socket) => void,
  idleTimeoutMs = 1_000,
  signal?: AbortSignal,
): Promise<Replay> {
  const outcome = await open(script, idleTimeoutMs, signal)
  if (outcome.kind !== 'streaming') throw new Error(`Not a stream: ${outcome.kind}`)
  return replay(outcome.events)
}

async function* bytesOf(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}
const LIMITS = { idleTimeoutMs: 1_000, firstEventTimeoutMs: 1_000, maxBytes: 1e9 }

describe('a recorded stream', () => {
  it.each([
    ['LF', CAPTURE],
    ['CRLF', CAPTURE.replaceAll('\n', '\r\n')],
    ['CR', CAPTURE.replaceAll('\n', '\r')],
  ])('cut at every byte (%s) is truncated or complete as it should be, never garbled', async (_name, capture) => {
    const bytes = Buffer.from(capture)
    // The finish reason ends with its line; from there on the answer is whole.
    const wholeFrom = bytes.indexOf('"stop"}]}') + '"stop"}]}'.length
    for (let cut = 0; cut <= bytes.byteLength; cut += 1) {
      const { text, isComplete, end } = await replay(readSse(bytesOf(bytes.subarray(0, cut)), LIMITS))
      expect(TEXT.startsWith(text), `cut at ${cut}`).toBe(true)
      expect(text).not.toContain('\uFFFD')
      expect(isComplete, `cut at ${cut}`).toBe(cut >= wholeFrom)
      expect(end?.reason).toBe('eof')
    }
  })

  it('split in two at every byte is the same text', async () => {
    for (const capture of [CAPTURE, CAPTURE.replaceAll('\n', '\r\n'), `\uFEFF${CAPTURE}`]) {
      const bytes = Buffer.from(capture)
      for (let at = 0; at <= bytes.byteLength; at += 1) {
        const { text, isComplete } = await replay(readSse(bytesOf(bytes.subarray(0, at), bytes.subarray(at)), LIMITS))
        expect({ text, isComplete }, `split at ${at}`).toEqual({ text: TEXT, isComplete: true })
      }
    }
  })

  it('fed byte by byte is the same text', async () => {
    const bytes = Buffer.from(CAPTURE)
    const single = Array.from(bytes, (_byte, index) => bytes.subarray(index, index + 1))
    expect(await replay(readSse(bytesOf(...single), LIMITS))).toMatchObject({ text: TEXT, isComplete: true })
  })

  it('takes long lines whole', async () => {
    const long = 'ü'.repeat(64 * 1024)
    const bytes = Buffer.from(delta(long, 'stop'))
    const parts = Array.from({ length: Math.ceil(bytes.byteLength / 999) }, (_item, index) =>
      bytes.subarray(index * 999, index * 999 + 999),
    )
    expect((await replay(readSse(bytesOf(...parts), LIMITS))).text).toBe(long)
  })
})

describe('a stream over a socket', () => {
  it('ends by eof when the server closes in order', async () => {
    expect(await streamed((socket) => onRequest(socket, () => socket.end(SSE_HEAD + CAPTURE)))).toMatchObject({
      text: TEXT,
      isComplete: true,
      end: { reason: 'eof' },
    })
  })

  it('is not complete when an HTTP/1.0 server closes half-way', async () => {
    const head = 'HTTP/1.0 200 OK\r\ncontent-type: text/event-stream\r\n\r\n'
    expect(await streamed((socket) => onRequest(socket, () => socket.end(head + delta('Half'))))).toMatchObject({
      text: 'Half',
      isComplete: false,
      end: { reason: 'eof' },
    })
  })

  it.each([
    ['a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['a chunked body without its end', (socket: Socket) => socket.end()],
  ])('ends by reset after %s and keeps what came', async (_name, finish) => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n'
    const piece = Buffer.from(delta('Half 🦊'))
    const result = await streamed((socket) =>
      onRequest(socket, () => {
        socket.write(
          Buffer.concat([Buffer.from(`${head}${piece.byteLength.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
        )
        setTimeout(() => finish(socket), 50)
      }),
    )
    expect(result).toMatchObject({ text: 'Half 🦊', isComplete: false, end: { reason: 'reset' } })
  })

  it('ends by idle when the server falls silent after the first event', async () => {
    const result = await streamed((socket) => onRequest(socket, () => socket.write(SSE_HEAD + delta('Half'))), 150)
    expect(result).toMatchObject({
      text: 'Half',
      isComplete: false,
      end: { reason: 'idle', failure: { code: 'truncated' } },
    })
  })

  it('counts comments as life, and waits longer for the first event', async () => {
    const result = await streamed((socket) => {
      onRequest(socket, () => {
        socket.write(SSE_HEAD)
        const parts = [
          '',
          '',
          '',
          delta('A'),
          ': PING\n\n',
          ': PING\n\n',
          ': PING\n\n',
          ': PING\n\n',
          delta('B', 'stop'),
        ]
        const timer = setInterval(() => {
          const part = parts.shift()
          if (part === undefined) {
            clearInterval(timer)
            socket.end()
          } else if (part !== '') socket.write(part)
        }, 80)
        socket.on('close', () => clearInterval(timer))
      })
    }, 200)
    expect(result).toMatchObject({ text: 'AB', isComplete: true, end: { reason: 'eof' } })
  })

  it('is truncated when only comments come and the server closes', async () => {
    expect(
      await streamed((socket) => onRequest(socket, () => socket.end(`${SSE_HEAD}: PING\n\n: PING\n\n`))),
    ).toMatchObject({
      text: '',
      isComplete: false,
      end: { reason: 'eof' },
    })
  })

  it('ends by aborted on Stop and closes the connection', async () => {
    const stop = new AbortController()
    let close = (): void => undefined
    const closed = new Promise<void>((resolve) => {
      close = resolve
    })
    const script = (socket: Socket): void => {
      socket.on('close', close)
      onRequest(socket, () => socket.write(SSE_HEAD + delta('Half')))
    }
    const outcome = await open(script, 1_000, stop.signal)
    if (outcome.kind !== 'streaming') throw new Error('Not a stream')
    const kinds: string[] = []
    for await (const event of outcome.events) {
      kinds.push(event.kind === 'end' ? event.reason : event.kind)
      stop.abort()
    }
    expect(kinds).toEqual(['message', 'aborted'])
    await closed
  })

  it('closes the connection when the reader leaves early', async () => {
    let close = (): void => undefined
    const closed = new Promise<void>((resolve) => {
      close = resolve
    })
    const outcome = await open((socket) => {
      socket.on('close', close)
      onRequest(socket, () => socket.write(SSE_HEAD + delta('Half')))
    })
    if (outcome.kind !== 'streaming') throw new Error('Not a stream')
    for await (const event of outcome.events) {
      expect(event.kind).toBe('message')
      break
    }
    await closed
  })

  it('finds a stream that calls itself something else', async () => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n'
    expect(await streamed((socket) => onRequest(socket, () => socket.end(head + CAPTURE)))).toMatchObject({
      text: TEXT,
      isComplete: true,
    })
  })
})

describe('a stream that did not start', () => {
  it('is a whole answer when JSON came', async () => {
    const body = JSON.stringify({ choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] })
    const outcome = await open((socket) =>
      onRequest(socket, () => socket.end(httpAnswer(200, { 'content-type': 'application/json' }, body))),
    )
    expect(outcome).toMatchObject({ kind: 'whole', answer: { status: 200, json: { choices: [{}] } } })
  })

  it.each([
    [401, 'refused'],
    [429, 'refused'],
    [502, 'unknown'],
  ])('is classed by its status %i', async (status, kind) => {
    expect((await open((socket) => onRequest(socket, () => socket.end(httpAnswer(status, {}, ''))))).kind).toBe(kind)
  })

  it('is unknown when cut before its head or inside a whole answer', async () => {
    expect((await open((socket) => onRequest(socket, () => socket.resetAndDestroy()))).kind).toBe('unknown')
    const cut = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"a'
    expect((await open((socket) => onRequest(socket, () => socket.end(cut)))).kind).toBe('unknown')
  })
})
