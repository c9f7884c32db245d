import { existsSync, readdirSync } from 'node:fs'
import { loadAssetDetail } from '@main/db/queries/asset'
import { inspectFile } from '@main/library/inspect'
import { AppError } from '@shared/domain/app-error'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { animatedPng, animatedWebp, avi, gif, inflatingPng, svg, svgBomb, webm } from '../fixtures/hostile-media'
import { fullJpeg, fullPng, LOSSLESS_WEBP, LOSSY_WEBP } from '../fixtures/media-with-metadata'
import { type Harness, mp4, openHarness, png } from './library-harness'

const MEGABYTE = 1024 * 1024

let harness: Harness

beforeEach(async () => {
  harness = await openHarness()
})
afterEach(() => harness.close())

const importOne = async (name: string, bytes: Uint8Array | string) => {
  const [file] = await harness.library.importing.importPaths([harness.put(name, bytes)])
  return file!.outcome
}

const stagedFiles = (): readonly string[] =>
  existsSync(harness.library.context.folders.staging) ? readdirSync(harness.library.context.folders.staging) : []

const encoded = (text: string): string => `data:image/svg+xml;base64,${Buffer.from(text).toString('base64')}`
const patterns = svgBomb((id) => `<rect width="1" height="1" fill="url(#${id})"/>`, 'pattern')
const useBomb = svgBomb((id) => `<use href="#${id}"/>`)
const rules = Array.from({ length: 10 }, (_, level) => `.c${level + 1}{fill:url('#l${level}')}`).join('')
const styleBomb = svg(
  `<style>${rules}</style><defs>${Array.from(
    { length: 11 },
    (_, level) => `<pattern id="l${level}">${`<rect class="c${level}"/>`.repeat(10)}</pattern>`,
  ).join('')}</defs><rect class="c10"/>`,
)
const chain = svg(
  `<defs><g id="l0"/>${Array.from({ length: 4_000 }, (_, level) => `<g id="l${level + 1}"><use href="#l${level}"/></g>`).join('')}</defs>`,
)

describe('a file that is made to break a decoder', () => {
  it.each([
    ['use.svg', useBomb, 'grow without end'],
    ['xlink.svg', svgBomb((id) => `<use xlink:href = ' #${id}'/>`), 'grow without end'],
    ['patterns.svg', patterns, 'grow without end'],
    ['style.svg', styleBomb, 'grow without end'],
    ['hidden in an attribute.svg', useBomb.replace('<defs>', '<desc title="</defs>"/><defs>'), 'grow without end'],
    ['chain.svg', chain, 'nested deeper'],
    ['deep.svg', svg('<g>'.repeat(100_000) + '</g>'.repeat(100_000)), 'nested deeper'],
    ['inside.svg', svg(`<image href="${encoded(useBomb)}"/>`), 'grow without end'],
    ['inside plain.svg', svg(`<image href='data:image/svg+xml,${encodeURIComponent(useBomb)}'/>`), 'grow without end'],
    [
      'dolls.svg',
      svg(
        `<image href="${encoded(svg(`<image href="${encoded(svg(`<image href="${encoded(svg(`<image href="${encoded(svg('<g/>'))}"/>`))}"/>`))}"/>`))}"/>`,
      ),
      'pictures within pictures',
    ],
    [
      'huge inside.svg',
      svg(`<image href="data:image/png;base64,${png(50_000, 50_000).toString('base64')}"/>`),
      '50000',
    ],
    ['frames.gif', gif(10_000, 8_000, 8_000), '10,000 frames of 8000 × 8000'],
    ['frames.png', animatedPng(png(4_000, 4_000), 90_000), '90,000 frames of 4000 × 4000'],
    ['frames.webp', animatedWebp(10_000, 8_000, 8_000), '10,000 frames of 8000 × 8000'],
    ['huge.webm', webm(65_535, 65_535), '65535 × 65535'],
    ['huge.mkv', webm(65_535, 65_535, 'matroska'), '65535 × 65535'],
    ['huge.avi', avi(65_535, 65_535), '65535 × 65535'],
    ['huge.mov', mp4(65_535, 65_535), '65535 × 65535'],
  ])('is refused by its header: %s', async (name, bytes, words) => {
    const before = process.memoryUsage().rss
    const outcome = await importOne(name, bytes)
    expect(outcome).toMatchObject({
      failure: { code: 'unsafe-file', message: expect.stringContaining(words) as string },
    })
    expect(stagedFiles()).toEqual([])
    expect(harness.db.all('test', 'SELECT id FROM asset')).toEqual([])
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE)
  })

  it.each([
    ['a gigabyte behind few pixels.png', inflatingPng(png(90, 90), 1_000 * MEGABYTE), { width: 90, height: 90 }],
    ['ten thousand small frames.gif', gif(10_000, 64, 48), { width: 64, height: 48, mime: 'image/gif' }],
  ])('is taken without unpacking it where it claims little: %s', async (name, bytes, facts) => {
    const before = process.memoryUsage().rss
    const outcome = await importOne(name, bytes)
    expect(await loadAssetDetail(harness.db, 'assetId' in outcome ? outcome.assetId : '')).toMatchObject(facts)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE)
  })
})

describe('an honest file', () => {
  const gradient = '<linearGradient id="g"><stop offset="0"/><stop offset="1"/></linearGradient>'
  it.each([
    ['map.svg', svg(`<style>.a{fill:url(#g)}</style>${gradient}${'<path class="a" d="M0 0h9v9z"/>'.repeat(20_000)}`)],
    ['icons.svg', svg(`<symbol id="i">${'<path d="M0 0"/>'.repeat(9)}</symbol>${'<use href="#i"/>'.repeat(5_000)}`)],
    ['circle.svg', svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')],
    ['comment.svg', svg('<!-- <use href="#a"/> <a "b --><rect title="a > b"/>')],
    ['photo.svg', svg(`<image href="data:image/png;base64,${png(40, 30).toString('base64')}"/>`)],
    ['dance.gif', gif(120, 640, 480)],
    ['dance.webp', animatedWebp(60, 640, 480)],
    ['dance.png', animatedPng(png(64, 48), 60)],
  ])('is taken: %s', async (name, bytes) => {
    expect(await importOne(name, bytes)).toMatchObject({ isNew: true })
  })

  it.each([
    ['webm', webm(640, 360), { width: 640, height: 360, durationMs: 2_000 }],
    ['mkv', webm(640, 360, 'matroska'), { width: 640, height: 360, mime: 'video/matroska' }],
    ['avi', avi(320, 240), { width: 320, height: 240, durationMs: 2_000 }],
  ])('says its size and length: %s', async (ending, bytes, facts) => {
    const outcome = await importOne(`clip.${ending}`, bytes)
    expect(await loadAssetDetail(harness.db, 'assetId' in outcome ? outcome.assetId : '')).toMatchObject(facts)
  })
})

/** Without what stands behind its end. */
const JPEG = fullJpeg('').subarray(0, fullJpeg('').lastIndexOf(Buffer.from([0xff, 0xd9])) + 2)

describe('a file that ends in the middle', () => {
  it.each<readonly [string, Buffer]>([
    ['png', fullPng('')],
    ['jpg', JPEG],
    ['gif', gif(30)],
    ['lossy.webp', LOSSY_WEBP],
    ['lossless.webp', LOSSLESS_WEBP],
    ['animated.webp', animatedWebp(9, 20, 20)],
    ['mp4', mp4()],
    ['webm', webm(64, 48)],
    ['avi', avi(64, 48)],
    ['svg', Buffer.from(svg('<g><rect width="9" height="9"/></g>'))],
  ])('is never taken for a whole one, wherever it ends: %s', async (ending, whole) => {
    expect(await inspectFile(harness.put(`whole.${ending}`, whole))).toMatchObject({
      width: expect.any(Number) as number,
    })
    const stride = Math.ceil(whole.byteLength / 300)
    for (let length = 0; length < whole.byteLength; length += stride) {
      const path = harness.put(`cut.${ending}`, whole.subarray(0, length))
      const verdict = await inspectFile(path, ending === 'svg' ? 'image' : null).catch((error: unknown) => error)
      expect(verdict, `${length} of ${whole.byteLength}`).toBeInstanceOf(AppError)
      expect((verdict as AppError).code, `${length}`).toMatch(/^(truncated|unsupported-file)$/)
    }
  })
})
