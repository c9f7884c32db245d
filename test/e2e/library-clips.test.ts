import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { drawClip, drawProRes } from './harness/drawn-clip'
import { dropFiles } from './harness/dropped-files'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

let folder: string
let programs: string
let studio: Studio
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-clips-'))
  programs = join(folder, 'programs')
  await mkdir(programs)
  studio = await launchStudio(inject('launch'), {
    args: ['--host-resolver-rules=MAP * ~NOTFOUND'],
    // Where a transcoder is, that is the test's own.
    env: { PATH: programs },
  })
  page = studio.window
  await call(page, 'studio.update-settings', { isFirstRunDone: true })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('ControlOrMeta+3')
  await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
})

afterAll(async () => {
  await studio?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** What one test left open must not lie over the grid of the next. */
afterEach(async () => {
  await page.keyboard.press('Escape')
})

const cell = (title: string) =>
  page.getByRole('gridcell').filter({ has: page.getByRole('img', { name: title, exact: true }) })

/** How bright the frame is that a player shows, 0 to 255. */
const brightness = (selector: string): Promise<number> =>
  page.evaluate((where) => {
    const video = document.querySelector(where)
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (!(video instanceof HTMLVideoElement) || video.readyState < 2 || !context) return -1
    context.drawImage(video, 0, 0, 1, 1)
    return context.getImageData(0, 0, 1, 1).data[0] ?? -1
  }, selector)

/** Whether the viewer shows a frame of a clip. */
const frameIsShown = (): Promise<boolean> =>
  page.evaluate(() => {
    const video = document.querySelector('[role=group][aria-label=Viewer] video')
    return video instanceof HTMLVideoElement && video.readyState >= 2 && !video.seeking
  })

/** How far apart the players of a view are, in seconds. */
const apart = (): Promise<number> =>
  page.evaluate(() => {
    const times = [...document.querySelectorAll('video')].map(({ currentTime }) => currentTime)
    return times.length < 2 ? Number.NaN : Math.max(...times) - Math.min(...times)
  })

const playedSeconds = (): Promise<number> => page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)

const SCRUBBED = '[role=gridcell] video'

/** A program in FFmpeg's place, first on the path: its copy is a real clip, drawn once the page is there. */
async function placeTranscoder(): Promise<void> {
  const path = join(programs, 'ffmpeg')
  await writeFile(path, `#!/bin/sh\nfor out; do :; done\n/bin/cp '${join(programs, 'copy.webm')}' "\${out#file:}"\n`)
  await chmod(path, 0o755)
  await writeFile(join(programs, 'copy.webm'), await drawClip(page, 'vp9.webm', 3))
}

describe.skipIf(process.platform === 'win32')('a ProRes clip', () => {
  it('is said to be one that this computer cannot show, and shown from a copy once FFmpeg may be used', async () => {
    const path = join(folder, 'dailies.mov')
    await writeFile(path, await drawProRes(page))
    await dropFiles(page, [path])
    await cell('dailies').waitFor()
    const { cards } = await call(page, 'library.page', { filter: { search: 'dailies' }, limit: 1 })
    const assetId = cards[0]?.id ?? ''
    await cell('dailies').dblclick()
    const viewer = page.getByRole('group', { name: 'Viewer' })
    await viewer.getByText('coded as Apple ProRes 422').waitFor()
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })

    await placeTranscoder()
    await cell('dailies').dblclick()
    await viewer.getByRole('button', { name: 'Make a copy with FFmpeg' }).click()
    await until('the copy to be shown', frameIsShown, (isShown) => isShown)
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    await cell('dailies').dblclick()
    await until('the copy to be shown again', frameIsShown, (isShown) => isShown)
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    await cell('dailies').locator('canvas[data-drawn]').waitFor()
    const original = await call(page, 'library.detail', { assetId })
    expect([original.mime, original.extension, original.thumbnail]).toEqual(['video/quicktime', 'mov', 'ready'])
    expect((await call(page, 'studio.settings')).usesFfmpeg).toBe(true)
    expect(await call(page, 'library.playable-copy', { assetId })).toMatchObject({ state: 'ready', program: 'ready' })
  })
})

describe.each(['avc.mp4', 'vp9.webm'] as const)('a clip in the grid (%s)', (kind) => {
  it('shows its frames under the pointer, with one player and none when the pointer is gone', async () => {
    const title = `fade ${kind.slice(0, 3)}`
    const path = join(folder, `${title}.${kind.slice(4)}`)
    await writeFile(path, await drawClip(page, kind))
    await dropFiles(page, [path])
    await cell(title).locator('canvas[data-drawn]').waitFor()
    const box = await cell(title).boundingBox()
    if (!box) throw new Error('no cell')
    /** How bright the clip is with the pointer at a part of its cell; a hand is never quite still. */
    const brightnessAt = async (part: number): Promise<number> => {
      await page.mouse.move(box.x + box.width * part, box.y + box.height / 2)
      await page.mouse.move(box.x + box.width * part, box.y + box.height / 2 + 1)
      return brightness(SCRUBBED)
    }
    const dark = await until(
      'an early frame',
      () => brightnessAt(0.1),
      (value) => value >= 0 && value < 80,
    )
    await until(
      'a late frame',
      () => brightnessAt(0.9),
      (value) => value > dark + 100,
    )
    expect(await page.locator('video').count()).toBe(1)
    await page.mouse.move(5, 5)
    await page.locator('video').waitFor({ state: 'detached' })
  })

  it('steps by frames in quick look, by keys', async () => {
    await cell(`fade ${kind.slice(0, 3)}`).click()
    await page.keyboard.press('Space')
    const viewer = page.getByRole('group', { name: 'Viewer' })
    await until('a frame', frameIsShown, (isShown) => isShown)
    const seconds = (): Promise<number> =>
      viewer.locator('video').evaluate((video) => (video instanceof HTMLVideoElement ? video.currentTime : -1))
    const before = await seconds()
    await page.keyboard.press('.')
    await until('the next frame', seconds, (now) => now > before + 0.01)
    await page.keyboard.press(',')
    await until('the frame before', seconds, (now) => Math.abs(now - before) < 0.02)
    await page.keyboard.press('Space')
    await viewer.waitFor({ state: 'detached' })
    expect(studio.consoleErrors()).toEqual([])
  })
})

describe('two clips side by side', () => {
  it('play as one, less than a frame apart, and stand at the same moment when they stop', async () => {
    await cell('fade avc').click()
    await cell('fade vp9').click({ modifiers: ['ControlOrMeta'] })
    await page.getByText('2 items selected').first().waitFor()
    await page.keyboard.press('m')
    const compare = page.getByRole('group', { name: 'Compare' })
    await until(
      'both clips',
      () => compare.locator('video').evaluateAll((all) => all.map((each) => Reflect.get(each, 'readyState') as number)),
      (states) => states.length === 2 && states.every((state) => state >= 3),
    )
    await compare.getByRole('button', { name: 'Play' }).waitFor()
    await page.keyboard.press('Space')
    const [, distance] = await until(
      'playing together',
      async () => [await playedSeconds(), await apart()] as const,
      ([seconds, between]) => seconds > 0.5 && between < 1 / 24,
    )
    expect(distance).toBeLessThan(1 / 24)
    await page.keyboard.press('.')
    await compare.getByRole('button', { name: 'Play' }).waitFor()
    await until('the same moment', apart, (seconds) => seconds < 0.001)
    await page.keyboard.press('Escape')
    await compare.waitFor({ state: 'detached' })
  })
})
