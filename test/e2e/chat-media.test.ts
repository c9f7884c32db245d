import type { Locator } from 'playwright'
import { operationsFor } from '@shared/catalog/operations'
import { isTerminal } from '@shared/domain/task'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask } from './harness/answers'
import { seriousFindings } from './harness/axe-findings'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const SPEECH = 'POST /v1/audio/speech'

let gateway: TestGateway
let studio: Studio
let assetId: string

beforeAll(async () => {
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'), { args: ['--use-fake-device-for-media-stream'] })
  await connectTo(studio.window, gateway)
  const { window } = studio
  await window.getByRole('button', { name: 'Make a picture' }).click()
  await window.locator('[data-composer]').fill('a kite over the dunes')
  await window.locator('[data-composer]').press('Enter')
  const task = await until(
    'the picture to be asked for',
    () => call(window, 'task.list', { limit: 5 }),
    ({ tasks }) => tasks.length === 1,
  )
  const made = await untilTask(window, task.tasks[0]?.id ?? '', 'succeeded')
  assetId = made.outputs[0]?.assetId ?? ''
  await window.getByRole('button', { name: 'Make a picture' }).click()
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
})

async function goToChat(): Promise<void> {
  await studio.window.keyboard.press('ControlOrMeta+1')
  await studio.window.locator('[data-view="chat"]:not([inert]) [data-composer]').waitFor()
}
const picture = (): Locator =>
  studio.window.getByRole('list', { name: 'Pictures and files' }).getByRole('listitem').first()

async function choose(entry: string | RegExp): Promise<void> {
  await goToChat()
  await picture().click({ button: 'right' })
  await studio.window.getByRole('menuitem', { name: entry }).click()
}

describe('a picture of the talk', () => {
  it('goes to the canvas as the picture that is edited', async () => {
    await choose('Edit with a mask')
    await studio.window.locator('[data-canvas]').waitFor()
    const documents = await until(
      'the canvas document',
      () => call(studio.window, 'canvas.list'),
      (list) => list.length === 1,
    )
    expect(documents[0]).toMatchObject({ sourceAssetId: assetId })
  })

  it('goes to Create as reference, also to be animated', async () => {
    await choose('Animate')
    const create = studio.window.locator('[data-view="create"]')
    await create.locator(`img[src*="${assetId}"]`).first().waitFor()
    const [operation] = operationsFor({ output: 'video', intent: 'animate' })
    await create
      .getByText(operation?.models[0] ?? '')
      .first()
      .waitFor()
    await choose('Use as reference')
    await studio.window.locator('[data-view="create"]:not([inert])').waitFor()
    await create.locator(`img[src*="${assetId}"]`).first().waitFor()
    expect(await create.isVisible()).toBe(true)
  })

  it('goes to a new shot as its take', async () => {
    await choose('Send to shot…')
    await studio.window.getByRole('button', { name: /A new storyboard/ }).click()
    const projects = await until(
      'the storyboard',
      () => call(studio.window, 'storyboard.projects'),
      (list) => list.some(({ title }) => title === 'From the chat'),
    )
    const project = projects.find(({ title }) => title === 'From the chat')
    const board = await until(
      'the take',
      () => call(studio.window, 'storyboard.open', { projectId: project?.id ?? '' }),
      ({ scenes }) => scenes.some(({ shots }) => shots.some(({ takes }) => takes.length > 0)),
    )
    expect(board.scenes[0]?.shots[0]?.takes[0]?.assetId).toBe(assetId)
  })

  it('is shown in the library and attached to the next message', async () => {
    await choose('Attach to the next message')
    await studio.window.getByRole('list', { name: 'Attached files' }).getByRole('listitem').first().waitFor()
    await studio.window
      .getByRole('button', { name: /^Remove / })
      .first()
      .click()
    await choose('Show in library')
    await studio.window.locator(`[data-view="library"] [data-src*="${assetId}"][data-drawn]`).first().waitFor()
    expect(await studio.window.locator('[data-view="library"]').isVisible()).toBe(true)
  })
})

describe('voice', () => {
  it('keeps the microphone shut until a button is pressed, and writes down what is said', async () => {
    await goToChat()
    const state = await studio.window.evaluate(async () => {
      const status = await navigator.permissions.query({ name: 'microphone' })
      return status.state
    })
    expect(state).toBe('denied')
    await studio.window.getByRole('button', { name: /^Dictate/ }).click()
    // Words take a moment to be said.
    await studio.window.getByRole('status', { name: 'Recording' }).getByText('0:01').waitFor()
    await studio.window.getByRole('button', { name: 'Write it down' }).click()
    const words = await until(
      'words',
      () => studio.window.locator('[data-composer]').inputValue(),
      (text) => text.trim() !== '',
    )
    expect(words.length).toBeGreaterThan(5)
    await studio.window.locator('[data-composer]').fill('')
  })

  it('reads an answer aloud piece by piece and stops with Esc without asking for the rest', async () => {
    const id = await ask(studio.window, 'Plan a film about a lighthouse')
    const answer = studio.window.locator(`[data-message="${id}"]`)
    await answer.getByRole('button', { name: /^Read aloud/ }).click()
    await answer.getByRole('button', { name: 'Stop reading aloud' }).waitFor()
    await until(
      'the first piece to be asked for',
      () => gateway.countOf(SPEECH),
      (count) => count >= 1,
    )
    await studio.window.locator('[data-composer]').press('Escape')
    await answer.getByRole('button', { name: /^Read aloud/ }).waitFor()
    await until(
      'what was asked for to be made',
      () => call(studio.window, 'task.list', { limit: 50 }),
      ({ tasks }) => tasks.every(({ state }) => isTerminal(state)),
    )
    expect(await gateway.countOf(SPEECH)).toBeLessThanOrEqual(3)
  })

  it('talks: each turn is heard and kept, and Esc ends the line', async () => {
    const before = await messageCount()
    await studio.window.getByRole('button', { name: /^Talk by voice/ }).click()
    const bar = studio.window.getByRole('region', { name: 'Talk by voice' })
    await bar.getByText('Listening').waitFor()
    await until('a turn to be kept', messageCount, (count) => count >= before + 2)
    expect(await seriousFindings(studio.window, '[aria-label="Talk by voice"]')).toEqual([])
    await studio.window.locator('[data-composer]').press('Escape')
    await bar.waitFor({ state: 'detached' })
    expect(await gateway.countOf('GET /v1/realtime')).toBe(1)
  })
})

async function messageCount(): Promise<number> {
  const [conversation] = await call(studio.window, 'chat.list', {})
  return (await call(studio.window, 'chat.open', { conversationId: conversation?.id ?? '' })).messages.length
}
