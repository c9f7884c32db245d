import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { drawPicture } from './harness/drawn-picture.ts'
import { dropFiles } from './harness/dropped-files.ts'
import { launchStudio, type Studio } from './harness/launch.ts'
import { call, until } from './harness/studio-page.ts'

let userDataDir: string
let studio: Studio

beforeAll(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'chainhub-studio-files-'))
  studio = await launchStudio(inject('launch'), { userDataDir })
  await call(studio.window, 'studio.update-settings', { isFirstRunDone: true })
  await studio.window.reload()
  await studio.window.getByRole('navigation').first().waitFor()
})

afterAll(async () => {
  await studio?.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

describe('a check of all files', () => {
  it('is started in the settings and says what it found', async () => {
    const { window } = studio
    await window.keyboard.press('Control+Comma')
    await window.getByRole('button', { name: 'Data', exact: true }).click()
    await window.getByRole('button', { name: 'Check the files' }).click()
    await window.getByText('Every file is there and as it was stored.').waitFor()
    const { report } = await until(
      'the report',
      () => call(window, 'safety.state'),
      (state) => state.report !== null,
    )
    expect(report).toMatchObject({ missing: [], changed: [], orphaned: 0 })
  })
})

/** Answers the next system dialog for a folder. */
const pickNext = (folder: string): Promise<void> =>
  studio.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)

const openTool = async (name: string): Promise<void> => {
  await studio.window.getByRole('button', { name: 'More', exact: true }).click()
  await studio.window.getByRole('menuitem', { name }).click()
}

interface Marks {
  readonly rating: number
  readonly tags: readonly string[]
}

async function marksOf(page: Page, assetId: string): Promise<Marks> {
  const { rating, tags } = await call(page, 'library.detail', { assetId })
  return { rating, tags: tags.map(({ name }) => name).toSorted() }
}

async function allMarks(page: Page): Promise<readonly Marks[]> {
  const { cards } = await call(page, 'library.page', { filter: {}, limit: 10 })
  return Promise.all(cards.map(({ id }) => marksOf(page, id)))
}

/** Each of the two that are nearly the same gets a tag that the other has not, the smaller one the stars too. */
async function tagTwins(page: Page): Promise<readonly Marks[]> {
  const { cards } = await call(page, 'library.page', { filter: {}, limit: 10 })
  const idOf = (side: number): string => cards.find(({ width }) => width === side)?.id ?? ''
  await call(page, 'library.tag', { stepId: 'tag-1', assetIds: [idOf(700)], add: ['boat'], remove: [] })
  await call(page, 'library.tag', { stepId: 'tag-2', assetIds: [idOf(350)], add: ['best'], remove: [] })
  await call(page, 'library.mark', { stepId: 'rate', assetIds: [idOf(350)], marks: { rating: 5 } })
  return allMarks(page)
}

describe('files of the library', () => {
  let outside: string

  it('are taken in by a drop, and nearly the same ones are merged into one and undone as one', async () => {
    const { window } = studio
    outside = await mkdtemp(join(tmpdir(), 'chainhub-studio-outside-'))
    const pictures = [
      ['boat.png', await drawPicture(studio.window, 'image/png', 700, 200)],
      ['boat smaller.jpg', await drawPicture(studio.window, 'image/jpeg', 350, 200)],
      ['other.png', await drawPicture(studio.window, 'image/png', 500, 20)],
    ] as const
    const paths = pictures.map(([name]) => join(outside, name))
    for (const [name, bytes] of pictures) await writeFile(join(outside, name), bytes)
    await window.getByRole('button', { name: 'Library' }).first().click()
    await dropFiles(window, paths)
    await until(
      'looks of all pictures',
      async () => (await call(window, 'library.page', { filter: {}, limit: 10 })).cards,
      (cards) => cards.length === 3 && cards.every((card) => card.thumbnail === 'ready'),
    )
    const before = await tagTwins(window)
    await openTool('Find duplicates')
    await window.getByRole('radio').nth(1).waitFor()
    expect(await window.getByRole('radio').count()).toBe(2)
    await window.getByRole('button', { name: 'Keep the chosen one' }).click()
    await window.getByText('No duplicates').waitFor()
    const merged = await call(window, 'library.page', { filter: {}, limit: 10 })
    expect(new Set(merged.cards.map(({ width }) => width))).toEqual(new Set([500, 700]))
    const kept = merged.cards.find(({ width }) => width === 700)
    expect(await marksOf(window, kept?.id ?? '')).toEqual({ rating: 5, tags: ['best', 'boat'] })
    await window.getByRole('button', { name: 'Undo' }).click()
    await until(
      'all three again',
      async () => (await call(window, 'library.page', { filter: {}, limit: 10 })).cards.length,
      (count) => count === 3,
    )
    expect(await allMarks(window)).toEqual(before)
    await window.keyboard.press('Escape')
  })

  it('are found by a colour and by a picture', async () => {
    const { window } = studio
    const cards = (await call(window, 'library.page', { filter: {}, limit: 10 })).cards
    const small = cards.find(({ width }) => width === 350)
    const large = cards.find(({ width }) => width === 700)
    const similar = await call(window, 'library.similar', { assetId: small?.id ?? '' })
    expect(similar[0]?.id).toBe(large?.id)
    await openTool('Find by colour')
    await window.getByRole('button', { name: 'White' }).click()
    await window.getByText('Nothing has this colour').waitFor()
    const { palette } = await call(window, 'library.extras', { assetId: large?.id ?? '' })
    const [red, green, blue] = palette[0] ?? [0, 0, 0]
    const found = await call(window, 'library.by-colour', { red, green, blue })
    expect(found.map(({ id }) => id)).toContain(large?.id)
    await window.keyboard.press('Escape')
  })

  it('leave as a set: named by a template, with a sheet and a page, without a recipe where none is wanted', async () => {
    const { window } = studio
    const target = join(outside, 'set')
    await mkdir(target)
    await pickNext(target)
    await window.getByRole('gridcell').first().click()
    await window.keyboard.press('Control+a')
    await window.keyboard.press('Control+Shift+E')
    await window.getByRole('textbox', { name: 'Names' }).fill('{number} {title}')
    await window.getByRole('radio', { name: 'PDF' }).click()
    await window.getByRole('switch', { name: 'Web page' }).click()
    await window.getByRole('button', { name: 'Export to a folder…' }).click()
    await window.getByText('Exported 3 items').waitFor()
    // Files that come together lie in no certain order.
    const names = await readdir(target)
    const titles = names.flatMap((name) => /^[123] (.+)$/.exec(name)?.slice(1) ?? [])
    expect(new Set(titles)).toEqual(new Set(['other.png', 'boat.png', 'boat smaller.jpg']))
    expect(names).toEqual(expect.arrayContaining(['contact-sheet.pdf', 'index.html', 'small']))
    expect((await readFile(join(target, 'contact-sheet.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
    const boat = names.find((name) => name.endsWith(' boat.png')) ?? ''
    expect(await readFile(join(target, boat), 'latin1')).toContain('x:xmpmeta')
    expect(studio.consoleErrors()).toEqual([])
  })

  it('stay where they are in an indexed folder, and are followed while they move', async () => {
    const { window } = studio
    const place = join(outside, 'place')
    await mkdir(place)
    await writeFile(join(place, 'red.png'), await drawPicture(studio.window, 'image/png', 300, 340))
    await pickNext(place)
    await openTool('Indexed folders')
    await window.getByRole('button', { name: 'Index a folder…' }).click()
    await window.getByText(/^1 file,/).waitFor()
    await window.keyboard.press('Escape')
    const found = await call(window, 'library.page', { filter: { search: 'red' }, limit: 10 })
    expect(found.cards.length).toBe(1)
    const { placePath } = await call(window, 'library.extras', { assetId: found.cards[0]?.id ?? '' })
    expect(placePath).toBe(`${place}/red.png`)
  })
})
