import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
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

const WOMAN = 'woman'
const COAT = 'coat'
const HEADING = '[data-view="create"] h1'
const WAVE = 'somebody waves'
const RECORDING = 'One clean voice, for half a minute.'
const WORDS = 'Good evening, and welcome to the harbour. The boats stay in tonight.'

let gateway: TestGateway
let studio: Studio
let userDataDir: string

/** What is under way when the program dies, by its operation. */
const underWay = new Map<string, string>()
let waveId: string

const start = async (): Promise<Page> => {
  studio = await launchStudio(inject('launch'), { userDataDir })
  return studio.window
}

const form = () => createView(studio.window)
const field = (name: string) => form().getByRole('textbox', { name: new RegExp(`^${name}( optional)?$`) })

async function run(operationId: string): Promise<void> {
  underWay.set(operationId, await generate(studio.window, operationId))
}

beforeAll(async () => {
  gateway = await startTestGateway({ isSketching: true })
  await gateway.control('POST', 'accounts', { key: gateway.demoKey, balanceUsd: 1000 })
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-clips-'))
  const page = await start()
  await connectTo(page, gateway)
  const clip = { prompt: WAVE, duration: '5', aspect_ratio: '16:9', mode: 'std', sound: 'off' }
  const voice = { voice_id: 'oversea_male1', voice_language: 'en' }
  const [wave] = await Promise.all([
    make(page, { operationId: 'kling.text2video', modelId: 'kling-v1-6', params: clip }),
    make(page, { operationId: 'kling.tts', modelId: 'kling-audio', params: { ...voice, text: RECORDING } }),
  ])
  waveId = wave.id
  await showCreate(page)
  // As small as Kling takes them.
  await dropPicture(page, HEADING, { name: `${WOMAN}.png`, widthPx: 300, heightPx: 320 })
  await dropPicture(page, HEADING, { name: `${COAT}.png`, widthPx: 320, heightPx: 300 })
  await until(
    'both pictures to be in the library',
    () => call(page, 'library.page', { filter: { media: ['image'] }, limit: 10 }),
    ({ cards }) => cards.length === 2,
  )
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** From the button under a result. */
async function extendResult(): Promise<void> {
  const page = studio.window
  const extend = { from: cardOf(page, waveId), label: 'Extend', operationId: 'kling.extend' }
  underWay.set(
    extend.operationId,
    await followUp(page, extend, (dialog) => dialog.getByRole('textbox', { name: 'Prompt' }).fill('and turns away')),
  )
}

async function fillKlingForms(): Promise<void> {
  const page = studio.window
  await chooseOperation(page, 'Kling: new element')
  await field('Name').fill('Gardener')
  await field('What it is').fill('A woman with a straw hat')
  await pickFiles(page, form(), 'From the front', [WOMAN])
  await form().getByRole('button', { name: 'Add side' }).click()
  await pickFiles(page, form().getByRole('group', { name: 'Side 1' }), 'Picture', [WOMAN])
  await run('kling.advanced_elements')

  await chooseOperation(page, 'Kling: new voice')
  await field('Name').fill('Harbour voice')
  await pickFiles(page, form(), 'Or a recording', [RECORDING])
  await run('kling.voice.create')

  await chooseOperation(page, 'Kling: take over a motion')
  await pickFiles(page, form(), 'Who moves', [WOMAN])
  await pickFiles(page, form(), 'The motion', [WAVE])
  await run('kling.motion_control')

  await chooseOperation(page, 'Kling: effect on a picture')
  await pickFiles(page, form(), 'Picture', [WOMAN])
  await form()
    .getByRole('button', { name: /^Choose from/ })
    .click()
  const effects = dialogOf(page, 'Effect')
  await effects.getByRole('textbox', { name: 'Search: Effect' }).fill('golden')
  await effects.getByRole('button', { name: 'Golden wing' }).click()
  await effects.waitFor({ state: 'detached' })
  await run('kling.effects')

  await chooseOperation(page, 'Kling: try clothes on')
  await pickFiles(page, form(), 'Person', [WOMAN])
  await pickFiles(page, form(), 'Garment', [COAT])
  await run('kling.try_on')

  await chooseOperation(page, 'Kling Omni: picture from references')
  await field('Prompt').fill('<<<image_1>>> wears <<<image_2>>> at night')
  await pickFiles(page, form(), 'Pictures', [WOMAN, COAT])
  await run('kling.omni_image')
}

async function fillSeedanceForms(): Promise<void> {
  const page = studio.window
  await chooseOperation(page, 'Seedance: from words')
  await field('Prompt').fill('rain on a harbour')
  await run('seedance.text')

  await chooseOperation(page, 'Seedance Lite: first and last frame')
  await pickFiles(page, form(), 'First frame', [WOMAN])
  await pickFiles(page, form(), 'Last frame', [COAT])
  await field('Prompt').fill('she leaves, the coat stays')
  await run('seedance.lite_first_last')

  await chooseOperation(page, 'Seedance Lite: with references')
  await field('Prompt').fill('[Image 1] puts on [Image 2]')
  await pickFiles(page, form(), 'Pictures', [WOMAN, COAT])
  await run('seedance.lite_reference')
}

/** Started by another program with the same key; found in the vendor's list by state and model. */
async function adoptFromList(): Promise<void> {
  const page = studio.window
  const model = 'doubao-seedance-1-5-pro-251215'
  const { id } = (await (
    await fetch(`${gateway.origin}/volc/v1/contents/generations/tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.demoKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, content: [{ type: 'text', text: 'a kite, from elsewhere' }] }),
    })
  ).json()) as { readonly id: string }
  await page.keyboard.press('ControlOrMeta+6')
  await page.getByRole('button', { name: 'Fetch from elsewhere…' }).click()
  const dialog = dialogOf(page, 'Fetch work from elsewhere')
  await dialog.getByRole('radio', { name: 'From the vendor’s list' }).click()
  await dialog.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: 'running', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: model, exact: true }).click()
  const list = dialog.getByRole('list', { name: 'Tasks at the vendor' })
  await list.getByRole('checkbox', { name: new RegExp(id) }).check()
  expect(await list.getByRole('listitem').count()).toBe(1)
  await dialog.getByRole('button', { name: 'Fetch it' }).click()
  await dialog.waitFor({ state: 'detached' })
  underWay.set('seedance.15pro', await newTask(page, 'seedance.15pro'))
  await showCreate(page)
}

/** Two steps in one press; the first is held while its sound is fetched. */
async function speakThenTalk(): Promise<void> {
  const page = studio.window
  await gateway.control('POST', 'faults', {
    match: { pathPrefix: '/files/' },
    times: 0,
    effect: { kind: 'status', status: 503 },
  })
  const before = await tasksOf(page, 'kling.tts')
  await chooseOperation(page, 'Kling: speech')
  await field('Text').fill(WORDS)
  await form()
    .getByRole('button', { name: /^Speak, then make a picture talk/ })
    .click()
  const dialog = dialogOf(page, 'Speak, then make a picture talk')
  await pickFiles(page, dialog, 'Person', [WOMAN])
  await dialog.getByRole('button', { name: /^Make both · about \$/ }).click()
  underWay.set('kling.tts', await newTask(page, 'kling.tts', before))
}

describe('clips and what goes into them', () => {
  it('go on after a kill with all of them under way, and each is paid once', async () => {
    await holdTasks(gateway)
    await extendResult()
    await fillKlingForms()
    await fillSeedanceForms()
    await adoptFromList()
    await speakThenTalk()
    for (const [operationId, taskId] of underWay) {
      await untilTask(studio.window, taskId, operationId === 'kling.tts' ? 'downloading' : 'polling')
    }
    const paid = await chargeCounts(gateway)
    expect(paid['kling-avatar-image2video']).toBeUndefined()

    await studio.kill9()
    const page = await start()
    await showCreate(page)
    // Each card says where its work is, and the step ordered with the speech what it will cost.
    await cardOf(page, underWay.get('kling.extend') ?? '')
      .getByRole('button', { name: 'Cancel' })
      .waitFor()
    await cardOf(page, underWay.get('kling.tts') ?? '')
      .getByText(/^Then: Kling: talking picture · about \$/)
      .waitFor()
    await finishTasks(gateway)
    for (const taskId of underWay.values()) await untilTask(page, taskId, 'succeeded')
    await untilTask(page, await newTask(page, 'kling.avatar'), 'succeeded')
    expect(await chargeCounts(gateway)).toEqual({ ...paid, 'kling-avatar-image2video': 1 })
    expect(studio.consoleErrors()).toEqual([])
  })

  it('show what an effect does by the clip that was made with it', async () => {
    const page = studio.window
    await chooseOperation(page, 'Kling: effect on a picture')
    await form().getByRole('group', { name: 'Effect' }).getByRole('button').click()
    const tile = dialogOf(page, 'Effect').getByRole('button', { name: 'Golden wing' })
    await tile.locator('img').waitFor()
    await tile.click()
    await form().getByRole('group', { name: 'Effect' }).locator('img').waitFor()
    expect(await form().getByRole('group', { name: 'Effect' }).innerText()).toContain('Golden wing')
  })

  it('use the element and the voice that were kept meanwhile, and delete both', async () => {
    const page = studio.window
    await chooseOperation(page, 'Kling Omni: video from references')
    await field('Prompt').fill('<<<element_1>>> wears <<<image_1>>>')
    await pickFiles(page, form(), 'Pictures', [COAT])
    await form().getByRole('button', { name: 'Choose an element…' }).click()
    const elements = dialogOf(page, 'Elements')
    await elements.getByRole('button', { name: 'Refresh from the vendor (free)' }).click()
    await elements.getByText('from the vendor', { exact: true }).waitFor()
    await elements.getByRole('button', { name: /^Gardener/ }).click()
    await elements.getByRole('button', { name: 'Use' }).click()
    await form().getByRole('radio', { name: '16:9' }).click()
    const omni = await generate(page, 'kling.omni_video')
    const task = await untilTask(page, omni, 'polling', 'downloading', 'succeeded')
    expect(task.modelId).toBe('kling-video-o1')

    await form().getByRole('button', { name: 'Add another…' }).click()
    await removeAtVendor('Elements', 'Gardener')
    await chooseOperation(page, 'Kling: animate a picture', 'kling-v2-6')
    await form().getByRole('radio', { name: 'On' }).click()
    await form().getByRole('button', { name: 'More settings' }).click()
    await form().getByRole('button', { name: 'Choose a voice…' }).click()
    await removeAtVendor('Voices', 'Harbour voice')
    await untilTask(page, omni, 'succeeded')
    expect(await gateway.countOf('POST /kling/v1/general/delete-elements')).toBe(1)
    expect(await gateway.countOf('POST /kling/v1/general/delete-voices')).toBe(1)
    expect(studio.consoleErrors()).toEqual([])
  })
})

async function removeAtVendor(title: string, name: string): Promise<void> {
  const page = studio.window
  const picker = dialogOf(page, title)
  await picker.getByRole('button', { name: `Delete ${name}…` }).click()
  const sure = dialogOf(page, `Delete “${name}”?`)
  await sure.getByRole('button', { name: 'Delete at the vendor' }).click()
  await sure.waitFor({ state: 'detached' })
  await until(
    'the list without it',
    () => picker.getByRole('button', { name: new RegExp(`^${name}`) }).count(),
    (count) => count === 0,
  )
  await picker.getByRole('button', { name: 'Cancel' }).click()
  await picker.waitFor({ state: 'detached' })
}
