import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { createDownloader, type DownloadRequest, type DownloadResult } from '@main/gateway/download'
import type { ResolveHost } from '@main/gateway/url-safety'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { credentialsFor, testClock } from '../fakes/raw-server'

const CONTENT = randomBytes(3_000_000)
const SHA256 = createHash('sha256').update(CONTENT).digest('hex')
const KEY = /sk-canary/

const cleanUps: (() => Promise<unknown>)[] = []
const downloader = createDownloader({ clock: testClock })
let filePath = ''

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-download-'))
  filePath = join(folder, 'result')
  cleanUps.push(() => rm(folder, { recursive: true }))
})

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void

async function serve(handler: Handler) {
  const seen: { url: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers })
    handler(request, response, seen.length)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  cleanUps.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, port, seen }
}

const fetchFrom = (origin: string, changes: Partial<DownloadRequest> = {}): Promise<DownloadResult> =>
  downloader.downloadTo({
    url: `${origin}/file.png`,
    filePath,
    credentials: credentialsFor(origin),
    maxBytes: 1e9,
    ...changes,
  })

/** A server that honours ranges, and cuts its first answer after `cutAt` bytes. */
const ranged =
  (
    cutAt: number,
    later: { readonly etag?: string; readonly content?: Buffer; readonly spoil?: Handler } = {},
  ): Handler =>
  (request, response, count) => {
    const content = count === 1 ? CONTENT : (later.content ?? CONTENT)
    const etag = count === 1 ? '"v1"' : (later.etag ?? '"v1"')
    if (count === 2 && later.spoil !== undefined) return later.spoil(request, response, count)
    const start =
      request.headers['if-range'] === etag ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
    const headers = { etag, 'content-type': 'image/png', 'content-length': content.byteLength - start }
    const range = { 'content-range': `bytes ${start}-${content.byteLength - 1}/${content.byteLength}` }
    response.writeHead(start > 0 ? 206 : 200, start > 0 ? { ...headers, ...range } : headers)
    if (count > 1) response.end(content.subarray(start))
    else response.write(content.subarray(0, cutAt), () => setTimeout(() => response.destroy(), 30))
  }

const WHOLE = { kind: 'done', sha256: SHA256, byteSize: CONTENT.byteLength, isSame: true, files: ['result'] }

/** The result together with what really lies on the disk. */
async function landed(result: DownloadResult): Promise<unknown> {
  const isSame = await readFile(filePath).then(
    (bytes) => bytes.equals(CONTENT),
    () => false,
  )
  const { kind } = result
  const { sha256, byteSize } = kind === 'done' ? result : { sha256: '', byteSize: 0 }
  return { kind, sha256, byteSize, isSame, files: await readdir(join(filePath, '..')) }
}

describe('a download', () => {
  it('lands whole, with hash, type, first bytes and progress', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': CONTENT.byteLength })
      response.end(CONTENT)
    })
    const steps: number[] = []
    const result = await fetchFrom(server.origin, { onProgress: ({ bytes }) => steps.push(bytes) })
    expect(await landed(result)).toEqual(WHOLE)
    expect(result).toMatchObject({ contentType: 'image/png' })
    expect(result.kind === 'done' && Buffer.from(result.headBytes).equals(CONTENT.subarray(0, 4_100))).toBe(true)
    expect(steps.at(-1)).toBe(CONTENT.byteLength)
  })

  it('goes on after a cut, hashing what was there', async () => {
    const server = await serve(ranged(1_234_567))
    expect(await fetchFrom(server.origin)).toMatchObject({ kind: 'transient' })
    expect(await landed(await fetchFrom(server.origin))).toEqual(WHOLE)
    expect(server.seen[1]?.headers).toMatchObject({ range: 'bytes=1234567-', 'if-range': '"v1"' })
  })

  it('starts over when the file changed meanwhile', async () => {
    const other = randomBytes(500_000)
    const server = await serve(ranged(1_000_000, { etag: '"v2"', content: other }))
    await fetchFrom(server.origin)
    expect(await fetchFrom(server.origin)).toMatchObject({ kind: 'done', byteSize: other.byteLength })
    expect((await readFile(filePath)).equals(other)).toBe(true)
  })

  it.each<[string, Handler]>([
    [
      'ignores the range',
      (_request, response) => response.writeHead(200, { 'content-length': CONTENT.byteLength }).end(CONTENT),
    ],
    [
      'sends another range than asked for',
      (_request, response) =>
        response
          .writeHead(206, { 'content-range': `bytes 5-${CONTENT.byteLength - 1}/${CONTENT.byteLength}` })
          .end(CONTENT.subarray(5)),
    ],
    [
      'sends a range of another file',
      (_request, response) =>
        response
          .writeHead(206, {
            etag: '"v9"',
            'content-range': `bytes 1000000-${CONTENT.byteLength - 1}/${CONTENT.byteLength}`,
          })
          .end('x'),
    ],
    [
      'packs the range that it was asked for',
      (_request, response) =>
        response
          .writeHead(206, {
            etag: '"v1"',
            'content-encoding': 'gzip',
            'content-range': `bytes 1000000-${CONTENT.byteLength - 1}/${CONTENT.byteLength}`,
          })
          .end(gzipSync(CONTENT.subarray(1_000_000))),
    ],
    [
      'answers with several ranges',
      (_request, response) =>
        response
          .writeHead(206, { etag: '"v1"', 'content-type': 'multipart/byteranges; boundary=x' })
          .end(`--x\r\ncontent-range: bytes 1000000-1000009/${CONTENT.byteLength}\r\n\r\n0123456789\r\n--x--\r\n`),
    ],
    [
      'says that the file is shorter now',
      (_request, response) =>
        response
          .writeHead(206, { etag: '"v1"', 'content-range': 'bytes 1000000-1000009/1000010' })
          .end(CONTENT.subarray(1_000_000, 1_000_010)),
    ],
    [
      'breaks off again and again',
      (_request, response) => {
        response.writeHead(206, {
          etag: '"v1"',
          'content-length': CONTENT.byteLength - 1_000_000,
          'content-range': `bytes 1000000-${CONTENT.byteLength - 1}/${CONTENT.byteLength}`,
        })
        response.write(CONTENT.subarray(1_000_000, 1_000_500), () => setTimeout(() => response.destroy(), 30))
      },
    ],
    ['calls the range wrong', (_request, response) => response.writeHead(416, { 'content-range': 'bytes */5' }).end()],
  ])('lands whole when the server %s', async (_name, spoil) => {
    const server = await serve(ranged(1_000_000, { spoil }))
    await fetchFrom(server.origin)
    let result = await fetchFrom(server.origin)
    for (let tries = 0; tries < 3 && result.kind === 'transient'; tries += 1) result = await fetchFrom(server.origin)
    expect(await landed(result)).toEqual(WHOLE)
  })

  it('lands whole wherever it is cut', async () => {
    for (let part = 0; part < 12; part += 1) {
      const server = await serve(ranged(Math.floor((CONTENT.byteLength * part) / 12)))
      await fetchFrom(server.origin)
      const result = await landed(await fetchFrom(server.origin))
      expect({ part, result }).toEqual({ part, result: WHOLE })
      await rm(filePath)
    }
  })

  it.each([
    ['no mark of its version', {}],
    ['a weak mark only', { etag: 'W/"v1"' }],
  ])('starts over where a server gives %s', async (_name, headers) => {
    const server = await serve((_request, response, count) => {
      response.writeHead(200, { ...headers, 'content-length': CONTENT.byteLength })
      if (count === 1) response.write(CONTENT.subarray(0, 1_000_000), () => setTimeout(() => response.destroy(), 30))
      else response.end(CONTENT)
    })
    await fetchFrom(server.origin)
    expect(await landed(await fetchFrom(server.origin))).toEqual(WHOLE)
    expect(server.seen[1]?.headers.range).toBeUndefined()
  })

  it('trusts only what was surely written: a shortened, lost or garbled part starts over', async () => {
    for (const spoil of [
      () => truncate(`${filePath}.part`, 10),
      () => rm(`${filePath}.part`),
      () => writeFile(`${filePath}.part.json`, '{"validator":"\\"v1'),
      () => writeFile(`${filePath}.part.json`, JSON.stringify({ validator: '"v1"', length: -5, bytes: 1e99 })),
    ]) {
      const server = await serve(ranged(1_000_000))
      await fetchFrom(server.origin)
      await spoil()
      expect(await landed(await fetchFrom(server.origin))).toEqual(WHOLE)
      await rm(filePath)
    }
  })

  it('goes on after a kill from what was noted, and lands whole', async () => {
    const content = randomBytes(40_000_000)
    const noted = `${filePath}.part.json`
    const folder = join(filePath, '..')
    const survivors = await mkdtemp(join(tmpdir(), 'gateway-killed-'))
    cleanUps.push(() => rm(survivors, { recursive: true }))
    /** The kill: what lies on the disk once progress is noted, while the end is still on its way. */
    const keepWhenNoted = async (): Promise<void> => {
      while (!existsSync(noted)) await pause(5)
      cpSync(folder, survivors, { recursive: true })
    }
    const server = await serve((request, response) => {
      const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
      const range = { 'content-range': `bytes ${start}-${content.byteLength - 1}/${content.byteLength}` }
      response.writeHead(start > 0 ? 206 : 200, {
        etag: '"v1"',
        'content-length': content.byteLength - start,
        ...(start > 0 ? range : {}),
      })
      if (start > 0) return response.end(content.subarray(start))
      response.write(content.subarray(0, 36_000_000))
      return void keepWhenNoted().then(() => response.end(content.subarray(36_000_000)))
    })
    await fetchFrom(server.origin)
    const resumed = await fetchFrom(server.origin, { filePath: join(survivors, 'result') })
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(resumed).toMatchObject({ kind: 'done', sha256, byteSize: content.byteLength })
    expect(server.seen[1]?.headers.range).toMatch(/^bytes=\d{8}-$/)
  })

  it('cuts off bytes beyond the noted progress before it goes on', async () => {
    const server = await serve(ranged(1_000_000))
    await fetchFrom(server.origin)
    await writeFile(`${filePath}.part`, Buffer.concat([await readFile(`${filePath}.part`), Buffer.alloc(5_000_000)]))
    expect(await landed(await fetchFrom(server.origin))).toEqual(WHOLE)
  })

  it('unpacks a gzip body that nobody asked for, and drops a bomb', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(CONTENT)),
    )
    expect(await landed(await fetchFrom(server.origin))).toEqual(WHOLE)
    const bomb = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
    )
    expect(await fetchFrom(bomb.origin)).toMatchObject({ kind: 'refused', failure: { code: 'too-large' } })
  })

  it('is transient when the server promises more than it sends, or falls silent', async () => {
    const short = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': CONTENT.byteLength + 7 })
      response.write(CONTENT, () => setTimeout(() => response.destroy(), 30))
    })
    expect(await fetchFrom(short.origin)).toMatchObject({ kind: 'transient' })
    const silent = await serve((_request, response) => response.writeHead(200, { 'content-length': 100 }).write('x'))
    expect(await fetchFrom(silent.origin, { idleTimeoutMs: 500 })).toMatchObject({ kind: 'transient' })
  })

  it.each([403, 404, 410])('tells a dead link by %i', async (status) => {
    const server = await serve((_request, response) =>
      response.writeHead(status).end('<Error><Code>AccessDenied</Code></Error>'),
    )
    expect(await fetchFrom(server.origin)).toMatchObject({ kind: 'expired', status, failure: { code: 'expired' } })
  })

  it.each([
    [500, 'transient'],
    [429, 'transient'],
    [401, 'refused'],
    [204, 'transient'],
  ])('reads %i as %s', async (status, kind) => {
    const server = await serve((_request, response) => response.writeHead(status).end())
    expect((await fetchFrom(server.origin)).kind).toBe(kind)
  })

  it('refuses what is too large, told beforehand or not, and leaves nothing behind', async () => {
    const told = await serve((_request, response) =>
      response.writeHead(200, { 'content-length': CONTENT.byteLength }).end(CONTENT),
    )
    expect(await fetchFrom(told.origin, { maxBytes: 1_000 })).toMatchObject({
      kind: 'refused',
      failure: { code: 'too-large' },
    })
    const untold = await serve((_request, response) => {
      response.writeHead(200)
      response.end(CONTENT)
    })
    expect(await fetchFrom(untold.origin, { maxBytes: 1_000_000 })).toMatchObject({
      kind: 'refused',
      failure: { code: 'too-large' },
    })
    expect(await readdir(join(filePath, '..'))).toEqual([])
  })

  it('stops on Stop and can go on later', async () => {
    const stop = new AbortController()
    const server = await serve(ranged(2_000_000))
    const stopped = await fetchFrom(server.origin, {
      signal: stop.signal,
      onProgress: ({ bytes }) => bytes > 1_000_000 && stop.abort(),
    })
    expect(stopped).toMatchObject({ kind: 'transient', failure: { code: 'canceled' } })
    expect((await stat(`${filePath}.part`)).size).toBeGreaterThan(0)
    expect(await landed(await fetchFrom(server.origin))).toEqual(WHOLE)
  })

  it('says so when the file cannot be written, instead of blaming the network', async () => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-length': 5 }).end('12345'))
    const result = await fetchFrom(server.origin, { filePath: join(filePath, 'no-such-folder', 'result') })
    expect(result).toMatchObject({ kind: 'refused', failure: { code: 'internal' } })
  })

  it('keeps empty files as empty files', async () => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-length': 0 }).end())
    expect(await fetchFrom(server.origin)).toMatchObject({ kind: 'done', byteSize: 0 })
  })
})

describe('where a download may go', () => {
  it('sends the key to the gateway’s own origin only, also after a redirect', async () => {
    const cdn = await serve((_request, response) => response.end(CONTENT))
    const resolve: ResolveHost = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    const gateway = await serve((_request, response) => response.writeHead(302, { location: '/direct' }).end())
    const own = await serve((request, response) => {
      if (request.url === '/direct') response.end(CONTENT)
      else response.writeHead(302, { location: '/direct' }).end()
    })
    expect(await landed(await fetchFrom(own.origin))).toEqual(WHOLE)
    expect(own.seen.map(({ headers }) => KEY.test(headers.authorization ?? ''))).toEqual([true, true])
    const other = createDownloader({ clock: testClock, resolve })
    cleanUps.push(other.close)
    // The exception is the place the file lies at; the key's own origin is another spelling of it.
    const credentials = credentialsFor(`http://127.0.0.1:${cdn.port}`)
    await other.downloadTo({
      url: `${cdn.origin}/f`,
      filePath,
      credentials: { ...credentials, baseUrl: `https://127.0.0.1:${cdn.port}` },
      maxBytes: 1e9,
    })
    expect(cdn.seen.map(({ headers }) => headers.authorization)).toEqual([undefined])
    expect(gateway.seen).toEqual([])
  })

  it('refuses loopback without permission, and other ports with it', async () => {
    const gateway = await serve((_request, response) => response.end('x'))
    const neighbour = await serve((_request, response) => response.end('secret'))
    const forbidden = await fetchFrom(gateway.origin, {
      credentials: credentialsFor(gateway.origin, { isLoopbackAllowed: false }),
    })
    expect(forbidden).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    const next = await fetchFrom(gateway.origin, { url: `${neighbour.origin}/x` })
    expect(next).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    expect([...gateway.seen, ...neighbour.seen]).toEqual([])
  })

  it.each([
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'http://[::ffff:7f00:1]/',
    'http://2130706433/',
    '/\\evil',
  ])('refuses a redirect to %s', async (location) => {
    const neighbour = await serve((_request, response) => response.end('secret'))
    const target = location.replace('2130706433', `2130706433:${neighbour.port}`)
    const gateway = await serve((_request, response) => response.writeHead(302, { location: target }).end())
    expect(await fetchFrom(gateway.origin)).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    expect(neighbour.seen).toEqual([])
  })

  it('refuses an endless redirect', async () => {
    const gateway = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end())
    expect(await fetchFrom(gateway.origin)).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    expect(gateway.seen).toHaveLength(6)
  })

  it('refuses a name that turns private between two looks (DNS rebinding), and a mixed one', async () => {
    const inside = await serve((_request, response) => response.end('secret'))
    const turns = [[{ address: '93.184.216.34', family: 4 }], [{ address: '127.0.0.1', family: 4 }]]
    let looks = 0
    const fickle = createDownloader({
      clock: testClock,
      resolve: () => {
        looks += 1
        return Promise.resolve(turns[Math.min(looks, turns.length) - 1] ?? [])
      },
    })
    cleanUps.push(fickle.close)
    const ask = () =>
      fickle.downloadTo({
        url: `http://fickle.example:${inside.port}/x`,
        filePath,
        credentials: credentialsFor('https://gateway.example', { isLoopbackAllowed: false }),
        maxBytes: 1e9,
        signal: AbortSignal.timeout(400),
      })
    await ask()
    expect(await ask()).toMatchObject({ kind: 'refused', failure: { code: 'unsafe-url' } })
    expect(looks).toBe(2)
    expect(inside.seen).toEqual([])
  })
})
