import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import type { Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { launchStudio, type Studio } from './harness/launch'
import { call, until } from './harness/studio-page'

let userDataDir: string
let studio: Studio

const open = async (): Promise<Page> => {
  studio = await launchStudio(inject('launch'), { userDataDir, env: { STUDIO_DEMO_TIME_SCALE: '0.02' } })
  const { window } = studio
  await window.getByRole('button').first().waitFor()
  await call(window, 'studio.update-settings', { isFirstRunDone: true, askAboveMicroUsd: null })
  await window.getByRole('button', { name: 'Storyboard', exact: true }).click()
  return window
}

const readBoard = async (page: Page): Promise<StoryboardDetail> => {
  const [project] = await call(page, 'storyboard.projects')
  return call(page, 'storyboard.open', { projectId: project?.id ?? '' })
}
const textsOf = (board: StoryboardDetail): readonly (readonly string[])[] =>
  board.scenes.map(({ shots }) => shots.map(({ text }) => text))
const untilTexts = (page: Page, ...scenes: readonly (readonly string[])[]): Promise<StoryboardDetail> =>
  until(
    `texts ${JSON.stringify(scenes)}`,
    () => readBoard(page),
    (board) => JSON.stringify(textsOf(board)) === JSON.stringify(scenes),
  )
const card = (page: Page, number: number) => page.getByRole('group', { name: new RegExp(`^Shot ${number},`) })
const focusedNumber = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label')?.split(',')[0] ?? null)

beforeEach(async () => {
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-storyboard-'))
})

afterEach(async () => {
  await studio.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

describe('a board without a mouse', () => {
  it('writes, orders, copies, deletes and brings back shots by keys alone, and keeps them over a restart', async () => {
    const page = await open()
    await page.getByRole('button', { name: /New storyboard/ }).waitFor()
    await page.keyboard.press('Control+n')
    await page.getByRole('heading', { name: 'No shots yet' }).waitFor()
    for (const text of ['one', 'two', 'three']) {
      const count = (await readBoard(page)).scenes[0]?.shots.length ?? 0
      await page.keyboard.press('n')
      await until(
        'the new shot has the focus',
        () => focusedNumber(page),
        (name) => name === `Shot ${count + 1}`,
      )
      await page.keyboard.press('Enter')
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    }
    await untilTexts(page, ['one', 'two', 'three'])

    await page.keyboard.press('Alt+ArrowLeft')
    await untilTexts(page, ['one', 'three', 'two'])
    await page.getByText('Shot 3 moved to position 2').waitFor({ state: 'attached' })
    await until(
      'the moved shot keeps the focus',
      () => focusedNumber(page),
      (name) => name === 'Shot 2',
    )

    await page.keyboard.press('d')
    await untilTexts(page, ['one', 'three', 'three', 'two'])
    await until(
      'the copy has the focus',
      () => focusedNumber(page),
      (name) => name === 'Shot 3',
    )
    await page.keyboard.press('Delete')
    await untilTexts(page, ['one', 'three', 'two'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await untilTexts(page, ['one', 'three', 'three', 'two'])

    await studio.close()
    const again = await open()
    await card(again, 4).waitFor()
    expect(textsOf(await readBoard(again))).toEqual([['one', 'three', 'three', 'two']])
  })

  it('moves a shot into the next scene by a drag', async () => {
    const page = await open()
    const made = await call(page, 'storyboard.create-project', { title: 'Drag' })
    const sceneId = made.scenes[0]?.id ?? ''
    for (const text of ['a', 'b']) await call(page, 'storyboard.add-shot', { sceneId, text })
    const more = await call(page, 'storyboard.add-scene', { projectId: made.id, title: 'Second' })
    await call(page, 'storyboard.add-shot', { sceneId: more.scenes[1]?.id ?? '', text: 'c' })
    await card(page, 3).waitFor()
    const target = await card(page, 3).locator('[draggable=true]').boundingBox()
    if (!target) throw new Error('The target card has no place.')
    await card(page, 1)
      .locator('[draggable=true]')
      .dragTo(card(page, 3).locator('[draggable=true]'), {
        targetPosition: { x: target.width - 10, y: target.height / 2 },
      })
    const after = await untilTexts(page, ['b'], ['c', 'a'])
    expect(after.scenes[1]?.shots.map(({ position }) => position)).toEqual([0, 1])
  })
})

describe('from the first take to the film', () => {
  it('makes the sample, generates a take, plays the animatic offline and exports it', async () => {
    const page = await open()
    await page.getByRole('button', { name: 'Try a sample of three shots' }).click()
    const withTakes = await until(
      'a chosen take for each sample shot',
      () => readBoard(page),
      (board) =>
        board.scenes[0]?.shots.length === 3 && board.scenes[0].shots.every(({ chosenTakeId }) => chosenTakeId !== null),
    )
    const first = withTakes.scenes[0]?.shots[0]
    await card(page, 1).focus()
    await page.keyboard.press('Control+Enter')
    await until(
      'a second take of the first shot',
      () => readBoard(page),
      (board) => board.scenes[0]?.shots[0]?.takes.length === 2,
    )
    expect((await readBoard(page)).scenes[0]?.shots[0]?.chosenTakeId).toBe(first?.chosenTakeId)
    await card(page, 1).focus()
    await page.keyboard.press('2')
    await until(
      'the second take is chosen',
      () => readBoard(page),
      (board) => board.scenes[0]?.shots[0]?.chosenTakeId === board.scenes[0]?.shots[0]?.takes[1]?.id,
    )

    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await card(page, 2).focus()
    await page.keyboard.press('Space')
    const animatic = page.getByRole('region', { name: 'Animatic' })
    await animatic.getByText('Shot 2 of 3').waitFor()
    await animatic.getByText('Shot 3 of 3').waitFor()
    await page.keyboard.press('Home')
    await animatic.getByText('Shot 1 of 3').waitFor()
    await page.keyboard.press('Escape')
    await animatic.waitFor({ state: 'detached' })
    expect(await focusedNumber(page)).toBe('Shot 1')
    expect(asked.filter((url) => !/^(media|app|data|blob):/.test(url))).toEqual([])

    await page.getByRole('button', { name: 'Export MP4' }).click()
    await page.getByRole('menuitem', { name: /480p/ }).click()
    await page.getByRole('button', { name: 'Show in library' }).waitFor()
    const film = await call(page, 'library.page', { filter: { media: ['video'] }, limit: 10 })
    expect(film.cards).toHaveLength(1)
    expect(Math.round((film.cards[0]?.durationMs ?? 0) / 1_000)).toBe(12)
    expect(film.cards[0]?.height).toBe(480)
    expect(studio.consoleErrors()).toEqual([])
  })

  it('says why a take cannot be generated, and what it costs before', async () => {
    const page = await open()
    await page.getByRole('button', { name: /New storyboard/ }).click()
    await page
      .getByRole('button', { name: /^New shot/ })
      .first()
      .click()
    await card(page, 1).waitFor()
    const button = page.getByRole('button', { name: /Generate take/ })
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.hover()
    await page.getByText('Prompt is empty.').waitFor()
    await page.getByLabel('Text of shot 1').fill('A lighthouse')
    await until(
      'the button can be pressed',
      () => button.getAttribute('aria-disabled'),
      (value) => value === null,
    )
    await page
      .getByText(/about \$0\.\d+/)
      .first()
      .waitFor()
  })
})
