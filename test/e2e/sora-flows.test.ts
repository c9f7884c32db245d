import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

let gateway: TestGateway
let studio: Studio

const create = (page: Page): Locator => page.locator('[data-view="create"]')
const cards = (page: Page): Locator => create(page).getByRole('article')

async function make(page: Page, operationId: string, modelId: string, prompt: string): Promise<void> {
  const task = await call(page, 'generation.submit', {
    clientRequestId: crypto.randomUUID(),
    operationId,
    modelId,
    params: { prompt },
    origin: { kind: 'create' },
  })
  await page.keyboard.press('ControlOrMeta+5')
  await untilTask(page, task.id, 'succeeded')
}

async function choose(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await page.getByPlaceholder('What to make, or a model').fill(words)
  await page.getByRole('option', { selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByPlaceholder('What to make, or a model').waitFor({ state: 'detached' })
}

beforeAll(async () => {
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'))
  await connectTo(studio.window, gateway)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
})

describe('work of several steps', () => {
  it('keeps a character of a clip and makes another clip with it', async () => {
    const { window } = studio
    await make(window, 'sora.videos.create', 'sora-2', 'a calico cat on stage')
    await cards(window).first().getByRole('button', { name: 'Character' }).click()
    const dialog = window.getByRole('dialog', { name: 'Character' })
    await dialog.getByRole('textbox', { name: 'Where it is seen' }).fill('1,3')
    await dialog.getByRole('button', { name: /^Send/ }).click()
    const { items } = await until(
      'the character',
      () => call(window, 'vendor-item.list', { kind: 'sora-character' }),
      (list) => list.items.length === 1,
    )
    const name = items[0]?.name ?? ''
    await choose(window, 'sora 2 openai format first frame')
    await create(window).getByRole('textbox', { name: 'Prompt' }).fill('walks on a beach')
    await create(window).getByRole('button', { name: 'Choose a character…' }).click()
    const picker = window.getByRole('dialog', { name: 'Characters' })
    await picker.getByRole('list', { name: 'characters' }).getByText(name).first().click()
    await picker.getByRole('button', { name: /^(?:Use|Choose|Take|Add)/ }).click()
    await window.keyboard.press('ControlOrMeta+Enter')
    const { tasks } = await until(
      'the clip at the gateway',
      () => gateway.control<{ tasks: readonly { prompt: string }[] }>('GET', 'tasks'),
      (answer) => answer.tasks.length === 2,
    )
    expect(tasks[1]?.prompt).toBe(`${name} walks on a beach`)
    expect(await gateway.charges()).toHaveLength(3)
  })

  it('enlarges a picture of Midjourney, and repaints what was painted over in the canvas', async () => {
    const { window } = studio
    const paidBefore = (await gateway.charges()).length
    await make(window, 'midjourney.imagine', 'mj_imagine', 'a boat on a lake')
    await cards(window).getByRole('button', { name: 'U1' }).click()
    await cards(window).first().getByRole('button', { name: 'Vary (Region)' }).click()
    await cards(window).first().getByRole('button', { name: 'Paint what to change' }).click()
    const dialog = window.getByRole('dialog', { name: 'Paint what to change' })
    await dialog.getByRole('textbox', { name: 'Prompt' }).fill('a red paper boat')
    await dialog.getByRole('button', { name: 'Paint in Canvas' }).click()
    const stage = window.getByRole('application', { name: /Picture to edit/ })
    await stage.focus()
    await window.keyboard.press('ArrowRight')
    await window.keyboard.press('Space')
    await until(
      'the mask to be kept',
      () => call(window, 'canvas.list'),
      ([document]) => document?.maskAssetId != null,
    )
    await window.keyboard.press('ControlOrMeta+5')
    await dialog.getByRole('button', { name: 'Use the painted mask' }).click()
    await dialog.getByRole('button', { name: /^Send/ }).click()
    const { tasks } = await until(
      'the repainted picture',
      () => call(window, 'task.list', { states: ['succeeded'], limit: 10 }),
      (page) => page.tasks[0]?.operationId === 'midjourney.modal',
    )
    expect(tasks[0]?.outputs).toMatchObject([{ media: 'image', state: 'stored' }])
    expect(await gateway.countOf('POST /mj/submit/modal')).toBe(1)
    expect((await gateway.charges()).slice(paidBefore).map(({ model }) => model)).toEqual([
      'mj_imagine',
      'mj_upscale',
      'mj_inpaint',
      'mj_modal',
    ])
  })
})
