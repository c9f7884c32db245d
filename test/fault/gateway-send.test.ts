import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createGatewayClient } from '@main/gateway/client'
import type { SendOutcome, WireRequest } from '@main/gateway/types'
import { afterEach, describe, expect, it } from 'vitest'
import { credentialsFor, httpAnswer, onRequest, startRawServer, testClock } from '../fakes/raw-server'

const client = createGatewayClient({ clock: testClock })
const cleanUps: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

const PAID: WireRequest = {
  method: 'POST',
  path: '/v1/images/generations',
  body: { kind: 'json', value: { model: 'gpt-image-1', prompt: 'Fox made of paper' } },
  timeoutMs: 5_000,
}
/** More than the socket buffers of both sides hold, so that the end of the body cannot have left. */
const HUGE: WireRequest = {
  ...PAID,
  body: { kind: 'json', value: { prompt: 'x'.repeat(32 * 1024 * 1024) } },
  timeoutMs: 20_000,
}

async function scripted(script: (socket: Socket) => void) {
  const server = await startRawServer(script)
  cleanUps.push(server.close)
  return server
}

async function sendAgainst(script: (socket: Socket) => void, request = PAID): Promise<SendOutcome> {
  const server = await scripted(script)
  return client.send(request, credentialsFor(server.origin))
}

const answering =
  (status: number, headers: Readonly<Record<string, string>>, body: string | Uint8Array) => (socket: Socket) =>
    onRequest(socket, () => socket.end(httpAnswer(status, headers, body)))

const json = (value: unknown) => JSON.stringify(value)
const JSON_TYPE = { 'content-type': 'application/json' }

function failureOf(outcome: SendOutcome) {
  if (outcome.kind === 'answered') throw new Error('The outcome is an answer')
  return outcome.failure
}

describe('a paid request that never left', () => {
  it('is not-sent when nothing listens', async () => {
    const server = await startRawServer(() => undefined)
    await server.close()
    const outcome = await client.send(PAID, credentialsFor(server.origin))
    expect(outcome.kind).toBe('not-sent')
    expect(failureOf(outcome)).toMatchObject({ code: 'offline', charge: 'not-charged' })
  })

  it('is not-sent when the name cannot be found', async () => {
    const failing = createGatewayClient({
      clock: testClock,
      resolve: () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })),
    })
    const outcome = await failing.send(PAID, credentialsFor('https://gateway.example'))
    expect(outcome.kind).toBe('not-sent')
    expect(failureOf(outcome).message).toContain('name could not be found')
  })

  it('is not-sent when the secure connection fails', async () => {
    const plain = await scripted((socket) => socket.end('this is not TLS at all\r\n'))
    const outcome = await client.send(PAID, credentialsFor(`https://127.0.0.1:${plain.port}`))
    expect(outcome.kind).toBe('not-sent')
    const tls = createTlsServer({}, () => undefined)
    await new Promise<void>((resolve) => {
      tls.listen(0, '127.0.0.1', resolve)
    })
    cleanUps.push(() => new Promise((resolve) => tls.close(resolve)))
    const address = tls.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    expect((await client.send(PAID, credentialsFor(`https://127.0.0.1:${port}`))).kind).toBe('not-sent')
  })

  it('is not-sent when the connection is reset before the end of the body was written', async () => {
    const outcome = await sendAgainst((socket) => {
      socket.once('data', () => {
        socket.pause()
        socket.resetAndDestroy()
      })
    }, HUGE)
    expect(outcome.kind).toBe('not-sent')
  })

  it('is not-sent when Stop comes while the body is still on its way', async () => {
    const stop = new AbortController()
    const server = await scripted((socket) => {
      socket.once('data', () => {
        socket.pause()
        stop.abort()
      })
    })
    const outcome = await client.send(HUGE, credentialsFor(server.origin), stop.signal)
    expect(outcome).toMatchObject({ kind: 'not-sent', failure: { code: 'canceled' } })
  })

  it('is refused without a byte when the key cannot be a header or a file is gone', async () => {
    const server = await scripted(() => undefined)
    const badKey = await client.send(PAID, credentialsFor(server.origin, { key: 'sk-密钥' }))
    expect(badKey).toMatchObject({ kind: 'refused', mayRetry: false, failure: { nextStep: 'open-settings' } })
    const part = { name: 'image', filePath: '/nowhere/a.png', fileName: 'a.png', mime: 'image/png', byteSize: 10 }
    const gone = await client.send(
      { ...PAID, body: { kind: 'multipart', parts: [part] } },
      credentialsFor(server.origin),
    )
    expect(gone).toMatchObject({
      kind: 'refused',
      mayRetry: false,
      failure: { code: 'not-found', charge: 'not-charged' },
    })
    expect(server.received).toEqual([])
  })
})

it('a request that HTTP cannot carry is not-sent, and no fault of the network', async () => {
  const server = await scripted(() => undefined)
  const outcome = await client.send({ ...PAID, headers: { 'x-note': '狐' } }, credentialsFor(server.origin))
  expect(outcome).toMatchObject({ kind: 'not-sent', failure: { code: 'internal', charge: 'not-charged' } })
  expect(server.received).toEqual([])
})

describe('a paid request that the gateway refused', () => {
  it.each([400, 401, 402, 403, 404, 413, 422, 415, 501])('is refused for good by %i', async (status) => {
    const outcome = await sendAgainst(answering(status, JSON_TYPE, json({ error: { message: 'no', code: 'x' } })))
    expect(outcome).toMatchObject({
      kind: 'refused',
      mayRetry: false,
      failure: { charge: 'not-charged', httpStatus: status },
    })
  })

  it.each([
    ['3', 3_000],
    ['0', 0],
    ['-1', 0],
    ['1e9', 600_000],
    ['999999999', 600_000],
    ['soon', undefined],
    [new Date(Date.now() + 86_400_000).toUTCString(), 600_000],
    [new Date(Date.now() - 86_400_000).toUTCString(), 0],
  ])('may be sent again after 429 with Retry-After %s', async (value, waitMs) => {
    const outcome = await sendAgainst(answering(429, { 'retry-after': value }, ''))
    expect(outcome).toMatchObject({ kind: 'refused', mayRetry: true, failure: { code: 'rate-limited' } })
    expect(failureOf(outcome).retryAfterMs).toBe(waitMs)
  })

  it('may be sent again after 429 without Retry-After, not when it speaks of an empty balance', async () => {
    expect(await sendAgainst(answering(429, {}, ''))).toMatchObject({ kind: 'refused', mayRetry: true })
    const quota = json({ error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } })
    expect(await sendAgainst(answering(429, JSON_TYPE, quota))).toMatchObject({
      kind: 'refused',
      mayRetry: false,
      failure: { code: 'insufficient-balance' },
    })
  })

  it('may be sent again after 503 with Retry-After', async () => {
    expect(await sendAgainst(answering(503, { 'retry-after': '2' }, 'busy'))).toMatchObject({
      kind: 'refused',
      mayRetry: true,
      failure: { retryAfterMs: 2_000, charge: 'not-charged' },
    })
  })

  it.each([
    {
      error: {
        code: 'model_not_found',
        message: '当前分组 default 下对于模型 x 无可用渠道 (request id: 2026)',
        type: 'new_api_error',
      },
    },
    { error: { message: 'No available channel for model x under group default', type: 'shell_api_error' } },
  ])('knows a 503 for a model that is not offered', async (body) => {
    expect(await sendAgainst(answering(503, JSON_TYPE, json(body)))).toMatchObject({
      kind: 'refused',
      mayRetry: false,
      failure: { code: 'model-unavailable', charge: 'not-charged' },
    })
  })
})

describe('a paid request whose end nobody knows', () => {
  it.each([500, 502, 503, 504, 520, 522, 524, 408, 409])('is unknown after %i', async (status) => {
    const outcome = await sendAgainst(
      answering(status, { 'content-type': 'text/html' }, '<html><title>Bad</title></html>'),
    )
    expect(outcome).toMatchObject({
      kind: 'unknown',
      failure: { code: 'outcome-unknown', nextStep: 'look-up', charge: 'maybe-charged', httpStatus: status },
    })
  })

  it.each([
    ['reset after the body', (socket: Socket) => onRequest(socket, () => socket.resetAndDestroy())],
    ['an end without a word', (socket: Socket) => onRequest(socket, () => socket.end())],
    ['half a head', (socket: Socket) => onRequest(socket, () => socket.end('HTTP/1.1 200 OK\r\ncontent-'))],
    ['no HTTP', (socket: Socket) => onRequest(socket, () => socket.end('hello\r\n\r\n'))],
    [
      'a 200 cut in its body',
      (socket: Socket) =>
        onRequest(socket, () =>
          socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"da'),
        ),
    ],
    [
      'a chunked 200 cut in its body',
      (socket: Socket) =>
        onRequest(socket, () => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"dat\r\n')),
    ],
    [
      'a gzip body that stops early',
      (socket: Socket) =>
        onRequest(socket, () =>
          socket.end(
            httpAnswer(200, { 'content-encoding': 'gzip' }, gzipSync(json({ a: 'b'.repeat(500) })).subarray(0, 20)),
          ),
        ),
    ],
  ])('is unknown after %s', async (_name, script) => {
    expect((await sendAgainst(script)).kind).toBe('unknown')
  })

  it('is unknown after a time-out and after Stop once the body went out', async () => {
    expect((await sendAgainst((socket) => onRequest(socket, () => undefined), { ...PAID, timeoutMs: 200 })).kind).toBe(
      'unknown',
    )
    const stop = new AbortController()
    const server = await scripted((socket) => onRequest(socket, () => stop.abort()))
    expect((await client.send(PAID, credentialsFor(server.origin), stop.signal)).kind).toBe('unknown')
  })

  it('never sends twice by itself', async () => {
    const server = await scripted((socket) => onRequest(socket, () => socket.resetAndDestroy()))
    await client.send(PAID, credentialsFor(server.origin))
    await client.send(PAID, credentialsFor(server.origin))
    expect(server.received).toHaveLength(2)
  })

  it('stays unknown for a decompression bomb, without unpacking it', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const outcome = await sendAgainst(answering(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, bomb))
    expect(outcome.kind).toBe('unknown')
    expect(failureOf(outcome).message).toContain('suspicious size')
  })
})

describe('a paid request that was answered', () => {
  it('gives status, lower-case headers, bytes and JSON; errors in a 200 are the adapters’ business', async () => {
    const body = json({ code: 'quota_not_enough', message: 'x', data: null })
    const outcome = await sendAgainst(
      answering(200, { 'Content-Type': 'application/json', 'X-Oneapi-Request-Id': 'r1' }, body),
    )
    expect(outcome).toMatchObject({
      kind: 'answered',
      answer: { status: 200, headers: { 'x-oneapi-request-id': 'r1' }, json: { code: 'quota_not_enough' } },
    })
  })

  it('unpacks gzip and leaves media unparsed', async () => {
    const packed = await sendAgainst(
      answering(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(json({ ok: 1 }))),
    )
    expect(packed).toMatchObject({ kind: 'answered', answer: { json: { ok: 1 } } })
    const media = await sendAgainst(answering(200, { 'content-type': 'audio/mpeg' }, new Uint8Array([1, 2, 3])))
    expect(media.kind === 'answered' && { json: media.answer.json, bytes: [...media.answer.bytes] }).toEqual({
      json: undefined,
      bytes: [1, 2, 3],
    })
  })

  it('carries the key, the idempotency key and a length, and follows no redirect', async () => {
    const server = await scripted(answering(307, { location: 'http://127.0.0.1:1/steal' }, ''))
    const outcome = await client.send(
      { ...PAID, headers: { 'Idempotency-Key': 'intent-1' } },
      credentialsFor(server.origin),
    )
    expect(outcome).toMatchObject({ kind: 'refused', mayRetry: false, failure: { nextStep: 'open-settings' } })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]).toMatch(/authorization: Bearer sk-canary-0123456789\r\n/)
    expect(server.received[0]).toMatch(/idempotency-key: intent-1\r\n/)
    expect(server.received[0]).toMatch(/content-length: \d+\r\n/)
  })

  it('streams files from disk with a known length and names that cannot break the header', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-send-'))
    cleanUps.push(() => rm(folder, { recursive: true }))
    const filePath = join(folder, 'picture')
    const bytes = Buffer.alloc(300_000, 'paper fox ')
    await writeFile(filePath, bytes)
    const server = await scripted(answering(200, JSON_TYPE, '{}'))
    const parts = [
      { name: 'prompt', value: 'a "fox"\r\n--x' },
      {
        name: 'image[]',
        filePath,
        fileName: '../../e"vil\r\nX-Evil: 1\u202e.png',
        mime: 'image/png\r\nX: 1',
        byteSize: bytes.byteLength,
      },
    ]
    const outcome = await client.send({ ...PAID, body: { kind: 'multipart', parts } }, credentialsFor(server.origin))
    expect(outcome.kind).toBe('answered')
    const [head = '', ...rest] = (server.received[0] ?? '').split('\r\n\r\n')
    const body = rest.join('\r\n\r\n')
    expect(head).toContain(`content-length: ${body.length}`)
    expect(head).not.toContain('transfer-encoding')
    expect(body).toContain(
      'name="image[]"; filename="e%22vilX-Evil: 1.png"\r\nContent-Type: application/octet-stream\r\n',
    )
    expect(body).toContain(bytes.toString('latin1'))
    expect(body).not.toMatch(/^X-Evil/m)
  })

  it('gives a file up that changed its size since it was chosen', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-send-'))
    cleanUps.push(() => rm(folder, { recursive: true }))
    const filePath = join(folder, 'picture')
    await writeFile(filePath, 'short')
    const server = await scripted(answering(200, JSON_TYPE, '{}'))
    const part = { name: 'image', filePath, fileName: 'a.png', mime: 'image/png', byteSize: 50 }
    const outcome = await client.send(
      { ...PAID, body: { kind: 'multipart', parts: [part] } },
      credentialsFor(server.origin),
    )
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'conflict', charge: 'not-charged' } })
    expect(server.received).toEqual([])
  })
})

describe('a free question', () => {
  const QUESTION: WireRequest = { method: 'GET', path: '/v1/tasks/1', body: { kind: 'none' }, timeoutMs: 500 }
  const ask = async (script: (socket: Socket) => void) =>
    client.query(QUESTION, credentialsFor((await scripted(script)).origin))

  it.each([
    [200, 'answered'],
    [404, 'failed'],
    [401, 'failed'],
    [429, 'rate-limited'],
    [500, 'transient'],
    [502, 'transient'],
    [524, 'transient'],
    [501, 'failed'],
  ])('reads %i as %s', async (status, kind) => {
    const outcome = await ask(answering(status, JSON_TYPE, '{}'))
    expect(outcome.kind).toBe(kind)
    expect(outcome.kind !== 'answered' && 'charge' in outcome.failure).toBe(false)
  })

  it('keeps the answer of a 404 for the family to read', async () => {
    const outcome = await ask(answering(404, JSON_TYPE, json({ code: 'task_not_exist' })))
    expect(outcome).toMatchObject({ kind: 'failed', answer: { json: { code: 'task_not_exist' } } })
  })

  it('is transient when cut, silent, or answered by a login page', async () => {
    expect((await ask((socket) => onRequest(socket, () => socket.resetAndDestroy()))).kind).toBe('transient')
    expect((await ask(() => undefined)).kind).toBe('transient')
    expect((await ask(answering(200, { 'content-type': 'text/html' }, '<html>Sign in</html>'))).kind).toBe('transient')
  })

  it('follows a redirect on the same origin only', async () => {
    const away = await scripted(() => undefined)
    const server = await scripted((socket) =>
      onRequest(socket, (request) => {
        if (request.startsWith('GET /v1/tasks/1 ')) socket.end(httpAnswer(301, { location: '/v1/tasks/1/' }, ''))
        else socket.end(httpAnswer(302, { location: `${away.origin}/x` }, ''))
      }),
    )
    const outcome = await client.query(QUESTION, credentialsFor(server.origin))
    expect(outcome).toMatchObject({ kind: 'failed', failure: { httpStatus: 302 } })
    expect(server.received).toHaveLength(2)
    expect(away.received).toEqual([])
  })
})
