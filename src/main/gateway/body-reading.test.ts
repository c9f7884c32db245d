import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeContent, readWhole } from './body-reading'

async function* pieces(...parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

describe('reading a body', () => {
  it('stops at the cap instead of filling memory', async () => {
    let given = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 1
        yield new Uint8Array(1_000)
      }
    }
    await expect(readWhole(endless(), 10_000)).rejects.toMatchObject({ failure: { code: 'too-large' } })
    expect(given).toBe(11)
  })

  it('unpacks well-packed honest text, fails on a stump, and leaves unknown encodings alone', async () => {
    const text = Buffer.from(
      JSON.stringify(
        Array.from({ length: 60_000 }, (_item, index) => ({ model_name: `model-${index}`, quota_type: 1 })),
      ),
    )
    expect(Buffer.from(await readWhole(decodeContent(pieces(gzipSync(text)), 'GZIP'), 1e9)).equals(text)).toBe(true)
    await expect(readWhole(decodeContent(pieces(gzipSync(text).subarray(0, 999)), 'gzip'), 1e9)).rejects.toThrow(
      'unexpected end of file',
    )
    expect([...(await readWhole(decodeContent(pieces(Buffer.from('ab')), 'zstd'), 10))]).toEqual([97, 98])
  })

  it('drops a bomb early', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
    await expect(readWhole(decodeContent(pieces(bomb), 'gzip'), 1e9)).rejects.toMatchObject({
      failure: { code: 'too-large' },
    })
  })
})
