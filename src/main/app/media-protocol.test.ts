import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FoundFile } from '@main/library/media-files'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { parseRange } from './byte-range'
import { createMediaHandler, SENDER_HEADER } from './media-protocol'

// Electron is not here; the handler itself needs nothing of it.
vi.mock('electron', () => ({ protocol: {} }))

const CONTENT = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251))
let files: Readonly<Record<string, FoundFile>> = {}
const received: Uint8Array[] = []

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'media-protocol-'))
  const put = (name: string, bytes: Uint8Array | string, mime: string): FoundFile => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return { kind: 'file', file: { path, mime, byteSize: Buffer.byteLength(bytes) } }
  }
  files = {
    clip: put('clip', CONTENT, 'video/mp4'),
    vector: put('vector', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'),
    waiting: { kind: 'pending' },
    'clip copy': put('copy', 'a copy', 'video/mp4'),
  }
})

const answer = createMediaHandler({
  files: {
    whole: async (id) => files[id] ?? { kind: 'none' },
    playable: async (id) => files[`${id} copy`] ?? { kind: 'none' },
    thumbnail: async (id) => files[id] ?? { kind: 'none' },
    assetFile: async () => null,
  },
  uploads: {
    receive: async (chunks) => {
      for await (const chunk of chunks) received.push(chunk)
      return { uploadToken: 'token' }
    },
    take: () => null,
  },
})

const get = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  answer(new Request(url, { headers }))
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())

describe('media://asset', () => {
  it('serves the whole file with the type of its row', async () => {
    const response = await get('media://asset/clip')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('video/mp4')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await bytesOf(response)).equals(CONTENT)).toBe(true)
  })

  it('serves the copy that can be played where one is asked for', async () => {
    const response = await get('media://asset/clip?as=playable')
    expect((await bytesOf(response)).toString()).toBe('a copy')
    expect((await get('media://asset/vector?as=playable')).status).toBe(404)
  })

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=300000-', 300_000, 699_999],
    ['bytes=-5', 699_995, 699_999],
    ['bytes=699990-9999999', 699_990, 699_999],
  ])('serves %s as a part', async (range, start, end) => {
    const response = await get('media://asset/clip', { range })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/700000`)
    expect((await bytesOf(response)).equals(CONTENT.subarray(start, end + 1))).toBe(true)
  })

  it('says when a part lies behind the end', async () => {
    const response = await get('media://asset/clip', { range: 'bytes=700000-' })
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */700000')
  })

  it('lets no script of a vector picture run', async () => {
    const response = await get('media://asset/vector')
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
  })

  it.each([
    'media://asset/..%2F..%2Fetc%2Fpasswd',
    'media://asset/a/b',
    'media://asset/',
    'media://asset/clip?w=321',
    'media://other/clip',
    'media://asset/none',
  ])('finds nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  it('does not let a page keep "not made yet"', async () => {
    const response = await get('media://asset/waiting?w=320')
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each<[string, (path: string) => void]>([
    ['goes', (path) => rmSync(path)],
    ['is cut', (path) => truncateSync(path, 300_000)],
    ['is emptied', (path) => truncateSync(path, 0)],
    [
      'becomes a folder',
      (path) => {
        rmSync(path)
        mkdirSync(path)
      },
    ],
  ])('ends an answer whose file %s while it is read', async (_what, change) => {
    const path = join(mkdtempSync(join(tmpdir(), 'media-changing-')), 'clip')
    for (const isOpen of [false, true]) {
      writeFileSync(path, CONTENT)
      files = { ...files, changing: { kind: 'file', file: { path, mime: 'video/mp4', byteSize: CONTENT.byteLength } } }
      const response = await get('media://asset/changing')
      const reader = response.body!.getReader()
      const first = isOpen ? await reader.read() : null
      change(path)
      let byteSize = first?.value?.byteLength ?? 0
      const ending = await (async () => {
        for (;;) {
          const step = await reader.read()
          if (step.done) return 'ended'
          byteSize += step.value.byteLength
        }
      })().catch(() => 'broken')
      // No more than was promised, and never a wait without end.
      expect(['ended', 'broken']).toContain(ending)
      expect(byteSize).toBeLessThanOrEqual(CONTENT.byteLength)
      rmSync(path, { recursive: true, force: true })
    }
  })

  it('says that a small file is not there when it went after it was found', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'media-gone-')), 'small')
    files = { ...files, gone: { kind: 'file', file: { path, mime: 'image/png', byteSize: 100 } } }
    const response = await get('media://asset/gone')
    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store'])
  })

  it('is not for other pages', async () => {
    expect((await get('media://asset/clip', { origin: 'https://evil.example' })).status).toBe(403)
    const own = await get('media://asset/clip', { origin: 'app://studio' })
    expect(own.headers.get('access-control-allow-origin')).toBe('app://studio')
  })
})

describe('media://upload', () => {
  const post = (headers: Record<string, string>): Promise<Response> =>
    answer(new Request('media://upload', { method: 'POST', body: 'abc', headers }))

  it('takes bytes of the studio’s own pages', async () => {
    const response = await post({ [SENDER_HEADER]: 'app://media-worker' })
    expect(await response.json()).toEqual({ uploadToken: 'token' })
    expect(Buffer.concat(received).toString()).toBe('abc')
  })

  it.each(['none', 'https://evil.example', 'app://studio.evil'])('refuses those of %s', async (sender) => {
    expect((await post({ [SENDER_HEADER]: sender })).status).toBe(403)
  })
})

describe('parseRange', () => {
  it('serves the whole where a header need not be understood', () => {
    for (const header of [null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,4-5', 'items=0-1', 'bytes=x-y']) {
      expect(parseRange(header, 10)).toBeNull()
    }
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable')
  })
})
