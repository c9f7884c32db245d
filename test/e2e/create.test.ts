import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { dropPicture } from './harness/drop'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

const SUBMITS = '/v1/images/generations'

let gateway: TestGateway
let studio: Studio
let userDataDir: string

const open = async (): Promise<Page> => {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}

const create = (page: Page): Locator => page.locator('[data-view="create"]')
const cards = (page: Page): Locator => create(page).getByRole('article')
const promptOf = (page: Page): Locator => create(page).getByRole('textbox', { name: 'Prompt' })

const showCreate = async (page: Page): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+5')
  await create(page).getByRole('heading', { name: 'Results' }).waitFor()
}

/** By the keyboard alone, as the picker promises. */
const choose = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('ControlOrMeta+Shift+M')
  await page.getByPlaceholder('What to make, or a model').fill(words)
  await page.getByRole('option', { selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByPlaceholder('What to make, or a model').waitFor({ state: 'detached' })
}

beforeEach(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-create-'))
  const page = await open()
  await connectTo(page, gateway)
  await showCreate(page)
})

afterEach(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

describe('the Create view', () => {
  it('sends nothing in a dry run, one request at a double click, and shows the picture in its place', async () => {
    const { window } = studio
    await choose(window, 'z-image')
    await promptOf(window).fill('a lighthouse in a storm')
    await create(window).getByRole('button', { name: 'Dry run and code' }).click()
    await window.getByRole('menuitem', { name: /Dry run/ }).click()
    await window.getByRole('dialog', { name: 'Dry run' }).getByText('a lighthouse in a storm').waitFor()
    await window.keyboard.press('Escape')
    expect(await gateway.charges()).toEqual([])
    await create(window)
      .getByRole('button', { name: /Generate/ })
      .dblclick()
    await cards(window).first().waitFor()
    await cards(window).first().getByRole('img', { name: 'a lighthouse in a storm' }).waitFor({ timeout: 60_000 })
    expect(await cards(window).count()).toBe(1)
    expect(await gateway.charges()).toHaveLength(1)
    const page = await call(window, 'library.page', { filter: { search: 'lighthouse' }, limit: 10 })
    expect(page.cards).toHaveLength(1)
  })

  it('says at the field why it cannot be sent: an empty prompt, and one of a megabyte', async () => {
    const { window } = studio
    await choose(window, 'z-image')
    await window.keyboard.press('ControlOrMeta+Enter')
    await create(window).getByText('Prompt is empty.').waitFor()
    await promptOf(window).fill('x'.repeat(1_000_000))
    await create(window)
      .getByText(/Prompt is too long: 1,000,000 characters, and the limit is 800/)
      .waitFor()
    await window.keyboard.press('ControlOrMeta+Enter')
    expect(await cards(window).count()).toBe(0)
    expect(await call(window, 'task.list', {})).toMatchObject({ tasks: [] })
  })

  it('keeps what fits when the model changes, lists what it dropped, and takes it back', async () => {
    const { window } = studio
    await choose(window, 'kling-v3')
    await promptOf(window).fill('a boat at night')
    await create(window).getByRole('textbox', { name: 'Leave out' }).fill('people')
    await choose(window, 'sora-2-pro')
    await create(window).getByText('Leave out: people').waitFor()
    expect(await promptOf(window).inputValue()).toBe('a boat at night')
    await create(window).getByRole('button', { name: 'Undo' }).click()
    expect(await create(window).getByRole('textbox', { name: 'Leave out' }).inputValue()).toBe('people')
  })

  it('puts a dropped picture into a form that takes it, and finds form and result again after a restart', async () => {
    const first = studio.window
    await choose(first, 'gpt-image-1 gpt image 1')
    await promptOf(first).fill('make it night')
    await dropPicture(first, '[data-view="create"] h1', { name: 'harbour.png', widthPx: 320, heightPx: 240 })
    await create(first)
      .getByText(/Switched to .*edit/)
      .waitFor()
    await create(first).getByRole('button', { name: '1: harbour' }).waitFor()
    await first.keyboard.press('ControlOrMeta+Enter')
    await cards(first).getByRole('img', { name: 'make it night' }).waitFor({ timeout: 60_000 })
    await until(
      'the form is saved',
      () => call(first, 'studio.view-state'),
      (state) => JSON.stringify(state).includes('make it night'),
    )
    await studio.close()
    const again = await open()
    await showCreate(again)
    expect(await promptOf(again).inputValue()).toBe('make it night')
    await create(again).getByRole('button', { name: '1: harbour' }).waitFor()
    await cards(again).getByRole('img', { name: 'make it night' }).waitFor()
  })

  it('says on the card who refused and that nothing was charged, and retries as a new run', async () => {
    const { window } = studio
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: SUBMITS },
      before: true,
      effect: {
        kind: 'status',
        status: 403,
        body: { error: { message: 'quota is not enough', type: 'new_api_error', code: 'insufficient_user_quota' } },
      },
    })
    await choose(window, 'z-image')
    await promptOf(window).fill('a refused lighthouse')
    await window.keyboard.press('ControlOrMeta+Enter')
    const notice = cards(window).first().getByRole('alert')
    await notice.getByText('You were not charged.').waitFor({ timeout: 60_000 })
    await cards(window).first().focus()
    await window.keyboard.press('r')
    await cards(window).getByRole('img', { name: 'a refused lighthouse' }).waitFor({ timeout: 60_000 })
    expect(await cards(window).count()).toBe(2)
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('asks above the limit before anything is sent', async () => {
    const { window } = studio
    await call(window, 'studio.update-settings', { askAboveMicroUsd: 1 })
    await choose(window, 'z-image')
    await promptOf(window).fill('a dear lighthouse')
    await window.keyboard.press('ControlOrMeta+Enter')
    const dialog = window.getByRole('dialog', { name: /This run costs/ })
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(await gateway.countOf(`POST ${SUBMITS}`)).toBe(0)
    await window.keyboard.press('ControlOrMeta+Enter')
    await dialog.getByRole('button', { name: /Generate for/ }).click()
    await cards(window).getByRole('img', { name: 'a dear lighthouse' }).waitFor({ timeout: 60_000 })
    expect(await gateway.charges()).toHaveLength(1)
  })

  it('presses a vendor’s button under a result as a run of its own', async () => {
    const { window } = studio
    await choose(window, 'midjourney four')
    await promptOf(window).fill('a boat on a lake')
    await window.keyboard.press('ControlOrMeta+Enter')
    await cards(window).getByRole('button', { name: 'U1' }).click({ timeout: 90_000 })
    await cards(window).getByRole('button', { name: 'Upscale (Subtle)' }).waitFor({ timeout: 90_000 })
    expect(await cards(window).count()).toBe(2)
    expect(await cards(window).first().getByText('a boat on a lake').count()).toBe(1)
    expect(await gateway.charges()).toHaveLength(2)
  })
})
