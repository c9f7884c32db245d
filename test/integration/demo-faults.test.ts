import { connect } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startDemoGateway } from '../../src/demo/gateway'
import { type Client, pollUntil, readJson, startGateway } from './demo-harness'

const picture = { model: 'z-image-turbo', prompt: 'a hall', size: '512x512', n: 1 }
const video = { model: 'grok-video-3', prompt: 'a kitten', aspect_ratio: '1:1', size: '720P', images: [] }
const chat = { model: 'gpt-5-mini', messages: [{ role: 'user', content: 'A film' }], stream: true }

async function addFault(client: Client, effect: object, match: object = {}, more: object = {}): Promise<void> {
  const response = await client.admin('POST', 'faults', { match, effect, ...more })
  if (!response.ok) throw new Error(await response.text())
}

/** The raw bytes a plain socket gets, and how the connection ended. */
function rawRequest(client: Client, path: string, body: object): Promise<{ text: string; end: string }> {
  const { port } = new URL(client.gateway.origin)
  const json = JSON.stringify(body)
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1')
    let text = ''
    socket.on('data', (data) => {
      text += data.toString()
    })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve({ text, end: error.code ?? 'error' }))
    socket.on('end', () => {
      socket.end()
      resolve({ text, end: 'FIN' })
    })
    const headers = [
      `POST ${path} HTTP/1.1`,
      'Host: demo',
      `Authorization: Bearer ${client.gateway.demoKey}`,
      `Content-Length: ${Buffer.byteLength(json)}`,
    ]
    socket.write(`${headers.join('\r\n')}\r\n\r\n${json}`)
  })
}

test('a status strikes before the work: nothing is charged, once, then it is over', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'status', status: 429, headers: { 'retry-after': '7' } }, { pathPrefix: '/v1/images' })
  const struck = await client.post('/v1/images/generations', picture)
  expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '7'])
  expect(await client.charges()).toEqual([])
  expect((await client.post('/v1/images/generations', picture)).status).toBe(200)
})

test('a status after the work hides an accepted and charged task', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'status', status: 502 }, { method: 'POST' }, { before: false })
  expect((await client.post('/v1/video/create', video)).status).toBe(502)
  expect(await client.charges()).toHaveLength(1)
})

test('a fault hits only the n-th request of the model it names', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'status', status: 500 }, { model: 'z-image-turbo', nth: 2 })
  const other = await client.post('/v1/images/generations', { model: 'flux-dev', prompt: 'a', aspect_ratio: '1:1' })
  const statuses = [other.status]
  for (let call = 0; call < 3; call += 1) statuses.push((await client.post('/v1/images/generations', picture)).status)
  expect(statuses).toEqual([200, 200, 500, 200])
})

test('a held reply is charged, waits, and comes when released', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'hold' }, { pathPrefix: '/v1/video/create' })
  let isAnswered = false
  const answer = client.post('/v1/video/create', video).then((response) => {
    isAnswered = true
    return response
  })
  const held = await pollUntil(
    () => readJson<{ held: { path: string }[] }>(client.admin('GET', 'held')),
    (list) => list.held.length === 1,
  )
  expect(held.held[0]?.path).toBe('/v1/video/create')
  expect(await client.charges()).toHaveLength(1)
  expect(isAnswered).toBe(false)
  expect(await readJson(client.admin('POST', 'release'))).toEqual({ released: 1 })
  expect((await answer).status).toBe(200)
})

test('a cut ends the stream without its end mark, cleanly or not', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'cut', afterBytes: 900 }, { pathPrefix: '/v1/chat' })
  await expect(client.post('/v1/chat/completions', chat).then((response) => response.text())).rejects.toThrow(
    'terminated',
  )
  await addFault(client, { kind: 'cut', afterBytes: 900, clean: true }, { pathPrefix: '/v1/chat' })
  const text = await (await client.post('/v1/chat/completions', chat)).text()
  expect(Buffer.byteLength(text)).toBe(900)
  expect(text).not.toContain('[DONE]')
})

test('a reset tears the connection down, at once or after some bytes', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'reset' }, { pathPrefix: '/v1/chat' })
  expect(await rawRequest(client, '/v1/chat/completions', chat)).toEqual({ text: '', end: 'ECONNRESET' })
  await addFault(client, { kind: 'reset', afterBytes: 300 }, { pathPrefix: '/v1/chat' })
  const late = await rawRequest(client, '/v1/chat/completions', chat)
  expect(late.end).toBe('ECONNRESET')
  expect(late.text).toContain('chat.completion.chunk')
  expect(await client.charges()).toHaveLength(2)
})

test('a stall sends some bytes and then nothing', async () => {
  const client = await startGateway()
  await addFault(client, { kind: 'stall', afterBytes: 200 }, { pathPrefix: '/v1/chat' })
  const stop = new AbortController()
  const response = await fetch(`${client.gateway.origin}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.gateway.demoKey}` },
    body: JSON.stringify(chat),
    signal: stop.signal,
  })
  const reader = response.body?.getReader()
  let received = 0
  while (received < 200) received += (await reader?.read())?.value?.length ?? 0
  const next = reader?.read().then(
    () => 'more',
    () => 'aborted',
  )
  stop.abort()
  expect(received).toBe(200)
  expect(await next).toBe('aborted')
})

test('a malformed body takes the place of the answer', async () => {
  const client = await startGateway()
  await addFault(
    client,
    { kind: 'body', contentType: 'application/json', body: '{"id":' },
    { pathPrefix: '/v1/video/create' },
  )
  expect(await (await client.post('/v1/video/create', video)).text()).toBe('{"id":')
  expect(await client.charges()).toHaveLength(1)
})

test('tasks fail with a refund, never end, or speak in unknown words', async () => {
  const client = await startGateway()
  const submit = async (): Promise<string> =>
    (await readJson<{ id: string }>(client.post('/v1/video/create', video))).id
  const status = async (id: string): Promise<string> =>
    (await readJson<{ status: string }>(client.get(`/v1/video/query?id=${encodeURIComponent(id)}`))).status
  for (const [outcome, expected] of [
    ['fail', 'failed'],
    ['never', 'processing'],
    ['status-word', 'rearranging'],
  ] as const) {
    await addFault(client, { kind: 'task', outcome }, { pathPrefix: '/v1/video/create' })
    const id = await submit()
    await pollUntil(
      () => status(id),
      (word) => word === expected,
    )
  }
  expect((await client.charges()).map((charge) => charge.refunded ?? false)).toEqual([true, false, false])
  const id = await submit()
  await client.admin('POST', `tasks/${encodeURIComponent(id)}`, { do: 'fail', reason: 'too dark' })
  expect(await readJson(client.get(`/v1/video/query?id=${encodeURIComponent(id)}`))).toMatchObject({
    status: 'failed',
    error: 'too dark',
  })
})

async function pictureLink(client: Client): Promise<string> {
  const answer = await readJson<{ data: { url: string }[] }>(client.post('/v1/images/generations', picture))
  return answer.data[0]?.url ?? ''
}

test('links give ranges that fit together and honour If-Range', async () => {
  const client = await startGateway()
  const url = await pictureLink(client)
  const whole = await fetch(url)
  const bytes = Buffer.from(await whole.arrayBuffer())
  expect(whole.headers.get('content-length')).toBe(String(bytes.length))
  const etag = whole.headers.get('etag') ?? ''
  const head = await fetch(url, { headers: { range: 'bytes=0-999' } })
  const tail = await fetch(url, { headers: { range: 'bytes=1000-', 'if-range': etag } })
  expect([head.status, tail.status]).toEqual([206, 206])
  const joined = Buffer.concat([Buffer.from(await head.arrayBuffer()), Buffer.from(await tail.arrayBuffer())])
  expect(joined.equals(bytes)).toBe(true)
  expect((await fetch(url, { headers: { range: 'bytes=1000-', 'if-range': '"old"' } })).status).toBe(200)
  expect((await fetch(url, { headers: { range: `bytes=${bytes.length}-` } })).status).toBe(416)
})

test('an expired link is a 403 in XML, and asking for the task again gives a fresh one', async () => {
  const client = await startGateway()
  const { id } = await readJson<{ id: string }>(client.post('/v1/video/create', video))
  const ask = (): Promise<{ status: string; video_url: string }> =>
    readJson(client.get(`/v1/video/query?id=${encodeURIComponent(id)}`))
  const first = await pollUntil(ask, (task) => task.status === 'completed')
  await client.admin('POST', 'links/expire')
  const expired = await fetch(first.video_url)
  expect(expired.status).toBe(403)
  expect(await expired.text()).toContain('<Code>AccessDenied</Code>')
  const second = await ask()
  expect(second.video_url).not.toBe(first.video_url)
  expect((await fetch(second.video_url, { method: 'HEAD' })).status).toBe(200)
})

test.each([
  ['html-as-png', (body: Buffer) => body.toString().startsWith('<!doctype html>')],
  ['zero-bytes', (body: Buffer) => body.length === 0],
  ['huge-png', (body: Buffer) => body.readUInt32BE(16) === 50_000],
] as const)('a link can hold %s', async (trouble, isSo) => {
  const client = await startGateway()
  const url = await pictureLink(client)
  await addFault(client, { kind: 'link', trouble }, { pathPrefix: '/files/' })
  const response = await fetch(url)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(isSo(Buffer.from(await response.arrayBuffer()))).toBe(true)
})

test('a link can be short, promise too much, or ignore ranges', async () => {
  const client = await startGateway()
  const url = await pictureLink(client)
  const size = (await (await fetch(url)).arrayBuffer()).byteLength
  await addFault(client, { kind: 'link', trouble: 'truncated' }, { pathPrefix: '/files/' })
  expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(Math.floor(size / 2))
  await addFault(client, { kind: 'link', trouble: 'wrong-length' }, { pathPrefix: '/files/' })
  await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow('terminated')
  await addFault(client, { kind: 'link', trouble: 'range-ignored' }, { pathPrefix: '/files/' })
  expect((await fetch(url, { headers: { range: 'bytes=10-' } })).status).toBe(200)
})

test('keys and money are refused in the words of this server family', async () => {
  const client = await startGateway()
  const wrong = await fetch(`${client.gateway.origin}/v1/models`, { headers: { authorization: 'Bearer sk-other' } })
  expect(wrong.status).toBe(401)
  expect(await readJson(wrong)).toMatchObject({ error: { type: 'new_api_error' } })
  const key = client.gateway.demoKey
  await client.admin('POST', 'accounts', { key, balanceUsd: 0 })
  const poor = await client.post('/v1/images/generations', picture)
  expect(poor.status).toBe(403)
  expect(await readJson(poor)).toMatchObject({ error: { code: 'insufficient_user_quota' } })
  expect((await client.post('/suno/submit/music', { prompt: 'a', title: 'b', mv: 'chirp-v4' })).status).toBe(403)
  expect(await readJson(client.post('/mj/submit/imagine', { prompt: 'a' }))).toMatchObject({
    code: 4,
    description: 'quota_not_enough',
  })
  await client.admin('POST', 'accounts', { key, balanceUsd: 5, keyLimitUsd: 0 })
  expect((await client.get('/v1/models')).status).toBe(401)
  await client.admin('POST', 'accounts', { key, keyLimitUsd: null, isEnabled: false })
  expect((await client.get('/v1/models')).status).toBe(401)
})

test('the balance follows the ledger on every route that tells it', async () => {
  const client = await startGateway()
  await client.post('/v1/images/generations', picture)
  const limit = await readJson<{ hard_limit_usd: number }>(client.get('/v1/dashboard/billing/subscription'))
  const usage = await readJson<{ total_usage: number }>(client.get('/v1/dashboard/billing/usage'))
  expect(limit.hard_limit_usd).toBeCloseTo(50)
  expect(usage.total_usage).toBeCloseTo(5)
  const token = await readJson<{ data: { total_available: number } }>(client.get('/api/usage/token/'))
  expect(token.data.total_available).toBe(24_975_000)
  const log = await readJson<{ data: { model_name: string; quota: number }[] }>(
    client.get(`/api/log/token?key=${client.gateway.demoKey}`),
  )
  expect(log.data).toMatchObject([{ model_name: 'z-image-turbo', quota: 25_000 }])
  const prices = await readJson<{ data: { model_name: string; model_price: number }[] }>(client.get('/api/pricing'))
  expect(prices.data.find((row) => row.model_name === 'z-image-turbo')?.model_price).toBe(0.05)
})

test('a restart keeps tasks, money and links alive', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'demo-gateway-'))
  try {
    const first = await startGateway({ dataDir, timeScale: 1 })
    const { id } = await readJson<{ id: string }>(first.post('/v1/video/create', video))
    const { port } = new URL(first.gateway.origin)
    await first.gateway.close()
    const again = await startDemoGateway({ dataDir, timeScale: 1, port: Number(port) })
    const key = { headers: { authorization: `Bearer ${again.demoKey}` } }
    const task = await readJson<{ status: string }>(
      fetch(`${again.origin}/v1/video/query?id=${encodeURIComponent(id)}`, key),
    )
    expect(['pending', 'processing']).toContain(task.status)
    const usage = await readJson<{ total_usage: number }>(fetch(`${again.origin}/v1/dashboard/billing/usage`, key))
    expect(usage.total_usage).toBeCloseTo(20)
    await again.close()
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
})

test('the request log tells what came without telling keys', async () => {
  const client = await startGateway()
  await client.get('/v1/models')
  const report = await readJson<{ counts: Record<string, number>; requests: object[] }>(client.admin('GET', 'requests'))
  expect(report.counts).toEqual({ 'GET /v1/models': 1 })
  expect(report.requests[0]).toMatchObject({ method: 'GET', path: '/v1/models', status: 200, hasKey: true })
  expect(JSON.stringify(report)).not.toContain(client.gateway.demoKey)
})
