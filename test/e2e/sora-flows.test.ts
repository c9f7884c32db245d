import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  cardOf,
  chargeCounts,
  chooseOperation,
  createView,
  dialogOf,
  finishTasks,
  followUp,
  generate,
  holdTasks,
  make,
  newTask,
  showCreate,
  tasksOf,
} from './harness/create-view'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

let gateway: TestGateway
let studio: Studio
let userDataDir: string
let clipId: string
let sheetId: string
/** The enlarged picture, whose buttons open windows. */
let singleId: string

const start = async (): Promise<Page> => {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}
const form = (): Locator => createView(studio.window)

/** Presses a button under a picture of Midjourney. */
async function press(taskId: string, label: RegExp): Promise<string> {
  const before = await tasksOf(studio.window, 'midjourney.action')
  await cardOf(studio.window, taskId).getByRole('button', { name: label }).click()
  return newTask(studio.window, 'midjourney.action', before)
}

beforeAll(async () => {
  gateway = await startTestGateway({ isSketching: true })
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-sora-'))
  const page = await start()
  await connectTo(page, gateway)
  const [clip, sheet] = await Promise.all([
    make(page, { operationId: 'sora.videos.create', modelId: 'sora-2', params: { prompt: 'a calico cat on stage' } }),
    make(page, { operationId: 'midjourney.imagine', modelId: 'mj_imagine', params: { prompt: 'a boat on a lake' } }),
  ])
  clipId = clip.id
  sheetId = sheet.id
  await showCreate(page)
  singleId = await press(sheetId, /^U1/)
  await untilTask(page, singleId, 'succeeded')
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** Opens the window of a repaint, paints the mask in the canvas, and sends it. */
async function repaint(): Promise<string> {
  const page = studio.window
  const windowId = await press(singleId, /^Vary \(Region\)/)
  await cardOf(page, windowId).getByRole('button', { name: 'Paint what to change' }).click()
  const dialog = dialogOf(page, 'Paint what to change')
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('a red paper boat')
  await dialog.getByRole('button', { name: 'Paint in Canvas' }).click()
  const stage = page.getByRole('application', { name: /Picture to edit/ })
  await stage.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await until(
    'the mask to be kept',
    () => call(page, 'canvas.list'),
    ([document]) => document?.maskAssetId != null,
  )
  await page.keyboard.press('ControlOrMeta+5')
  await dialog.getByRole('button', { name: 'Use the painted mask' }).click()
  await dialog.getByRole('button', { name: /^Send · \$/ }).click()
  return newTask(page, 'midjourney.modal')
}

async function makeStoryboard(): Promise<string> {
  await chooseOperation(studio.window, 'Sora 2 (OpenAI format): storyboard')
  const shots = form().getByRole('group', { name: 'Shots', exact: true })
  for (const [index, scene] of ['a door opens', 'rain on the street, demo:content-only'].entries()) {
    await shots.getByRole('button', { name: 'Add shot' }).click()
    const shot = shots.getByRole('group', { name: `Shot ${index + 1}`, exact: true })
    await shot.getByRole('textbox', { name: 'Scene' }).fill(scene)
    await shot.getByRole('textbox', { name: 'Seconds' }).fill('5')
  }
  await form().getByRole('radio', { name: '10 s' }).click()
  return generate(studio.window, 'sora.videos.storyboard')
}

async function makeInOtherFormats(): Promise<readonly [unified: string, chat: string]> {
  const page = studio.window
  await chooseOperation(page, 'Sora 2')
  await form().getByRole('textbox', { name: 'Prompt' }).fill('a tram in the snow')
  const unified = await generate(page, 'sora.unified.sora2')
  await chooseOperation(page, 'Sora 2 (chat format)')
  await form().getByRole('textbox', { name: 'Prompt' }).fill('a lighthouse, portrait')
  return [unified, await generate(page, 'sora.chat.create')]
}

const keepCharacter = (): Promise<string> =>
  followUp(
    studio.window,
    { from: cardOf(studio.window, clipId), label: 'Character', operationId: 'sora.character.create' },
    (dialog) => dialog.getByRole('textbox', { name: 'Where it is seen' }).fill('1,3'),
  )

const change = (from: string, operationId: string, words: string): Promise<string> =>
  followUp(studio.window, { from: cardOf(studio.window, from), label: 'Change it', operationId }, (dialog) =>
    dialog.getByRole('textbox', { name: 'What to change' }).fill(words),
  )

describe('Midjourney and Sora in several steps', () => {
  it('go on after a kill: a repaint, a window that waits, a remix, a storyboard, a character; each is paid once', async () => {
    await holdTasks(gateway)
    const polled = [await repaint()]
    const zoomId = await press(singleId, /^Custom Zoom/)
    polled.push(await change(clipId, 'sora.videos.remix', 'make it night'), await makeStoryboard())
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 0,
      effect: { kind: 'status', status: 503 },
    })
    const [unified, chat] = await makeInOtherFormats()
    polled.push(unified)
    const fetched = [chat, await keepCharacter()]
    for (const taskId of polled) await untilTask(studio.window, taskId, 'polling')
    for (const taskId of fetched) await untilTask(studio.window, taskId, 'downloading')
    await untilTask(studio.window, zoomId, 'waiting-input')
    const paid = await chargeCounts(gateway)

    await studio.kill9()
    const page = await start()
    await showCreate(page)
    await cardOf(page, polled[0] ?? '')
      .getByRole('button', { name: 'Cancel' })
      .waitFor()
    await finishTasks(gateway)
    for (const taskId of [...polled, ...fetched]) await untilTask(page, taskId, 'succeeded')
    expect(await chargeCounts(gateway)).toEqual(paid)

    // The window that nobody answered still waits, and says what it costs.
    await cardOf(page, zoomId).getByRole('button', { name: 'Choose the zoom' }).click()
    const dialog = dialogOf(page, 'Choose the zoom')
    await dialog.getByRole('textbox', { name: 'Prompt' }).fill('a boat on a lake --zoom 1.6')
    const before = await tasksOf(page, 'midjourney.modal')
    await dialog.getByRole('button', { name: /^Send · \$/ }).click()
    await untilTask(page, await newTask(page, 'midjourney.modal', before), 'succeeded')
    // The talk about a clip goes on, too.
    await untilTask(page, await change(chat, 'sora.chat.continue', 'make it dusk'), 'succeeded')
    expect(await chargeCounts(gateway)).toEqual({
      ...paid,
      mj_modal: 2,
      'sora-2': (paid['sora-2'] ?? 0) + 1,
    })
    const { requests } = await gateway.control<{ requests: readonly { path: string }[] }>('GET', 'requests')
    expect(requests.some(({ path }) => /^\/v1\/videos\/[^/]+\/content$/.test(path))).toBe(true)
    expect(studio.consoleErrors()).toEqual([])
  })

  it('make another clip with the character that was kept', async () => {
    const page = studio.window
    const { items } = await call(page, 'vendor-item.list', { kind: 'sora-character' })
    const name = items[0]?.name ?? ''
    await chooseOperation(page, 'Sora 2 (OpenAI format)')
    await form().getByRole('textbox', { name: 'Prompt' }).fill('walks on a beach')
    await form().getByRole('button', { name: 'Choose a character…' }).click()
    const picker = dialogOf(page, 'Characters')
    await picker.getByRole('list', { name: 'characters' }).getByText(name).first().click()
    await picker.getByRole('button', { name: 'Use', exact: true }).click()
    await untilTask(page, await generate(page, 'sora.videos.create'), 'succeeded')
    const { tasks } = await gateway.control<{ tasks: readonly { prompt: string }[] }>('GET', 'tasks')
    expect(tasks.map(({ prompt }) => prompt)).toContain(`${name} walks on a beach`)
  })
})
