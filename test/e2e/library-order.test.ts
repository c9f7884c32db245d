import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings'
import { plainPng } from './harness/bad-files'
import { drawPicture } from './harness/drawn-picture'
import { dropFiles } from './harness/dropped-files'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

const COUNT = 12
const LEAST_SIDE = 20

let studio: Studio
let page: Page

beforeAll(async () => {
  studio = await launchStudio(inject('launch'), { args: ['--host-resolver-rules=MAP * ~NOTFOUND'] })
  page = studio.window
  await call(page, 'studio.update-settings', { isFirstRunDone: true })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await page.keyboard.press('ControlOrMeta+3')
  await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
  await dropFiles(page, [await drawPictures()])
  await page.getByText(`${COUNT} items`, { exact: true }).waitFor()
})
afterAll(async () => studio?.close())

/** Squares of 20 to 31 pixels, so that a search by width tells them apart. */
async function drawPictures(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'studio-order-')), 'pictures')
  await mkdir(folder)
  for (let index = 0; index < COUNT; index += 1) {
    await writeFile(join(folder, `square ${String(index).padStart(2, '0')}.png`), plainPng(LEAST_SIDE + index))
  }
  return folder
}

/** One picture twice: as it is, and smaller in another format. */
async function drawTwins(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'studio-twins-'))
  const twins = [
    [join(folder, 'twin.png'), await drawPicture(page, 'image/png', 640, 3)],
    [join(folder, 'twin small.jpg'), await drawPicture(page, 'image/jpeg', 320, 3)],
  ] as const
  for (const [path, bytes] of twins) await writeFile(path, bytes)
  return twins.map(([path]) => path)
}

const press = (keys: string): Promise<void> => page.keyboard.press(keys)
const place = (name: string): Locator => page.getByRole('treeitem', { name: new RegExp(`^${name}`) })
const items = (count: number): Promise<void> =>
  page.getByText(count === 1 ? '1 item' : `${count} items`, { exact: true }).waitFor()
const selected = (count: number): Promise<void> => page.getByText(`${count} items selected`).first().waitFor()

async function selectAll(count: number): Promise<void> {
  await page.getByRole('gridcell').first().focus()
  await press('ControlOrMeta+A')
  await selected(count)
}

/** Types where the keyboard is put by itself. */
async function typeInto(name: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name }).and(page.locator(':focus')).waitFor()
  await page.keyboard.type(text)
  await press('Enter')
}

async function search(text: string): Promise<void> {
  await press('ControlOrMeta+F')
  await page.keyboard.type(text)
  await press('Enter')
}

async function clearSearch(): Promise<void> {
  await press('ControlOrMeta+F')
  await press('Delete')
  await press('Enter')
  await items(COUNT)
  await page.locator('[role=gridcell]:focus').waitFor()
}

/** Looks at what is shown with axe, in both themes. */
async function looksRight(view: string): Promise<void> {
  expect.soft([view, await seriousFindings(page)]).toEqual([view, []])
}

const allMarks = async (): Promise<unknown> => {
  const { cards } = await call(page, 'library.page', { filter: {}, limit: 50 })
  return cards.map(({ id, rating, label, pick }) => ({ id, rating, label, pick }))
}

describe('order in the library, without a mouse', () => {
  beforeEach(async () => {
    await place('All items').focus()
    await press('Enter')
    await items(COUNT)
  })

  it('shows rows of whole pictures at a key, walks them, and keeps the choice', async () => {
    const grid = page.getByRole('grid', { name: 'Items of the library' })
    await page.getByRole('gridcell').first().focus()
    await press('Home')
    await press('Shift+J')
    await grid.and(page.locator('[aria-colcount="-1"]')).waitFor()
    const seen = new Set<string | null>()
    for (let index = 0; index < COUNT; index += 1) {
      const cell = page.locator(`[data-index="${index}"]:focus`)
      await cell.waitFor()
      seen.add(await cell.getAttribute('data-asset-id'))
      await press('ArrowRight')
    }
    expect(seen.size).toBe(COUNT)
    await press('Shift+Home')
    await selected(COUNT)
    await looksRight('rows of whole pictures')
    await until(
      'the choice to be kept',
      () => call(page, 'studio.view-state'),
      (kept) => kept['library.grid-shape'] === 'justified',
    )
    await page.getByRole('button', { name: 'Rows of whole pictures' }).focus()
    await press('Enter')
    await grid.and(page.locator('[aria-colcount="-1"]')).waitFor({ state: 'detached' })
    await page.getByRole('gridcell').first().focus()
    await press('Escape')
  })

  it('searches with filters, says what it does not understand, and keeps the search', async () => {
    await search(`width:>=${LEAST_SIDE + 8} style:none`)
    await page.getByRole('status').filter({ hasText: 'style:none' }).waitFor()
    await press('ControlOrMeta+F')
    await page.keyboard.type(`width:>=${LEAST_SIDE + 8} -tag:draft `)
    await items(4)
    await page.getByRole('button', { name: 'Save as a smart collection' }).focus()
    await press('Enter')
    await page.getByRole('dialog', { name: 'Save this search' }).waitFor()
    await page.getByRole('textbox', { name: 'Name of the smart collection' }).fill('Large ones')
    await press('Enter')
    await place('Large ones').waitFor()
    await clearSearch()
    await place('Large ones').focus()
    await press('Enter')
    await items(4)
    await place('Large ones').filter({ hasText: '4' }).waitFor()
    expect(await call(page, 'library.collections')).toMatchObject([
      { kind: 'smart', name: 'Large ones', search: `width:>=${LEAST_SIDE + 8} -tag:draft` },
    ])
  })

  it('tags and collects what is selected, and the smart collection follows', async () => {
    await place('Large ones').focus()
    await press('Enter')
    await items(4)
    await selectAll(4)
    await press('t')
    await page.getByRole('dialog', { name: 'Tags of 4 items' }).waitFor()
    await typeInto('Find or make a tag; places/lisbon nests', 'draft')
    await page.getByRole('checkbox', { name: 'draft' }).and(page.locator('[aria-checked=true]')).waitFor()
    await page.getByText('Nothing found').waitFor({ state: 'attached' })
    await press('Escape')
    await page.getByRole('dialog', { name: 'Tags of 4 items', exact: true }).waitFor({ state: 'detached' })
    await place('draft').focus()
    await press('Enter')
    await items(4)
    await selectAll(4)
    await press('b')
    await page.getByRole('dialog', { name: 'Collections of 4 items' }).waitFor()
    await typeInto('Find or make a collection', 'Best')
    await looksRight('collection dialog')
    await page.getByRole('checkbox', { name: 'Best' }).and(page.locator('[aria-checked=true]')).waitFor()
    await press('Escape')
    await place('Best').focus()
    await press('Enter')
    await items(4)
    await page.getByRole('gridcell').first().focus()
    await press('Home')
    await press('t')
    expect(await call(page, 'library.collections')).toContainEqual(
      expect.objectContaining({ kind: 'manual', name: 'Best', count: 4 }),
    )
    await page.getByRole('dialog', { name: 'Tags of 1 item' }).waitFor()
    await looksRight('tag dialog')
    await press('Escape')
    await looksRight('library')
  })

  it('culls ten: nothing changes before the end, and undo takes all of it back', async () => {
    const before = await allMarks()
    await page.getByRole('gridcell').first().focus()
    await press('Home')
    for (let index = 1; index < 10; index += 1) await press('Shift+ArrowRight')
    await selected(10)
    await press('c')
    await page.getByRole('group', { name: 'Culling' }).waitFor()
    for (const key of ['p', 'x', '4', '6', 'j', 'x', 'p', '5', 'k']) await press(key)
    await page.getByText('8 of 10, 7 decided').waitFor()
    await looksRight('culling')
    expect(await allMarks()).toEqual(before)
    await press('Enter')
    const summary = page.getByRole('dialog', { name: 'Finish culling?' })
    await summary.getByRole('switch').focus()
    await press('Space')
    await summary.getByRole('button', { name: 'Apply' }).focus()
    await press('Enter')
    await items(COUNT - 2)
    await until(
      'two picks',
      () => call(page, 'library.places'),
      ({ picked, trash }) => picked === 2 && trash === 2,
    )
    await page.getByText('Culled 7 items').waitFor()
    await press('ControlOrMeta+z')
    await items(COUNT)
    expect(await allMarks()).toEqual(before)
    await page.getByText('Culled 7 items').waitFor({ state: 'detached', timeout: 4_000 })
  })

  it('compares two at one zoom, over each other too', async () => {
    await page.getByRole('gridcell').first().focus()
    await press('Home')
    await press('Shift+ArrowRight')
    await selected(2)
    await press('m')
    const compare = page.getByRole('group', { name: 'Compare' })
    await compare.locator('img').nth(1).waitFor()
    await press('+')
    await press('4')
    const transforms = await compare
      .locator('img')
      .evaluateAll((images) => images.map((image) => (image instanceof HTMLElement ? image.style.transform : '')))
    expect(transforms[0]).toContain('scale(1.4)')
    expect(transforms[1]).toBe(transforms[0])
    await press('d')
    await compare.getByText('Black is the same in both').waitFor()
    await looksRight('compare')
    await press('Escape')
    await compare.waitFor({ state: 'detached' })
    await page.getByRole('img', { name: 'rated 4 of 5' }).waitFor()
  })

  it('walks the lineage by arrows', async () => {
    const { cards } = await call(page, 'library.page', { filter: {}, limit: 2 })
    const [child, parent] = cards.map(({ id }) => id)
    await call(page, 'library.relate', {
      stepId: 'relation',
      childId: child ?? '',
      parentId: parent ?? '',
      relation: 'upscale',
      isSet: true,
    })
    await page.getByRole('gridcell').first().focus()
    await press('Home')
    await press('l')
    const lineage = page.getByRole('group', { name: 'Lineage' })
    await lineage.getByText('upscale', { exact: true }).waitFor()
    await press('ArrowLeft')
    await until(
      'the parent to have the keyboard',
      () => page.evaluate(() => document.activeElement?.getAttribute('data-member') ?? ''),
      (id) => id === parent,
    )
    await looksRight('lineage')
    expect(await lineage.locator('[data-member]').count()).toBe(2)
    await press('Escape')
    await lineage.waitFor({ state: 'detached' })
  })

  it('deletes all and brings all of it back with its marks', async () => {
    const before = await allMarks()
    await selectAll(COUNT)
    await press('Delete')
    await page.getByText('Everything you make lands here').waitFor()
    await press('ControlOrMeta+z')
    await items(COUNT)
    expect(await allMarks()).toEqual(before)
    expect(await call(page, 'library.places')).toMatchObject({ all: COUNT, trash: 0 })
  })

  it('shows what is exported and what is nearly the same', async () => {
    await selectAll(COUNT)
    await press('ControlOrMeta+Shift+E')
    await page.getByRole('dialog', { name: /^Export/ }).waitFor()
    await looksRight('export dialog')
    await press('Escape')
    await page.getByRole('dialog', { name: /^Export/ }).waitFor({ state: 'detached' })
    await dropFiles(page, await drawTwins())
    await items(COUNT + 2)
    await press('ControlOrMeta+K')
    await page.keyboard.type('Find duplicates')
    await page
      .getByRole('option', { name: /Find duplicates/ })
      .first()
      .waitFor()
    await press('Enter')
    await page.getByRole('dialog', { name: 'Duplicates' }).waitFor()
    await page.getByRole('radiogroup', { name: 'Which one to keep' }).waitFor()
    await looksRight('duplicates')
    await page.getByRole('button', { name: 'Close', exact: true }).focus()
    await press('Escape')
    await page.getByRole('dialog', { name: 'Duplicates' }).waitFor({ state: 'detached' })
    expect(studio.consoleErrors()).toEqual([])
  })
})
