import type { Page } from 'playwright'
import { dropPicture } from '../harness/drop.ts'
import { call, until } from '../harness/studio-page.ts'

export interface TourScene {
  readonly page: Page
  /** Takes a screenshot under this name. */
  readonly shoot: (name: string) => Promise<void>
}

export interface TourStep {
  readonly title: string
  readonly restartsBefore?: boolean
  /** Answers with what was made, in words. */
  readonly run: (scene: TourScene) => Promise<string>
}

const goTo = async (page: Page, digit: number): Promise<void> => {
  await page.keyboard.press(`ControlOrMeta+${digit}`)
  await page.waitForTimeout(400)
}

const inBothThemes = async ({ page, shoot }: TourScene, name: string): Promise<void> => {
  for (const theme of ['dark', 'light'] as const) {
    await call(page, 'studio.update-settings', { theme })
    await page.waitForTimeout(250)
    await shoot(`${name}-${theme}`)
  }
}

async function untilMade(page: Page, prompt: string): Promise<void> {
  await until(
    `“${prompt}” to be made`,
    () => call(page, 'task.list', { limit: 50 }),
    ({ tasks }) => {
      const failed = tasks.find((task) => task.prompt === prompt && task.state === 'failed')
      if (failed) throw new Error(`“${prompt}” failed: ${failed.failure?.message ?? ''}`)
      return tasks.some((task) => task.prompt === prompt && task.state === 'succeeded')
    },
  )
}

/** Thumbnails follow their files; a screenshot before them would show less than a person sees. */
async function untilShown(page: Page): Promise<void> {
  await until(
    'thumbnails',
    () => call(page, 'library.page', { filter: {}, limit: 50 }),
    ({ cards }) => cards.every(({ thumbnail }) => thumbnail !== 'pending'),
  )
  await page.waitForTimeout(600)
}

/** Chooses an operation in the picker by a few letters, fills the prompt and runs it. */
async function generate(page: Page, search: string, prompt: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type(search)
  await page.waitForTimeout(300)
  await page.keyboard.press('Enter')
  await page
    .getByRole('textbox', { name: /^Prompt/ })
    .first()
    .fill(prompt)
  await page.keyboard.press('ControlOrMeta+Enter')
  await untilMade(page, prompt)
  await untilShown(page)
}

const PICTURE_PROMPT = 'a lighthouse over a stormy sea at dusk'
/** The clip of the tour lasts three seconds, so anything longer is the film. */
const FILM_AT_LEAST_MS = 5_000
const VIDEO_PROMPT = 'a sailing boat crosses a calm bay at sunrise'

const firstRun: TourStep = {
  title: 'First run: look around in demo mode',
  run: async ({ page, shoot }) => {
    await page.getByRole('button', { name: /demo mode/i }).waitFor()
    await shoot('welcome')
    await page.getByRole('button', { name: /demo mode/i }).click()
    await page.getByRole('navigation').first().waitFor()
    return 'the embedded demo gateway answers'
  },
}

const chat: TourStep = {
  title: 'Chat: ask, and read the answer as it comes',
  run: async (scene) => {
    const { page, shoot } = scene
    await goTo(page, 1)
    await shoot('empty')
    await page.locator('[data-composer]').fill('Plan a 20-second film about a lighthouse keeper who finds a bottle.')
    await page.keyboard.press('Enter')
    await page.locator('article[data-message][data-state="complete"]').last().waitFor({ timeout: 60_000 })
    await page.locator('article[data-message] table').first().waitFor()
    await inBothThemes(scene, 'answer')
    return 'an answer with its tokens and its cost'
  },
}

const picture: TourStep = {
  title: 'Create: a picture',
  run: async (scene) => {
    await goTo(scene.page, 5)
    await scene.shoot('empty')
    await generate(scene.page, 'gpt-image-1', PICTURE_PROMPT)
    await inBothThemes(scene, 'picture')
    return 'a picture, in its place and in the library'
  },
}

const video: TourStep = {
  title: 'Create: a video, followed by the poller',
  run: async (scene) => {
    await generate(scene.page, 'grok-video', VIDEO_PROMPT)
    await inBothThemes(scene, 'video')
    return 'an H.264 clip'
  },
}

const maskedEdit: TourStep = {
  title: 'Canvas: paint a mask on a dropped picture and edit only that place',
  run: async (scene) => {
    const { page, shoot } = scene
    await goTo(page, 4)
    await shoot('empty')
    await dropPicture(page, '[data-canvas]', { name: 'harbour.png', widthPx: 1200, heightPx: 800 })
    const stage = page.getByRole('application', { name: /Picture to edit/ })
    await stage.waitFor()
    await page.waitForTimeout(800)
    const box = await stage.boundingBox()
    if (!box) throw new Error('The canvas shows no stage.')
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await page.mouse.move(middle.x - 80, middle.y)
    await page.mouse.down()
    await page.mouse.move(middle.x + 80, middle.y + 30, { steps: 12 })
    await page.mouse.up()
    await page.getByRole('textbox', { name: 'What should be there instead' }).fill('a red paper boat')
    await inBothThemes(scene, 'mask')
    await page.getByRole('button', { name: /Run the edit/ }).click()
    await page.getByRole('option', { name: 'Edit 1' }).waitFor({ timeout: 60_000 })
    await untilShown(page)
    await inBothThemes(scene, 'compared')
    return 'a new picture with its parent; outside the mask nothing changed'
  },
}

const storyboard: TourStep = {
  title: 'Storyboard: three shots, a take, the film',
  run: async (scene) => {
    const { page, shoot } = scene
    await goTo(page, 2)
    await shoot('empty')
    await page.getByRole('button', { name: /sample/i }).click()
    await page
      .getByRole('textbox', { name: /^Text of shot/ })
      .first()
      .waitFor()
    const [project] = await call(page, 'storyboard.projects')
    if (!project) throw new Error('No storyboard was made.')
    await until(
      'a take for every shot',
      () => call(page, 'storyboard.open', { projectId: project.id }),
      ({ scenes }) => scenes.flatMap(({ shots }) => shots).every(({ chosenTakeId }) => chosenTakeId !== null),
    )
    await untilShown(page)
    await inBothThemes(scene, 'board')
    await call(page, 'storyboard.export-mp4', { projectId: project.id, height: 480 })
    await until(
      'the film in the library',
      () => call(page, 'library.page', { filter: { media: ['video'] }, limit: 50 }),
      ({ cards }) => cards.some((card) => (card.durationMs ?? 0) > FILM_AT_LEAST_MS),
    )
    return 'a storyboard with takes and its film as MP4'
  },
}

const offlineLibrary: TourStep = {
  title: 'Restart without a network: everything is in the library',
  restartsBefore: true,
  run: async (scene) => {
    const { page } = scene
    const nowhere = await call(page, 'account.save-profile', {
      label: 'Unreachable',
      baseUrl: 'http://127.0.0.1:9',
      key: 'sk-nobody-answers-here',
      withoutEncryption: 'session-only',
    })
    await call(page, 'account.activate-profile', { profileId: nowhere.id })
    await goTo(page, 3)
    await page
      .getByText(/offline/i)
      .first()
      .waitFor()
    await page.getByRole('gridcell').first().waitFor()
    const { total } = await call(page, 'library.buckets', { filter: {} })
    if (total < 4) throw new Error(`Only ${total} items are in the library.`)
    await page.waitForTimeout(800)
    await inBothThemes(scene, 'grid')
    await page.getByRole('gridcell').first().dblclick()
    await page.waitForTimeout(1_200)
    await inBothThemes(scene, 'viewer')
    await page.keyboard.press('Escape')
    await goTo(page, 6)
    await page.waitForTimeout(600)
    await inBothThemes(scene, 'queue')
    await page.keyboard.press('ControlOrMeta+Comma')
    await page.waitForTimeout(600)
    await inBothThemes(scene, 'settings')
    return `${total} items, shown with nobody answering`
  },
}

export const TOUR_STEPS: readonly TourStep[] = [firstRun, chat, picture, video, maskedEdit, storyboard, offlineLibrary]
