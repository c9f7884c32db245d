import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Locator, Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

/** So many that they are all in sight: cells out of sight are not in the page. */
const PICTURE_COUNT = 12

let folder: string
let studio: Studio
let page: Page

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'studio-library-'))
  await start()
})

afterEach(async () => studio?.kill9())

/** Starts with every way out of the machine shut: the library needs none. */
async function start(): Promise<void> {
  studio = await launchStudio(inject('launch'), {
    userDataDir: join(folder, 'profile'),
    args: ['--host-resolver-rules=MAP * ~NOTFOUND'],
  })
  page = studio.window
  await call(page, 'studio.update-settings', { isFirstRunDone: true })
  await page.reload()
  await page.getByRole('button', { name: 'Library' }).first().click()
  await searchBox().waitFor()
}

const searchBox = (): Locator => page.getByRole('searchbox', { name: 'Search the library' })
const cells = (): Locator => page.getByRole('gridcell')
const selectedCell = (): Locator => page.locator('[role=gridcell][aria-selected=true]')
const titleOf = async (cell: Locator): Promise<string> =>
  (await cell.getByRole('img').first().getAttribute('aria-label')) ?? ''

describe('the library', () => {
  it('takes dropped folders, names what it refuses, and shows thumbnails that are really there', async () => {
    const pictures = await drawPictures(PICTURE_COUNT)
    await writeFile(join(pictures, 'page.png'), '<!doctype html><title>Not found</title>')
    await dropFiles([pictures])
    await page.getByText('One file was not added').first().waitFor()
    await page
      .getByText(/page\.png/)
      .first()
      .waitFor()
    await page.getByText(`${PICTURE_COUNT} items`, { exact: true }).waitFor()
    await until('thumbnails', shownThumbnails, (count) => count === PICTURE_COUNT)

    await dropFiles([pictures])
    await page.getByText(`${PICTURE_COUNT} items already in the library`).first().waitFor()
    expect(await cells().count()).toBe(PICTURE_COUNT)
    expect(studio.consoleErrors()).toEqual([])
  })

  it('finds by words and keeps what was typed, rated and noted over a restart', async () => {
    await fill(PICTURE_COUNT)
    await searchBox().fill('picture 07')
    await page.getByText('1 item', { exact: true }).waitFor()
    expect(await cells().count()).toBe(1)
    await cells().first().click()
    await page.keyboard.press('4')
    await page.getByRole('img', { name: 'rated 4 of 5' }).waitFor()
    await page.getByRole('textbox', { name: 'Note' }).fill('for the cover')
    await until('a stored note', noteOfSelected, (note) => note === 'for the cover')
    await studio.close()

    await start()
    await page.getByRole('img', { name: 'rated 4 of 5' }).waitFor()
    expect(await searchBox().inputValue()).toBe('picture 07')
    await searchBox().fill('nothing of this kind')
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await page.getByText(`${PICTURE_COUNT} items`, { exact: true }).waitFor()
  })

  it('selects the neighbour of what goes to the trash, and undo brings all of it back', async () => {
    await fill(PICTURE_COUNT)
    await cells().nth(3).click()
    const neighbour = await titleOf(cells().nth(6))
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('3 items selected').first().waitFor()
    await page.keyboard.press('Delete')
    await page.getByText(`${PICTURE_COUNT - 3} items`, { exact: true }).waitFor()
    expect(await titleOf(selectedCell())).toBe(neighbour)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`${PICTURE_COUNT} items`, { exact: true }).waitFor()
    expect(await selectedCell().count()).toBe(3)
  })

  it('opens, steps on, and comes back to the item that was open with the keyboard on it', async () => {
    await fill(PICTURE_COUNT)
    const second = await titleOf(cells().nth(5))
    await cells().nth(4).dblclick()
    const viewer = page.getByRole('group', { name: 'Viewer' })
    await viewer.getByText(`5 of ${PICTURE_COUNT}`).waitFor()
    await page.keyboard.press('ArrowRight')
    await viewer.getByText(`6 of ${PICTURE_COUNT}`).waitFor()
    await until(
      'the picture itself',
      () => viewer.locator('img').evaluate(isDrawn),
      (isReady) => isReady,
    )
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
    expect(await titleOf(page.locator('[role=gridcell]:focus'))).toBe(second)
  })

  it('drags real files out, with the right bytes and readable names', async () => {
    const pictures = await fill(4)
    await studio.app.evaluate(({ BrowserWindow }) => {
      const dragged: string[][] = []
      Object.assign(globalThis, { dragged })
      for (const { webContents } of BrowserWindow.getAllWindows()) {
        webContents.startDrag = (item) => void dragged.push(item.files ?? [item.file])
      }
    })
    await cells().first().click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.getByText('2 items selected').first().waitFor()
    await dragAway(cells().first())
    const [paths] = await until('a drag', readDrags, (drags) => drags.length > 0)
    const originals = await Promise.all(
      ['picture 03.png', 'picture 04.png'].map((name) => hashOf(join(pictures, name))),
    )
    const carried = await Promise.all((paths ?? []).map(hashOf))
    expect(carried.toSorted()).toEqual(originals.toSorted())
    expect((paths ?? []).every((path) => basename(path).endsWith('.png'))).toBe(true)
  })
})

async function fill(count: number): Promise<string> {
  const pictures = await drawPictures(count)
  await dropFiles([pictures])
  await page.getByText(`${count} items`, { exact: true }).waitFor()
  await until('thumbnails', shownThumbnails, (shown) => shown === count)
  return pictures
}

const isDrawn = (element: Element): boolean => element instanceof HTMLImageElement && element.naturalWidth > 0

const shownThumbnails = (): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLCanvasElement>('[role=gridcell] canvas[data-drawn]')].filter(
        (canvas) =>
          // Something is to be seen in its middle.
          canvas
            .getContext('2d', { willReadFrequently: true })
            ?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data[3] === 255,
      ).length,
  )

async function noteOfSelected(): Promise<string> {
  const assetId = await selectedCell().getAttribute('data-asset-id')
  return assetId === null ? '' : (await call(page, 'library.detail', { assetId })).note
}

const readDrags = (): Promise<string[][]> => studio.app.evaluate(() => Reflect.get(globalThis, 'dragged') as string[][])

/** Drops files as the system's file manager does, so that they have paths. */
async function dropFiles(files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
  }
  await session.detach()
}

async function dragAway(cell: Locator): Promise<void> {
  const box = await cell.boundingBox()
  if (!box) throw new Error('no cell to drag')
  await page.mouse.move(box.x + 40, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + 90, box.y + 90, { steps: 5 })
  await page.mouse.up()
}

async function drawPictures(count: number): Promise<string> {
  const pictures = join(folder, 'pictures')
  await mkdir(pictures, { recursive: true })
  for (let number = 1; number <= count; number += 1) {
    const name = `picture ${String(number).padStart(2, '0')}.png`
    await writeFile(join(pictures, name), plainPng(64, 48, [number * 8, 120, 255 - number * 8]))
  }
  return pictures
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

/** A PNG of one colour, written by hand so that the test agrees with no code of the program. */
function plainPng(width: number, height: number, [red, green, blue]: readonly [number, number, number]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))])
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
