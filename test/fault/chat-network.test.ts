import { mkdtempSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { createGatewayClient, type GatewayClientOptions } from '@main/gateway/client'
import { createDownloader } from '@main/gateway/download'
import { createStreamAnswer } from '@main/services/chat-gateway'
import { isTerminal } from '@shared/domain/task'
import { afterEach, describe, expect, it } from 'vitest'
import { credentialsFor, httpAnswer, onRequest, startRawServer, testClock } from '../fakes/raw-server'
import { type Certificate, makeCertificate } from '../fixtures/certificates'
import { type ChatStudio, openChatStudio, said, until } from '../integration/chat-harness'
import { startGateway } from '../integration/demo-harness'
import { openTaskStudio } from '../integration/tasks-studio'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

interface Talk {
  readonly studio: ChatStudio
  /** What the status bar was told. */
  readonly connections: readonly string[]
}

async function openTalk(origin: string, options: Partial<GatewayClientOptions> = {}): Promise<Talk> {
  const connections: string[] = []
  const client = createGatewayClient({ clock: testClock, ...options })
  const studio = await openChatStudio({
    origin,
    deps: {
      streamAnswer: createStreamAnswer(client),
      reportConnection: (_profileId, connection) => void connections.push(connection),
    },
  })
  cleanUps.push(() => client.close())
  cleanUps.push(() => studio.close())
  return { studio, connections }
}

async function ask({ studio }: Talk, text = 'A film about a heron') {
  const { id } = await studio.newChat()
  const answer = await studio.settled(await studio.send(id, text))
  const { messages } = await studio.chat.open({ conversationId: id })
  // Whatever happened, the question is there.
  expect(messages[0]?.parts).toEqual([{ kind: 'text', text }])
  return answer
}

const answering = (status: number, headers: Readonly<Record<string, string>>, body: string) => (socket: Socket) =>
  onRequest(socket, () => socket.end(httpAnswer(status, headers, body)))

const HTML = { 'content-type': 'text/html' }
const JSON_TYPE = { 'content-type': 'application/json' }
const PAGE = `<!doctype html><html><head><title>Oops</title></head><body>${'x'.repeat(9_000)}</body></html>`

describe('an answer that is no answer', () => {
  const statuses = [500, 502, 503, 504, 520, 524]
  const bodies: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a web page', HTML, PAGE],
    ['nothing', {}, ''],
    ['an error', JSON_TYPE, '{"error":{"message":"upstream broke","type":"server_error"}}'],
  ]
  const cases = statuses.flatMap((status) =>
    bodies.map(([what, headers, body]) => [status, what, headers, body] as const),
  )
  it.each(cases)(
    '%i with %s may have been charged, says who answered, and is sent once',
    async (status, _what, headers, body) => {
      const server = await startRawServer(answering(status, headers, body))
      cleanUps.push(server.close)
      const answer = await ask(await openTalk(server.origin))
      expect(answer).toMatchObject({
        state: 'failed',
        cost: { kind: 'unknown' },
        failure: { charge: 'maybe-charged', httpStatus: status },
      })
      expect(answer.failure?.message.length).toBeGreaterThan(20)
      // 4 KB of what came, one click away.
      expect(Buffer.byteLength(answer.failure?.raw ?? '')).toBeLessThanOrEqual(4_096)
      expect(answer.failure?.raw ?? '').toBe(body.slice(0, answer.failure?.raw?.length ?? 0))
      expect((answer.failure?.raw ?? '') === '').toBe(body === '')
      expect(server.received).toHaveLength(1)
    },
  )

  it.each([
    [
      'an error object',
      JSON_TYPE,
      '{"error":{"message":"quota is gone","code":"insufficient_user_quota"}}',
      /balance is too low/,
    ],
    ['a web page', HTML, PAGE, /web page/],
    ['nothing', JSON_TYPE, '', /.{20}/],
    ['JSON that is none', JSON_TYPE, '{"choices":[{"message":{"content": NaN}}', /.{20}/],
    [
      'an error object in a stream',
      { 'content-type': 'text/event-stream' },
      'data: {"error":{"message":"Overloaded"}}\n\n',
      /Overloaded/,
    ],
  ])('200 with %s is a failure in words', async (_what, headers, body, words) => {
    const server = await startRawServer(answering(200, headers, body))
    cleanUps.push(server.close)
    const answer = await ask(await openTalk(server.origin))
    expect(answer).toMatchObject({ state: 'failed', parts: [] })
    expect(answer.failure?.message).toMatch(words)
    expect(server.received).toHaveLength(1)
  })

  it.each(['text/plain', 'application/octet-stream', 'text/html'])(
    '200 that calls itself %s and streams is read',
    async (type) => {
      const body = ['Half ', 'and half'].map(
        (content, index) =>
          `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: index === 1 ? 'stop' : null }] })}\n\n`,
      )
      const server = await startRawServer(answering(200, { 'content-type': type }, body.join('')))
      cleanUps.push(server.close)
      const answer = await ask(await openTalk(server.origin))
      expect([answer.state, said(answer)]).toEqual(['complete', 'Half and half'])
    },
  )
})

describe('a network that is not there', () => {
  it('has no names: offline, not charged, and nothing is lost', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }))
    const talk = await openTalk('https://gateway.example', { resolve })
    const answer = await ask(talk)
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'offline', charge: 'not-charged' }, cost: null })
    expect(answer.failure?.message).toContain('name could not be found')
    expect(talk.connections).toEqual(['offline'])
  })

  it('ends at a login page: says what may be the cause; nothing is followed or charged', async () => {
    const portal = await startRawServer(answering(200, HTML, '<html><title>Sign in to HotelNet</title></html>'))
    const gateway = await startRawServer(answering(302, { location: `${portal.origin}/login` }, PAGE))
    cleanUps.push(portal.close, gateway.close)
    const answer = await ask(await openTalk(gateway.origin))
    expect(answer).toMatchObject({
      state: 'failed',
      failure: { charge: 'not-charged', nextStep: 'open-settings' },
      cost: null,
    })
    expect(portal.received).toEqual([])
    const caught = await ask(await openTalk(portal.origin))
    expect(caught.failure?.message).toMatch(/web page \(“Sign in to HotelNet”\).*network login page/)
  })

  it('ends at a login page while something is made: said, maybe charged, never sent again', async () => {
    const page = '<html><title>Sign in to HotelNet</title></html>'
    const portal = await startRawServer(answering(200, HTML, page))
    cleanUps.push(portal.close)
    const folder = mkdtempSync(join(tmpdir(), 'portal-'))
    const studio = await openTaskStudio({ folder, origin: portal.origin, key: 'sk-demo' })
    cleanUps.push(() => studio.abandon())
    await studio.engine.start()
    const { id } = await studio.generation.submit({
      clientRequestId: studio.nextId(),
      operationId: 'midjourney.imagine',
      modelId: 'mj_imagine',
      params: { prompt: 'a red kite' },
      origin: { kind: 'create' },
    })
    await until(async () => isTerminal((await studio.queue.get(id)).state))
    expect((await studio.queue.get(id)).failure).toMatchObject({
      message: expect.stringMatching(/web page \(“Sign in to HotelNet”\).*network login page/) as string,
      charge: 'maybe-charged',
      raw: page,
    })
    expect(portal.received).toHaveLength(1)
  })

  it('wants a password at its proxy: offline, not charged, the key goes nowhere', async () => {
    const proxy = await startRawServer((socket) =>
      onRequest(socket, () => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n')),
    )
    cleanUps.push(proxy.close)
    const talk = await openTalk('http://gateway.example', { proxy: () => Promise.resolve(proxy.origin) })
    expect(await ask(talk)).toMatchObject({
      state: 'failed',
      failure: { code: 'offline', charge: 'not-charged' },
      cost: null,
    })
    expect(proxy.received.join('')).not.toContain('sk-demo')
    expect(talk.connections).toEqual(['offline'])
  })
})

async function serveTls({ cert, key }: Certificate): Promise<{ readonly port: number; readonly heard: () => string }> {
  let heard = ''
  const server = createTlsServer({ cert, key }, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1')
      const body = JSON.stringify({ choices: [{ index: 0, message: { content: 'Safe.' }, finish_reason: 'stop' }] })
      socket.end(httpAnswer(200, JSON_TYPE, body))
    })
  })
  server.on('tlsClientError', () => undefined)
  return { port: await listen(server), heard: () => heard }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)))
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

/** As if an authority that everybody trusts had signed it. */
function trust({ cert }: Certificate): void {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, cert])
  cleanUps.push(() => setDefaultCACertificates(before))
}

describe('a secure connection', () => {
  it.each<readonly [string, boolean, Certificate]>([
    ['nobody vouches for', false, makeCertificate(['127.0.0.1'])],
    ['has expired', true, makeCertificate(['127.0.0.1'], [-60, -30])],
    ['is not valid yet', true, makeCertificate(['127.0.0.1'], [30, 60])],
    ['is for another name', true, makeCertificate(['gateway.example'])],
  ])('with a certificate that %s is not made: no key and no question leaves', async (_what, isTrusted, certificate) => {
    if (isTrusted) trust(certificate)
    const server = await serveTls(certificate)
    const origin = `https://127.0.0.1:${server.port}`
    const talk = await openTalk(origin)
    const answer = await ask(talk)
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'offline', charge: 'not-charged' }, cost: null })
    expect(answer.failure?.message).toContain('certificate is not valid')
    expect(talk.connections).toEqual(['offline'])
    const downloader = createDownloader({ clock: testClock })
    cleanUps.push(downloader.close)
    const filePath = join(mkdtempSync(join(tmpdir(), 'chat-network-')), 'result')
    const request = { url: `${origin}/a.png`, filePath, credentials: credentialsFor(origin), maxBytes: 1_000 }
    expect(await downloader.downloadTo(request)).toMatchObject({ kind: 'transient', failure: { code: 'offline' } })
    expect(server.heard()).toBe('')
  })

  it('with one that is in order is made', async () => {
    const certificate = makeCertificate(['127.0.0.1'])
    trust(certificate)
    const server = await serveTls(certificate)
    expect(said(await ask(await openTalk(`https://127.0.0.1:${server.port}`)))).toBe('Safe.')
  })
})

/** What a far and lossy network does to bytes: they come late, in shreds, and with long gaps where some were lost. */
async function farFrom(port: number, delayMs: number): Promise<string> {
  const relay = (from: Socket, to: Socket): void => {
    const pieces: Buffer[] = []
    let isSending = false
    let count = 0
    const send = async (): Promise<void> => {
      if (isSending) return
      isSending = true
      for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
        count += 1
        // The first is far away; one in twenty is lost and sent again.
        const waitMs = count === 1 ? delayMs : count % 20 === 0 ? delayMs * 2 : 1
        await new Promise((resolve) => setTimeout(resolve, waitMs))
        if (!to.destroyed) to.write(piece)
      }
      isSending = false
      if (from.readableEnded) to.end()
    }
    from.on('data', (bytes) => {
      for (let at = 0; at < bytes.byteLength; at += 8_000) pieces.push(bytes.subarray(at, at + 8_000))
      void send()
    })
    from.on('end', () => void send())
    from.on('error', () => to.destroy())
  }
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket)
    relay(near, far)
    relay(far, near)
  })
  const origin = `http://127.0.0.1:${await listen(server)}`
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy()
  })
  return origin
}

describe('a slow and lossy network', () => {
  it('brings the whole answer, asked for once', async () => {
    const gateway = await startGateway()
    const talk = await openTalk(await farFrom(Number(new URL(gateway.gateway.origin).port), 300))
    const answer = await ask(talk)
    expect(answer.state).toBe('complete')
    expect(said(answer).length).toBeGreaterThan(300)
    expect(said(answer)).not.toContain('\uFFFD')
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('brings a result with honest progress, paid once', async () => {
    const demo = await startGateway()
    const origin = await farFrom(Number(new URL(demo.gateway.origin).port), 200)
    const folder = mkdtempSync(join(tmpdir(), 'far-'))
    const studio = await openTaskStudio({ folder, origin, key: demo.gateway.demoKey })
    cleanUps.push(() => studio.abandon())
    await studio.engine.start()
    const { id } = await studio.generation.submit({
      clientRequestId: studio.nextId(),
      operationId: 'openai-images.gpt-image-1.generate',
      modelId: 'gpt-image-1',
      params: { prompt: 'a red kite' },
      origin: { kind: 'create' },
    })
    const shares: number[] = []
    await until(async () => {
      const now = await studio.queue.get(id)
      if (now.progress !== null) shares.push(now.progress)
      return isTerminal(now.state)
    })
    const task = await studio.queue.get(id)
    expect(task).toMatchObject({ state: 'succeeded', outputs: [{ state: 'stored' }] })
    expect(shares.every((share, index) => share >= (shares[index - 1] ?? 0) && share <= 1)).toBe(true)
    expect(await demo.charges()).toHaveLength(1)
  })
})
