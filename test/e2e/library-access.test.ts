import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings'
import { drawPicture } from './harness/drawn-picture'
import { dropFiles } from './harness/dropped-files'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

const COUNT = 6
/** So wide that no filter folds away. */
const WIDE = { width: 1600, height: 900 }

let studio: Studio
let page: Page

beforeAll(async () => {
  studio = await launchStudio(inject('launch'), { args: ['--host-resolver-rules=MAP * ~NOTFOUND'] })
  page = studio.window
  await call(page, 'studio.update-settings', { isFirstRunDone: true })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await press('ControlOrMeta+3')
  await searchBox().waitFor()
  await until(
    'room for every filter',
    async () => {
      // Before it is shown a window does not take its size.
      await studio.app.evaluate(({ BrowserWindow }, size) => {
        for (const window of BrowserWindow.getAllWindows())
          if (window.isVisible()) window.setContentSize(size.width, size.height)
      }, WIDE)
      return page.getByRole('combobox', { name: 'Model' }).isVisible()
    },
    (isThere) => isThere,
  )
})
afterAll(async () => studio?.close())

const press = (keys: string): Promise<void> => page.keyboard.press(keys)
const searchBox = (): Locator => page.getByRole('searchbox', { name: 'Search the library' })
const items = (count: number): Promise<void> =>
  page.getByText(count === 1 ? '1 item' : `${count} items`, { exact: true }).waitFor()
const place = (name: string): Locator => page.getByRole('treeitem', { name: new RegExp(`^${name}`) })
const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name })

/** Looks at what is shown with axe, in both themes. */
async function looksRight(view: string): Promise<void> {
  expect.soft([view, await seriousFindings(page)]).toEqual([view, []])
}

async function focus(element: Locator): Promise<void> {
  await element.focus()
  await element.and(page.locator(':focus')).waitFor()
}

async function focusCell(): Promise<void> {
  await focus(page.getByRole('gridcell').first())
  await press('Home')
  await page.locator('[data-index="0"]:focus').waitFor()
}

async function leave(opened: Locator): Promise<void> {
  await press('Escape')
  await opened.waitFor({ state: 'detached' })
}

/** A command by its name in the palette. */
async function command(name: string): Promise<void> {
  await press('ControlOrMeta+k')
  await page.getByRole('combobox').and(page.locator(':focus')).waitFor()
  await page.keyboard.type(name)
  await page
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .waitFor()
  await press('Enter')
}

/** An entry of the menu of what is selected, by the keys that open and walk it. */
async function choose(entry: string): Promise<void> {
  await press('Shift+F10')
  const wanted = page.getByRole('menuitem', { name: entry })
  await wanted.waitFor()
  await focus(wanted)
  await press('Enter')
}

async function selectTwo(): Promise<void> {
  await focusCell()
  await press('Shift+ArrowRight')
  await page.getByText('2 items selected').first().waitFor()
}

/** Different pictures, and one of them again, smaller and in another format. */
async function drawPictures(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'studio-access-')), 'pictures')
  await mkdir(folder)
  for (let index = 0; index < COUNT - 1; index += 1)
    await writeFile(join(folder, `bird ${index}.png`), await drawPicture(page, 'image/png', 400, index * 67))
  await writeFile(join(folder, 'bird 0 again.jpg'), await drawPicture(page, 'image/jpeg', 200, 0))
  return folder
}

describe('the library without a mouse, every view and dialog', () => {
  it('is inviting while it is empty', async () => {
    await page.getByText('Everything you make lands here').waitFor()
    await looksRight('empty library')
    await dropFiles(page, [await drawPictures()])
    await items(COUNT)
    // What is nearly the same and what is alike is known once all were looked at.
    await until(
      'every picture to be looked at',
      async () => {
        const { cards } = await call(page, 'library.page', { filter: {}, limit: COUNT })
        const looks = await Promise.all(cards.map(({ id }) => call(page, 'library.extras', { assetId: id })))
        return looks.filter(({ palette }) => palette.length > 0).length
      },
      (count) => count === COUNT,
    )
    expect(await page.getByRole('gridcell').count()).toBe(COUNT)
  })

  it('filters', async () => {
    for (const name of ['Model', 'Rating']) {
      await focus(page.getByRole('combobox', { name }))
      await press('Enter')
      await page.getByRole('option').first().waitFor()
      await looksRight(`choice of ${name}`)
      await press('Escape')
      await page.getByRole('option').first().waitFor({ state: 'detached' })
    }
    await press('ControlOrMeta+f')
    await searchBox().and(page.locator(':focus')).waitFor()
    await page.keyboard.type('ra')
    await page.getByRole('listbox', { name: 'Suggestions' }).waitFor()
    await looksRight('suggestions')
    await page.keyboard.type('zzz nothing style:none')
    await page.getByText('Nothing found').waitFor()
    await looksRight('nothing found, and a word that is not understood')
    await press('Escape')
    await items(COUNT)
    await focus(page.getByRole('button', { name: 'What can be searched for' }))
    await press('Enter')
    await dialog('What can be searched for').waitFor()
    await looksRight('help of the search')
    await leave(dialog('What can be searched for'))
    expect(await searchBox().inputValue()).toBe('')
  })

  it('opens, steps, marks and tells all about an item', async () => {
    await focusCell()
    await press('Enter')
    const viewer = page.getByRole('group', { name: 'Viewer' })
    await viewer.getByText(`1 of ${COUNT}`).waitFor()
    await press('ArrowRight')
    await viewer.getByText(`2 of ${COUNT}`).waitFor()
    await press('5')
    // In the details beside the viewer, and in those beneath it.
    await page.getByRole('group', { name: 'Rating: 5 of 5' }).last().waitFor()
    await looksRight('viewer')
    await focus(viewer.getByRole('button', { name: 'Actions' }))
    await press('Enter')
    await page.getByRole('menuitem', { name: 'Show in folder' }).waitFor()
    await looksRight('menu of an item')
    await leave(page.getByRole('menu'))
    // On the button Escape would first close its tooltip.
    await focus(viewer)
    await press('Escape')
    await viewer.waitFor({ state: 'detached' })
    await page.locator('[data-index="1"]:focus').waitFor()
    const { cards } = await call(page, 'library.page', { filter: { minRating: 5 }, limit: COUNT })
    expect(cards).toHaveLength(1)
  })

  it('finds what is alike, by a colour, and what was opened', async () => {
    await focusCell()
    await choose('Find similar')
    await dialog('Similar items').getByRole('group', { name: 'Found items' }).waitFor()
    await looksRight('similar')
    await leave(dialog('Similar items'))
    for (const name of ['Find by colour', 'Find by meaning', 'Recently opened']) {
      await command(name)
      await dialog(name).waitFor()
      await looksRight(name)
      await leave(dialog(name))
    }
    await command('Index a folder in place')
    await dialog('Indexed folders').waitFor()
    await looksRight('indexed folders')
    await leave(dialog('Indexed folders'))
    expect((await call(page, 'library.recent')).length).toBeGreaterThan(0)
  })

  it('relates two, and sets their recipes side by side', async () => {
    await selectTwo()
    await choose('Relate…')
    await dialog('How are they related?').waitFor()
    await looksRight('relate')
    await leave(dialog('How are they related?'))
    await selectTwo()
    await choose('Compare the recipes')
    await dialog('Two recipes').waitFor()
    await looksRight('two recipes')
    await leave(dialog('Two recipes'))
    expect(await dialog('Two recipes').count()).toBe(0)
  })

  it('names, nests and merges tags and collections', async () => {
    const [first, second] = (await call(page, 'library.page', { filter: {}, limit: 2 })).cards.map(({ id }) => id)
    const assetIds = [first ?? '', second ?? '']
    await call(page, 'library.tag', { stepId: 'tags', assetIds, add: ['birds', 'draft'], remove: [] })
    for (const name of ['New tag', 'New collection']) {
      await focus(page.getByRole('button', { name, exact: true }))
      await press('Enter')
      await dialog(name).waitFor()
      await looksRight(name)
      await leave(dialog(name))
    }
    await place('birds').waitFor()
    await focus(place('birds'))
    await press('F2')
    await dialog('Tag “birds”').waitFor()
    await looksRight('edit a tag')
    await leave(dialog('Tag “birds”'))
    await focus(place('birds'))
    await choose('Merge into…')
    await dialog('Merge “birds” into another tag').waitFor()
    await looksRight('merge a tag')
    await leave(dialog('Merge “birds” into another tag'))
    expect((await call(page, 'library.tags')).map(({ name }) => name).toSorted()).toEqual(['birds', 'draft'])
  })

  it('sums a culling up before it is final', async () => {
    await focusCell()
    await press('Escape')
    await press('c')
    const culling = page.getByRole('group', { name: 'Culling' })
    await culling.and(page.locator(':focus')).waitFor()
    await press('x')
    await page.getByText(`2 of ${COUNT}, 1 decided`).waitFor()
    await press('Enter')
    await dialog('Finish culling?').waitFor()
    await looksRight('end of a culling')
    await focus(dialog('Finish culling?').getByRole('button', { name: 'Discard all' }))
    await press('Enter')
    await culling.waitFor({ state: 'detached' })
    expect(await call(page, 'library.places')).toMatchObject({ all: COUNT, rejected: 0 })
  })

  it('merges what is nearly the same, with the tags of both, and takes it back', async () => {
    await command('Find duplicates')
    const review = dialog('Duplicates')
    const choices = review.getByRole('radiogroup', { name: 'Which one to keep' })
    await choices.waitFor()
    await focus(choices.getByRole('radio').nth(1))
    await press('Enter')
    await choices.getByRole('radio', { checked: true }).nth(0).and(page.locator(':focus')).waitFor()
    await focus(review.getByRole('button', { name: 'Keep the chosen one' }))
    await press('Enter')
    await review.getByText('No duplicates').waitFor()
    await looksRight('no duplicates left')
    await leave(review)
    await items(COUNT - 1)
    await press('ControlOrMeta+z')
    await items(COUNT)
    expect(await call(page, 'library.places')).toMatchObject({ all: COUNT, trash: 0 })
  })

  it('throws away and brings back', async () => {
    await focusCell()
    await press('Delete')
    await items(COUNT - 1)
    await focus(place('Trash'))
    await press('Enter')
    await items(1)
    await looksRight('trash')
    await focus(page.getByRole('button', { name: 'Empty the trash…' }))
    await press('Enter')
    await dialog('Empty the trash?').waitFor()
    await looksRight('before the trash is emptied')
    await leave(dialog('Empty the trash?'))
    await focusCell()
    await press('Delete')
    await page.getByText('The trash is empty').waitFor()
    await looksRight('empty trash')
    await focus(place('All items'))
    await press('Enter')
    await items(COUNT)
    expect(studio.consoleErrors()).toEqual([])
  })
})
