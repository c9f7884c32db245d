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
  pickFiles,
  showCreate,
  tasksOf,
} from './harness/create-view'
import { dropPicture } from './harness/drop'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const QUAY = 'quay'
const KITE = 'kite'
const HEADING = '[data-view="create"] h1'

/** What the gateway charges for each thing that is made once of Midjourney's pictures. */
const PAID_ONCE = ['mj_modal', 'mj_variation', 'mj_reroll', 'mj_zoom', 'mj_pan', 'mj_blend', 'mj_describe']

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
async function press(taskId: string, label: RegExp, operationId = 'midjourney.action'): Promise<string> {
  const before = await tasksOf(studio.window, operationId)
  await nextOf(taskId).getByRole('button', { name: label }).click()
  return newTask(studio.window, operationId, before)
}

const nextOf = (taskId: string): Locator =>
  cardOf(studio.window, taskId).getByRole('group', { name: 'What comes next', exact: true })

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
  await dropPicture(page, HEADING, { name: `${QUAY}.png`, widthPx: 96, heightPx: 64 })
  await dropPicture(page, HEADING, { name: `${KITE}.png`, widthPx: 64, heightPx: 96 })
  await until(
    'both pictures to be in the library',
    () => call(page, 'library.page', { filter: { media: ['image'] }, limit: 10 }),
    ({ cards }) => [QUAY, KITE].every((name) => cards.some(({ title }) => title === name)),
  )
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

/** A sheet varied and made again, a picture zoomed out and panned. */
async function pressButtons(): Promise<readonly string[]> {
  const pressed: string[] = []
  for (const label of [/^V2/, /^Again/]) pressed.push(await press(sheetId, label))
  for (const label of [/^Zoom Out 2x/, /^Pan left/]) pressed.push(await press(singleId, label))
  return pressed
}

async function blendAndDescribe(): Promise<readonly string[]> {
  const page = studio.window
  await chooseOperation(page, 'Midjourney: blend')
  await pickFiles(page, form(), 'Pictures to mix', [QUAY, KITE])
  const blended = await generate(page, 'midjourney.blend')
  await chooseOperation(page, 'Midjourney: describe')
  await pickFiles(page, form(), 'Picture', [QUAY])
  return [blended, await generate(page, 'midjourney.describe')]
}

/** Both are answered at once; a relay that asks to wait keeps them in the line, unpaid. */
async function askForUploadAndSeed(): Promise<readonly [upload: string, seed: string]> {
  const page = studio.window
  await chooseOperation(page, 'Midjourney: upload pictures')
  await pickFiles(page, form(), 'Pictures', [KITE])
  const upload = await generate(page, 'midjourney.upload')
  await cardOf(page, upload)
    .getByText(/It is tried again by itself/)
    .waitFor()
  const seed = await press(sheetId, /^Seed/, 'midjourney.seed')
  await cardOf(page, seed).getByText('Waiting to be sent').waitFor()
  return [upload, seed]
}

const haveUploadWait = (): Promise<unknown> =>
  gateway.control('POST', 'faults', {
    match: { pathPrefix: '/mj/submit/upload' },
    times: 0,
    effect: { kind: 'status', status: 503, headers: { 'retry-after': '15' } },
  })

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
  it('go on after a kill: pictures of every kind, a window that waits, what stands in line, a remix, a storyboard, a character; each is paid once', async () => {
    // The first fault that fits a request strikes.
    await haveUploadWait()
    await holdTasks(gateway)
    const polled = [await repaint(), ...(await pressButtons()), ...(await blendAndDescribe())]
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
    const inLine = await askForUploadAndSeed()
    const paid = await chargeCounts(gateway)
    expect(PAID_ONCE.filter((model) => paid[model] !== 1)).toEqual([])
    expect(paid['mj_uploads']).toBeUndefined()

    await studio.kill9()
    await gateway.control('DELETE', 'faults')
    const page = await start()
    await showCreate(page)
    await cardOf(page, polled[0] ?? '')
      .getByRole('button', { name: 'Cancel' })
      .waitFor()
    await finishTasks(gateway)
    for (const taskId of [...polled, ...fetched, ...inLine]) await untilTask(page, taskId, 'succeeded')
    const paidAtEnd = { ...paid, mj_uploads: 1 }
    expect(await chargeCounts(gateway)).toEqual(paidAtEnd)
    await nextOf(inLine[1])
      .getByRole('button', { name: /^Again with this seed/ })
      .waitFor()
    expect((await call(page, 'vendor-item.list', { kind: 'midjourney-picture' })).items).toHaveLength(1)

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
      ...paidAtEnd,
      mj_modal: 2,
      'sora-2': (paid['sora-2'] ?? 0) + 1,
    })
    const { requests } = await gateway.control<{ requests: readonly { path: string }[] }>('GET', 'requests')
    expect(requests.some(({ path }) => /^\/v1\/videos\/[^/]+\/content$/.test(path))).toBe(true)
    expect(requests.filter(({ path }) => path.endsWith('/image-seed'))).toHaveLength(1)
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
