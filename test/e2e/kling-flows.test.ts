import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const WORDS = 'Good evening, and welcome to the harbour. Tonight the boats stay in, and the lights stay on.'

let gateway: TestGateway
let studio: Studio
let userDataDir: string

const create = (): Locator => studio.window.locator('[data-view="create"]')
const button = (name: string | RegExp): Locator => create().getByRole('button', { name })
const dialog = (name: string): Locator => studio.window.getByRole('dialog', { name })

async function open(): Promise<Page> {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}

async function showCreate(): Promise<void> {
  await studio.window.keyboard.press('ControlOrMeta+5')
  await create().getByRole('heading', { name: 'Results' }).waitFor()
}

const chargesOf = async (model: string): Promise<number> =>
  (await gateway.charges()).filter((charge) => charge.model === model).length

/** The newest task of an operation, once there is one. */
async function newest(operationId: string): Promise<string> {
  const { tasks } = await until(
    `a task of ${operationId}`,
    () => call(studio.window, 'task.list', { limit: 100 }),
    (page) => page.tasks.some((task) => task.operationId === operationId),
  )
  return tasks.find((task) => task.operationId === operationId)?.id ?? ''
}

beforeAll(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-kling-'))
  await connectTo(await open(), gateway)
  const clip = await call(studio.window, 'generation.submit', {
    clientRequestId: crypto.randomUUID(),
    operationId: 'kling.text2video',
    modelId: 'kling-v3',
    params: { prompt: 'a boat in a harbour', duration: '3', mode: 'std', sound: 'off', aspect_ratio: '16:9' },
    origin: { kind: 'create' },
  })
  await untilTask(studio.window, clip.id, 'succeeded')
  await showCreate()
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** Where the first half ends; nothing is written down in between but the tasks themselves. */
async function markAndSpeak(): Promise<void> {
  await button('Change things').click()
  await button('Mark what changes').click()
  const frame = dialog('Mark what changes').getByRole('button', { name: /^Frame\. A click marks/ })
  await frame.click({ position: { x: 120, y: 80 } })
  await dialog('Mark what changes').getByRole('button', { name: 'Frame 1: 1 mark' }).waitFor()
  await dialog('Mark what changes').getByRole('img', { name: 'Marked area' }).waitFor()
  await dialog('Mark what changes').getByRole('button', { name: 'Go on later' }).click()

  await button('Make a face speak').click()
  await button('Choose a face').click()
  await dialog('Make a face speak')
    .getByRole('button', { name: /^Face 2/ })
    .click()
  await dialog('Make a face speak').getByRole('textbox', { name: 'Text' }).fill(WORDS)
  await gateway.control('POST', 'faults', {
    match: { pathPrefix: '/files/' },
    times: 0,
    effect: { kind: 'status', status: 503 },
  })
  await dialog('Make a face speak')
    .getByRole('button', { name: /^Speak and sync · / })
    .click()
  await untilTask(studio.window, await newest('kling.tts'), 'downloading')
}

describe('Kling in several steps', () => {
  it('goes on after a kill in the middle, and pays each step once', async () => {
    await markAndSpeak()
    expect(await chargesOf('kling-advanced-lip-sync')).toBe(0)
    await studio.kill9()
    await gateway.control('DELETE', 'faults')
    await open()
    await showCreate()

    // The second step was ordered with the first and follows by itself.
    await untilTask(studio.window, await newest('kling.lip_sync'), 'succeeded')
    expect(await chargesOf('kling-audio')).toBe(1)
    expect(await chargesOf('kling-advanced-lip-sync')).toBe(1)
    expect(await gateway.countOf('POST /kling/v1/videos/advanced-lip-sync')).toBe(1)

    // The marks are there as they were.
    await button('Mark what changes').click()
    const marks = dialog('Mark what changes')
    await marks.getByRole('button', { name: 'Frame 1: 1 mark' }).waitFor()
    await marks.getByRole('button', { name: 'Preview', exact: true }).click()
    await marks.getByLabel('What is marked, over the whole clip').waitFor()
    await marks.getByRole('radio', { name: 'Remove' }).click()
    await marks.getByRole('textbox', { name: 'Prompt' }).fill('Delete the boat from <<<video_1>>>')
    await marks.getByRole('button', { name: /^Change it · / }).click()
    await untilTask(studio.window, await newest('kling.multi_elements'), 'succeeded')
    expect(await chargesOf('kling-multi-elements')).toBe(1)
    expect(await gateway.countOf('POST /kling/v1/videos/multi-elements')).toBe(1)
    // Steps and their pictures clutter neither results nor library.
    const { cards } = await call(studio.window, 'library.page', { filter: {}, limit: 50 })
    expect(cards.map(({ media }) => media).sort()).toEqual(['audio', 'video', 'video', 'video'])
    expect(studio.consoleErrors()).toEqual([])
  })

  it('fetches what was started elsewhere from the list of its kind', async () => {
    const started = await fetch(`${gateway.origin}/kling/v1/images/generations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.demoKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'a harbour in snow', n: 1 }),
    })
    const { data } = (await started.json()) as { readonly data: { readonly task_id: string } }
    await dialog('Mark what changes').waitFor({ state: 'detached' })
    await studio.window.keyboard.press('ControlOrMeta+6')
    const queue = studio.window.locator('[data-view="queue"]')
    await queue.getByRole('button', { name: 'Fetch from elsewhere…' }).click()
    const fetching = dialog('Fetch work from elsewhere')
    await fetching.getByRole('radio', { name: 'From the vendor’s list' }).click()
    await choose(fetching, 'Vendor', 'Kling')
    // Its own clip is there already, with its picture.
    const entries = fetching.getByRole('list', { name: 'Tasks at the vendor' }).getByRole('listitem')
    await entries.filter({ hasText: 'in the library' }).getByRole('img', { name: 'Result in the library' }).waitFor()
    await choose(fetching, 'Kind of work', 'Kling: picture')
    await entries.filter({ hasText: data.task_id }).getByRole('checkbox').check()
    await fetching.getByRole('button', { name: 'Fetch it' }).click()
    await fetching.waitFor({ state: 'detached' })
    const task = await untilTask(studio.window, await newest('kling.image'), 'succeeded')
    expect(task.outputs).toMatchObject([{ media: 'image', state: 'stored' }])
    expect(studio.consoleErrors()).toEqual([])
  })
})

async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).click()
  await studio.window.getByRole('option', { name: option, exact: true }).click()
  await within.getByRole('combobox', { name: label }).filter({ hasText: option }).waitFor()
}
