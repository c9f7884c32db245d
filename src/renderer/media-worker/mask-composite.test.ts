import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compositeMasked, toPolarity } from './mask-composite'
import { decodePngExactly } from './png-decoder'
import { encodePng, type Pixels, pngChunk } from './png-encoder'

const picture = (width: number, height: number): fc.Arbitrary<Pixels> =>
  fc
    .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
    .map((data) => ({ width, height, data }))

const size = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }))

const scene = size.chain(([width, height]) =>
  fc.record({
    source: picture(width, height),
    answer: picture(width, height),
    painted: fc.uniqueArray(fc.nat(width * height - 1), { maxLength: 5 }),
    featherPx: fc.integer({ min: 0, max: 8 }),
  }),
)

function maskOf({ width, height }: Pixels, painted: readonly number[]): Pixels {
  const data = new Uint8Array(width * height * 4)
  for (let at = 3; at < data.length; at += 4) data[at] = 255
  for (const pixel of painted) data.fill(255, pixel * 4, pixel * 4 + 3)
  return { width, height, data }
}

describe('compositeMasked', () => {
  it('changes nothing farther from the mask than the feather, and all of the mask', () => {
    fc.assert(
      fc.property(scene, ({ source, answer, painted, featherPx }) => {
        const result = compositeMasked(source, answer, maskOf(source, painted), featherPx)
        const { width } = source
        const wrong: number[] = []
        for (let pixel = 0; pixel < width * source.height; pixel += 1) {
          const distances = painted.map((other) =>
            Math.hypot((pixel % width) - (other % width), Math.floor(pixel / width) - Math.floor(other / width)),
          )
          const nearest = Math.min(Infinity, ...distances)
          const own = result.data.subarray(pixel * 4, pixel * 4 + 4)
          const isSame = own.every((byte, channel) => byte === source.data[pixel * 4 + channel])
          if (nearest >= Math.max(featherPx, 1e-9) && !isSame) wrong.push(pixel)
          if (nearest === 0 && own[3] !== answer.data[pixel * 4 + 3]) wrong.push(pixel)
        }
        expect(wrong).toEqual([])
      }),
    )
  })

  it('blends evenly outwards', () => {
    const flat = (value: number): Pixels => ({
      width: 9,
      height: 1,
      data: new Uint8Array(36).fill(255).map((byte, index) => (index % 4 === 3 ? 255 : value)),
    })
    const result = compositeMasked(flat(0), flat(200), maskOf(flat(0), [0]), 4)
    const reds = Array.from({ length: 9 }, (_, x) => result.data[x * 4])
    expect(reds).toEqual([200, 169, 100, 31, 0, 0, 0, 0, 0])
  })
})

describe('toPolarity', () => {
  const mask = maskOf({ width: 2, height: 1, data: new Uint8Array(8) }, [1])
  it.each([
    ['alpha-zero-edits' as const, [0, 0, 0, 255, 0, 0, 0, 0]],
    ['white-edits' as const, [0, 0, 0, 255, 255, 255, 255, 255]],
    ['black-edits' as const, [255, 255, 255, 255, 0, 0, 0, 255]],
  ])('%s', (polarity, expected) => {
    expect([...toPolarity(mask, polarity).data]).toEqual(expected)
  })
})

describe('PNG', () => {
  it('comes back with the very same numbers, also under see-through pixels', async () => {
    await fc.assert(
      fc.asyncProperty(
        size.chain(([width, height]) => picture(width, height)),
        async (pixels) => {
          const bytes = new Uint8Array(await (await encodePng(pixels)).arrayBuffer())
          const read = await decodePngExactly(bytes)
          expect(read?.pixels).toMatchObject({ width: pixels.width, height: pixels.height })
          expect(Array.from(read?.pixels.data ?? [])).toEqual(Array.from(pixels.data))
        },
      ),
    )
  })

  it('is what other readers understand', async () => {
    const data = Uint8Array.from([10, 20, 30, 255, 40, 50, 60, 255])
    const bytes = new Uint8Array(await (await encodePng({ width: 1, height: 2, data })).arrayBuffer())
    // Signature and header take 33 bytes, then comes the one data chunk.
    const length = new DataView(bytes.buffer).getUint32(33)
    const inflated = new Blob([bytes.slice(41, 41 + length)]).stream().pipeThrough(new DecompressionStream('deflate'))
    const raw = new Uint8Array(await new Response(inflated).arrayBuffer())
    expect([...raw]).toEqual([2, 10, 20, 30, 2, 30, 30, 30])
  })

  it('carries the colour profile over', async () => {
    const profile = pngChunk('gAMA', Uint8Array.of(0, 0, 177, 143))
    const blob = await encodePng({ width: 1, height: 1, data: Uint8Array.of(1, 2, 3, 4) }, [profile])
    const read = await decodePngExactly(new Uint8Array(await blob.arrayBuffer()))
    expect(read?.colourChunks.map((chunk) => [...chunk])).toEqual([[...profile]])
  })

  it('refuses what inflates to more than its header says', async () => {
    const blob = await encodePng({ width: 50, height: 50, data: new Uint8Array(10_000).fill(7) })
    const big = new Uint8Array(await blob.arrayBuffer())
    new DataView(big.buffer).setUint32(16, 2)
    expect(await decodePngExactly(big)).toBeNull()
  })
})
