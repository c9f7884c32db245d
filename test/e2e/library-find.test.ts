import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { dropFiles } from './harness/dropped-files'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const STORIES = [
  ['sea.txt', 'A lonely, lonely lighthouse'],
  ['hills.txt', 'A hut on the lonely hills'],
  [
    'keeper.txt',
    'When the storm had gone the lonely keeper went down from the lighthouse and walked along the beach with its gulls',
  ],
] as const
const QUESTION = 'a lonely lighthouse keeper'
const FOX = 'a fox in a paper-cut style'
const FOX_EDITED = 'the same fox at night'

let gateway: TestGateway
let studio: Studio
let page: Page

beforeAll(async () => {
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'))
  page = studio.window
  await connectTo(page, gateway)
  await page.keyboard.press('ControlOrMeta+3')
  await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
})

afterAll(async () => {
  await studio?.close()
  await gateway?.close()
})

const searchBox = (): Locator => page.getByRole('searchbox', { name: 'Search the library' })
const option = (name: RegExp): Locator => page.getByRole('option', { name })
const create = (): Locator => page.locator('[data-view="create"]')
const lineage = (): Locator => page.getByRole('group', { name: 'Lineage' })
const cell = (name: RegExp): Locator => page.getByRole('gridcell', { name })

async function showLibrary(): Promise<void> {
  await page.keyboard.press('ControlOrMeta+3')
  await searchBox().waitFor()
}

async function make(operationId: string, params: Readonly<Record<string, unknown>>): Promise<string> {
  const request = { operationId, modelId: 'gpt-image-1', params, origin: { kind: 'create' } as const }
  const task = await call(page, 'generation.submit', { ...request, clientRequestId: crypto.randomUUID() })
  const { outputs } = await untilTask(page, task.id, 'succeeded')
  return outputs[0]?.assetId ?? ''
}

describe('the search box', () => {
  it('lists its filters and completes them by keyboard alone, and explains what it does not know', async () => {
    await searchBox().focus()
    await page.keyboard.press('ArrowDown')
    await option(/^kind:/)
      .and(page.locator('[aria-selected=true]'))
      .waitFor()
    await page.keyboard.press('Escape')
    await option(/^kind:/).waitFor({ state: 'detached' })
    await page.keyboard.type('is:la')
    await option(/^labelled/).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await option(/^landscape/)
      .and(page.locator('[aria-selected=true]'))
      .waitFor()
    await page.keyboard.press('Tab')
    await until(
      'the completed filter',
      () => searchBox().inputValue(),
      (value) => value === 'is:landscape ',
    )
    await page.keyboard.type('rating:many')
    await page.getByRole('status').filter({ hasText: 'Write a number, for example rating:>=4' }).waitFor()
    await page.getByRole('button', { name: 'What can be searched for' }).click()
    await page.getByRole('button', { name: 'after:7d' }).click()
    const example = await until(
      'the example',
      () => searchBox().inputValue(),
      (value) => value !== 'is:landscape rating:many',
    )
    expect(example).toBe('after:7d')
    await page.getByRole('dialog', { name: 'What can be searched for' }).waitFor({ state: 'detached' })
    await searchBox().fill('')
    await page.getByText('Everything you make lands here').waitFor()
  })
})

describe('search by meaning', () => {
  it('has each price on its button, ranks what it found, and answers offline', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'chainhub-studio-stories-'))
    for (const [name, text] of STORIES) await writeFile(join(folder, name), text)
    await dropFiles(
      page,
      STORIES.map(([name]) => join(folder, name)),
    )
    await page.getByText('3 items', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Find by meaning…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Find by meaning' })
    await dialog.getByRole('button', { name: /^Prepare 3 \(at most \$/ }).click()
    await dialog.getByText('3 items can be found by meaning. None is missing.').waitFor()
    await dialog.getByRole('textbox', { name: 'What you look for' }).fill(QUESTION)
    await dialog.getByRole('button', { name: /^Find \(at most \$/ }).click()
    const found = dialog.getByRole('group', { name: 'Found items' }).getByRole('button')
    await dialog.getByText('In the order of their vectors.').waitFor()
    expect(await found.first().getAttribute('title')).toBe('sea')

    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/v1/rerank' },
      effect: { kind: 'status', status: 502 },
    })
    await dialog.getByRole('button', { name: /^Rank these 3 \(at most \$/ }).click()
    await dialog.getByRole('alert').filter({ hasText: 'They stay in the order of their vectors.' }).waitFor()
    expect(await found.first().getAttribute('title')).toBe('sea')
    await dialog.getByRole('button', { name: /^Rank these 3/ }).click()
    await dialog.getByText('Ranked by BAAI/bge-reranker-v2-m3, whose answer is kept.').waitFor()
    expect(await found.first().getAttribute('title')).toBe('keeper')
    const ranked = (await gateway.charges()).filter(({ model }) => model.includes('reranker'))
    expect(ranked).toHaveLength(1)

    await gateway.control('POST', 'faults', { match: { pathPrefix: '/v1' }, times: 0, effect: { kind: 'reset' } })
    const offline = await call(page, 'library.by-meaning', { question: QUESTION.toUpperCase() })
    expect([offline.isFromMemory, offline.ranking.ranked, offline.cards[0]?.title]).toEqual([true, 3, 'keeper'])
    await gateway.control('DELETE', 'faults')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})

describe('the family of an item', () => {
  it('is shown, made again, made with another model and compared, by mouse and by keys', async () => {
    const fox = await make('openai-images.gpt-image-1.generate', { prompt: FOX })
    await make('openai-images.gpt-image-1.edit', { prompt: FOX_EDITED, image: [fox] })
    await showLibrary()
    await cell(/the same fox at night/).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Lineage' }).click()
    await lineage().locator('[data-member]').nth(1).waitFor()
    await lineage().locator(`[data-member="${fox}"]`).click()
    await lineage().getByRole('button', { name: 'Recipes' }).click()
    const diff = page.getByRole('dialog', { name: 'Two recipes' })
    await diff.getByRole('cell', { name: FOX, exact: true }).waitFor()
    await diff.getByRole('cell', { name: FOX_EDITED, exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await diff.waitFor({ state: 'detached' })
    await lineage().getByRole('button', { name: 'Make again…' }).click()
    const prompt = await until(
      'a prompt in Create',
      () => create().getByRole('textbox', { name: 'Prompt' }).inputValue(),
      (value) => value !== '',
    )
    expect(prompt).toBe(FOX)

    await showLibrary()
    await lineage().locator(`[data-member="${fox}"]`).focus()
    await page.keyboard.press('d')
    await diff.getByRole('cell', { name: FOX, exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await diff.waitFor({ state: 'detached' })
    await lineage().locator(`[data-member="${fox}"]`).focus()
    await page.keyboard.press('o')
    await page.getByPlaceholder('What to make, or a model').waitFor()
    await page.keyboard.press('Escape')
    await page.getByPlaceholder('What to make, or a model').waitFor({ state: 'detached' })
    await showLibrary()
    await lineage().locator(`[data-member="${fox}"]`).focus()
    await page.keyboard.press('Escape')
    await lineage().waitFor({ state: 'detached' })
  })

  it('names what uses an item before it is deleted, and keeps it where one says so', async () => {
    const { cards } = await call(page, 'library.page', { filter: { search: FOX }, limit: 5 })
    const fox = cards.find(({ title }) => title.startsWith('a fox'))?.id ?? ''
    const board = await call(page, 'storyboard.create-project', { title: 'Night film' })
    const withScene = await call(page, 'storyboard.add-scene', { projectId: board.id, title: 'Opening' })
    const sceneId = withScene.scenes.at(-1)?.id ?? ''
    const withShot = await call(page, 'storyboard.add-shot', { sceneId, text: 'the fox looks back' })
    const shotId = withShot.scenes.flatMap(({ shots }) => shots).at(-1)?.id ?? ''
    await call(page, 'storyboard.add-take', { shotId, assetIds: [fox] })
    await call(page, 'canvas.open-asset', { assetId: fox })
    await cell(/a fox in a paper-cut style/).click()
    await page.keyboard.press('Delete')
    const asked = page.getByRole('dialog', { name: 'This item is used' })
    await asked.getByText('used in one shot and one canvas').waitFor()
    await asked.getByRole('button', { name: /Night film, the fox looks back/ }).waitFor()
    await asked.getByRole('button', { name: 'Keep' }).click()
    await asked.waitFor({ state: 'detached' })
    expect(await call(page, 'library.places')).toMatchObject({ trash: 0 })
    await cell(/a fox in a paper-cut style/).focus()
    await page.keyboard.press('Delete')
    await asked.getByRole('button', { name: 'Move to trash' }).click()
    await until(
      'the fox in the trash',
      () => call(page, 'library.places'),
      ({ trash }) => trash === 1,
    )
    expect(studio.consoleErrors()).toEqual([])
  })
})
