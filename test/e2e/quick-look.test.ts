import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings'
import { drawPicture } from './harness/drawn-picture'
import { dropFiles } from './harness/dropped-files'
import { launchStudio, type Studio } from './harness/launch'
import { call } from './harness/studio-page'

const COUNT = 3

let studio: Studio
let page: Page
let assetIds: readonly string[]

beforeAll(async () => {
  studio = await launchStudio(inject('launch'), { env: { STUDIO_DEMO_TIME_SCALE: '0.02' } })
  page = studio.window
  await call(page, 'studio.update-settings', { isFirstRunDone: true, askAboveMicroUsd: null, titleModelId: null })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await press('ControlOrMeta+3')
  await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
  await dropFiles(page, [await drawPictures()])
  await page.getByText(`${COUNT} items`, { exact: true }).waitFor()
  assetIds = (await call(page, 'library.page', { filter: {}, limit: COUNT })).cards.map(({ id }) => id)
})
afterAll(async () => studio?.close())

async function drawPictures(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'studio-look-')), 'pictures')
  await mkdir(folder)
  for (let index = 0; index < COUNT; index += 1)
    await writeFile(join(folder, `heron ${index}.png`), await drawPicture(page, 'image/png', 200, index))
  return folder
}

const press = (keys: string): Promise<void> => page.keyboard.press(keys)

async function focus(element: Locator): Promise<void> {
  await element.focus()
  await element.and(page.locator(':focus')).waitFor()
}

/** The stage that shows an item: the same part of the program wherever it is opened. */
const stage = (): Locator => page.getByRole('dialog').filter({ has: page.getByText('Show in the library') })
const shownId = (): Promise<string> =>
  stage()
    .locator('img[src^="media://asset/"]')
    .first()
    .getAttribute('src')
    .then((source) => /asset\/([\w-]+)/.exec(source ?? '')?.[1] ?? '')

/** The same keys everywhere: zoom, the neighbour where there is one, Space again to close. */
async function looks(
  keys: string,
  expected: { readonly ids: readonly string[]; readonly count: number },
): Promise<void> {
  await press(keys)
  await stage().waitFor()
  await stage().locator('img[src^="media://asset/"]').first().waitFor()
  const before = await shownId()
  expect(expected.ids).toContain(before)
  const percent = stage().getByText(/^\d+ %$/)
  const whole = await percent.textContent()
  await press('+')
  await percent.filter({ hasNotText: whole ?? '' }).waitFor()
  await press('0')
  await percent.filter({ hasText: whole ?? '' }).waitFor()
  if (expected.count > 1) {
    const [next, place] =
      before === assetIds.at(-1) ? (['ArrowLeft', /\d of/] as const) : (['ArrowRight', /\d of/] as const)
    await stage().getByText(place).waitFor()
    await press(next)
    await stage().locator(`img[src^="media://asset/${before}"]`).waitFor({ state: 'detached' })
  }
  await press('Space')
  await stage().waitFor({ state: 'detached' })
}

/** A look that stayed open. */
const shownElsewhere = (): Promise<number> => stage().count()

describe('Space looks at an item', () => {
  it('in the library, over the grid', async () => {
    const cell = page.getByRole('gridcell').first()
    await focus(cell)
    await press('Home')
    await press('Space')
    const viewer = page.getByRole('group', { name: 'Viewer' })
    await viewer.locator('img[src^="media://asset/"]').first().waitFor()
    const percent = viewer.getByText(/^\d+ %$/)
    const whole = await percent.textContent()
    await press('+')
    await percent.filter({ hasNotText: whole ?? '' }).waitFor()
    await press('0')
    await press('ArrowRight')
    await viewer.getByText(`2 of ${COUNT}`).waitFor()
    await press('Space')
    await viewer.waitFor({ state: 'detached' })
    expect(await page.locator('[data-index="1"]:focus').count()).toBe(1)
  })

  it('in a shot’s takes, on the board, and in the picker that fills them', async () => {
    const made = await call(page, 'storyboard.create-project', { title: 'Birds' })
    const board = await call(page, 'storyboard.add-shot', { sceneId: made.scenes[0]?.id ?? '', text: 'a heron waits' })
    const shotId = board.scenes[0]?.shots[0]?.id ?? ''
    await call(page, 'storyboard.add-take', { shotId, assetIds: assetIds.slice(0, 2) })
    await press('ControlOrMeta+2')
    const card = page.getByRole('group', { name: /^Shot 1,/ })
    await card.waitFor()
    await focus(card)
    await looks('Shift+Space', { ids: assetIds.slice(0, 2), count: 2 })
    await card.and(page.locator(':focus')).waitFor()

    const takes = page.getByRole('listbox', { name: 'Takes of shot 1' })
    await focus(takes.getByRole('option').first())
    await looks('Space', { ids: assetIds.slice(0, 1), count: 2 })
    await focus(page.getByRole('button', { name: 'Add a take from the library' }))
    await press('Enter')
    const picker = page.getByRole('dialog', { name: 'Takes of shot 1' })
    await picker
      .getByRole('option')
      .nth(COUNT - 1)
      .waitFor()
    await focus(picker.getByRole('option').first())
    await looks('Space', { ids: assetIds.slice(0, 1), count: COUNT })
    // Looking chooses nothing, and the picker is where it was.
    expect(await picker.getByRole('option', { selected: true }).count()).toBe(0)
    expect.soft(await seriousFindings(page)).toEqual([])
    await press('Escape')
    await picker.waitFor({ state: 'detached' })
  })

  it('among what goes with a message, and in the talk', async () => {
    await press('ControlOrMeta+3')
    const cell = page.getByRole('gridcell').first()
    await focus(cell)
    await press('Home')
    await press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Attach to a chat' }).click()
    const chips = page.getByRole('list', { name: 'Attached files' })
    const chip = chips.getByRole('button').first()
    await chip.waitFor()
    await focus(chip)
    await looks('Space', { ids: assetIds.slice(0, 1), count: 1 })
    const composer = page.locator('[data-view="chat"]:not([inert]) [data-composer]')
    await composer.fill('What is this?')
    await composer.press('Enter')
    const picture = page
      .getByRole('list', { name: 'Pictures and files' })
      .getByRole('button', { name: /heron/ })
      .first()
    await picture.waitFor()
    await focus(picture)
    await looks('Space', { ids: assetIds.slice(0, 1), count: 1 })
    expect(await shownElsewhere()).toBe(0)
  })
})

describe('items that are needed elsewhere', () => {
  it('go to the trash only after the chat and the shot that use them were named', async () => {
    await press('ControlOrMeta+3')
    const cell = page.getByRole('gridcell').first()
    await focus(cell)
    await press('ControlOrMeta+A')
    await page.getByText(`${COUNT} items selected`).first().waitFor()
    await press('Delete')
    const dialog = page.getByRole('dialog', { name: 'Some of these items are used' })
    await dialog
      .getByRole('button', { name: /Birds, a heron waits/ })
      .filter({ hasText: '2 items' })
      .waitFor()
    await dialog
      .getByRole('button', { name: /What is this|New chat|Untitled/ })
      .filter({ hasText: '1 item' })
      .waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await focus(dialog.getByRole('button', { name: 'Keep' }))
    await press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await call(page, 'library.places')).toMatchObject({ all: COUNT, trash: 0 })
    expect(studio.consoleErrors()).toEqual([])
  })
})
