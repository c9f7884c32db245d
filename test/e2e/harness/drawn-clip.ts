import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Mediabunny from 'mediabunny'
import type { Page } from 'playwright'

const WIDTH = 160
const HEIGHT = 120
const CLIP_FRAMES_PER_SECOND = 10

type ClipKind = 'vp9.webm' | 'avc.mp4' | 'avc.mov'

/** A clip that goes from black to white over its length, so that a frame's brightness tells its time. Made by the page's own encoder. */
export async function drawClip(page: Page, kind: ClipKind, seconds = 2): Promise<Buffer> {
  if (!(await page.evaluate(() => Reflect.has(globalThis, 'Mediabunny')))) await bringEncoder(page)
  const base64 = await page.evaluate(encode, [kind, seconds, WIDTH, HEIGHT, CLIP_FRAMES_PER_SECOND] as const)
  return Buffer.from(base64, 'base64')
}

async function bringEncoder(page: Page): Promise<void> {
  const folder = dirname(createRequire(import.meta.url).resolve('mediabunny'))
  const encoder = await readFile(join(folder, 'mediabunny.min.cjs'), 'utf8')
  // Its own variable is gone when the text has run, because the text is strict.
  await page.evaluate(`${encoder}\nglobalThis.Mediabunny = Mediabunny`)
}

async function encode([kind, seconds, width, height, rate]: readonly [ClipKind, number, number, number, number]) {
  const bunny = Reflect.get(globalThis, 'Mediabunny') as typeof Mediabunny
  const target = new bunny.BufferTarget()
  const format =
    kind === 'vp9.webm'
      ? new bunny.WebMOutputFormat()
      : kind === 'avc.mp4'
        ? new bunny.Mp4OutputFormat()
        : new bunny.MovOutputFormat()
  const output = new bunny.Output({ format, target })
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  const source = new bunny.CanvasSource(canvas, { codec: kind === 'vp9.webm' ? 'vp9' : 'avc', bitrate: 400_000 })
  output.addVideoTrack(source, { frameRate: rate })
  await output.start()
  const count = seconds * rate
  for (let frame = 0; frame < count; frame += 1) {
    context.fillStyle = `hsl(0 0% ${(frame / (count - 1)) * 100}%)`
    context.fillRect(0, 0, width, height)
    await source.add(frame / rate, 1 / rate)
  }
  await output.finalize()
  let text = ''
  for (const byte of new Uint8Array(target.buffer ?? new ArrayBuffer(0))) text += String.fromCodePoint(byte)
  return btoa(text)
}

/** A MOV as ProRes cameras write it, as far as its headers tell: no browser has a decoder for it. */
export async function drawProRes(page: Page): Promise<Buffer> {
  const bytes = await drawClip(page, 'avc.mov')
  const at = bytes.indexOf('avc1', bytes.indexOf('stsd'))
  if (at < 0) throw new Error('no sample entry to rename')
  bytes.write('apcn', at)
  return bytes
}
