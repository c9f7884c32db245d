import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { plainPng } from './harness/bad-files'
import { dropFiles } from './harness/dropped-files'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

const COUNT = 100
/** One key for each item in turn: a pick, a reject, a rating, a colour. */
const KEYS = ['p', 'x', '4', '6', '5'] as const

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

async function drawPictures(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), 'studio-culling-')), 'pictures')
  await mkdir(folder)
  for (let index = 0; index < COUNT; index += 1) {
    await writeFile(join(folder, `square ${String(index).padStart(3, '0')}.png`), plainPng(20 + index))
  }
  return folder
}

const press = (keys: string): Promise<void> => page.keyboard.press(keys)

/** Marks of all items that are not in the trash, in the grid's order. */
const allMarks = async (): Promise<unknown> => {
  const { cards } = await call(page, 'library.page', { filter: {}, limit: 200 })
  return cards.map(({ id, rating, label, pick }) => ({ id, rating, label, pick }))
}

/** All items into culling, from the grid. */
async function beginCulling(): Promise<void> {
  await page.getByRole('gridcell').first().focus()
  await press('ControlOrMeta+A')
  await page.getByText(`${COUNT} items selected`).first().waitFor()
  await press('c')
  await page.getByRole('group', { name: 'Culling' }).and(page.locator(':focus')).waitFor()
  await page.getByText(`1 of ${COUNT}, 0 decided`).waitFor()
}

/** One key for each item, as fast as they can be pressed; the last one asks for the end by itself. */
async function decideAll(): Promise<Locator> {
  for (let index = 0; index < COUNT; index += 1) await press(KEYS[index % KEYS.length] ?? 'p')
  const summary = page.getByRole('dialog', { name: 'Finish culling?' })
  await summary.waitFor()
  return summary
}

/** "Picked 20, Rejected 20, …" as the summary says it. */
const wordsOf = async (summary: Locator): Promise<readonly string[]> =>
  summary.locator('dl > div').evaluateAll((rows) => rows.map((row) => row.textContent ?? ''))

async function pressButton(summary: Locator, name: string): Promise<void> {
  const button = summary.getByRole('button', { name })
  await button.focus()
  await button.and(page.locator(':focus')).waitFor()
  await press('Enter')
  await summary.waitFor({ state: 'detached' })
  await page.getByRole('group', { name: 'Culling' }).waitFor({ state: 'detached' })
}

describe('culling a hundred items by keys alone', () => {
  it('takes one key for each, asks at the end, and leaves no trace when it is discarded', async () => {
    const before = await allMarks()
    await beginCulling()
    const summary = await decideAll()
    expect(await wordsOf(summary)).toEqual([
      'Picked20',
      'Rejected20',
      'Rated40',
      'Given a colour20',
      'Left as they are0',
    ])
    expect(await allMarks()).toEqual(before)
    await pressButton(summary, 'Discard all')
    await until(
      'no culling to be there',
      () => call(page, 'library.culling'),
      (session) => session === null,
    )
    expect(await allMarks()).toEqual(before)
    expect(await call(page, 'library.places')).toEqual({ all: COUNT, picked: 0, rejected: 0, trash: 0 })
    // Nothing to undo either: the last act is still what was done before.
    expect(await call(page, 'library.undo', {})).toMatchObject({ action: 'import', itemCount: COUNT })
    await call(page, 'library.redo')
    await page.getByText(`${COUNT} items`, { exact: true }).waitFor()
    expect(await allMarks()).toEqual(before)
  })

  it('writes all of it as one act, which is undone as one', async () => {
    const before = await allMarks()
    await beginCulling()
    const summary = await decideAll()
    await summary.getByRole('switch').focus()
    await summary.getByRole('switch').and(page.locator(':focus')).waitFor()
    await press('Space')
    await summary.getByRole('switch', { checked: true }).waitFor()
    await pressButton(summary, 'Apply')
    await page.getByText(`${COUNT - 20} items`, { exact: true }).waitFor()
    expect(await call(page, 'library.places')).toMatchObject({ all: COUNT - 20, picked: 20, trash: 20 })
    const { total } = await call(page, 'library.buckets', { filter: { minRating: 4 } })
    expect(total).toBe(40)
    await page.getByText(`Culled ${COUNT} items`).waitFor()
    await press('ControlOrMeta+z')
    await page.getByText(`${COUNT} items`, { exact: true }).waitFor()
    expect(await allMarks()).toEqual(before)
    expect(studio.consoleErrors()).toEqual([])
  })
})
