import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startChat } from './harness/chat-page'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

const CLAUDE = 'claude-sonnet-4-5-20250929'
const HERONS = 'Where do herons sleep? demo:pause'
const BIRDS = 'Three birds of the harbour'
const CUT = 'The studio ended while this answer came in.'

let gateway: TestGateway
let studio: Studio
let page: Page
let userDataDir: string

const start = async (): Promise<void> => {
  studio = await launchStudio(inject('launch'), { userDataDir, args: ['--use-fake-device-for-media-stream'] })
  page = studio.window
}
const chat = (): Locator => page.locator('[data-view="chat"]')
const answer = (): Locator => chat().locator('article[data-message][aria-label^="Answer"]').last()
const whole = (): Locator => answer().and(page.locator('[data-state="complete"]'))

/** A new chat with this model, its settings beside it. */
async function newTalk(modelId: string): Promise<void> {
  await startChat(page)
  await chat()
    .getByRole('button', { name: /^Model: / })
    .click()
  await page.locator('[role="combobox"]:focus').fill(modelId)
  await page
    .getByRole('option', { name: new RegExp(`^${modelId}`) })
    .first()
    .click()
  await chat()
    .getByRole('button', { name: `Model: ${modelId}`, exact: true })
    .waitFor()
}

async function ask(text: string): Promise<void> {
  const field = chat().locator('[data-composer]')
  await field.fill(text)
  await field.press('Enter')
  await until(
    'the message to be taken',
    () => field.inputValue(),
    (value) => value === '',
  )
}

/** The newest answer of the chat whose question this is, as it lies in the library. */
async function written(question: string, isReached: (message: ChatMessage) => boolean): Promise<ChatMessage> {
  const read = async (): Promise<ChatMessage | undefined> => {
    for (const { id } of await call(page, 'chat.list', {})) {
      const { messages } = await call(page, 'chat.open', { conversationId: id })
      if (messages.some((message) => textOf(message) === question)) return messages.at(-1)
    }
    return undefined
  }
  const found = await until(
    `the answer to “${question}”`,
    read,
    (message) => message !== undefined && isReached(message),
  )
  return found ?? raise()
}

const calls = async (model: string): Promise<number> =>
  (await gateway.charges()).filter((charge) => charge.model === model).length

beforeAll(async () => {
  gateway = await startTestGateway({ isSketching: true })
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-chat-flows-'))
  await start()
  await connectTo(page, gateway)
  await chat().getByRole('button', { name: 'Chat settings' }).click()
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** Claude thinks, searches, pauses, and is asked to go on: there it is held. */
async function searchInPauses(): Promise<void> {
  await gateway.control('POST', 'faults', { match: { pathPrefix: '/v1/messages', nth: 2 }, effect: { kind: 'hold' } })
  await newTalk(CLAUDE)
  await chat().getByRole('button', { name: 'Start the chat' }).click()
  await chat().getByRole('switch', { name: 'Web search' }).click()
  await chat().getByRole('textbox', { name: 'Thinking in tokens' }).fill('2048')
  await ask(HERONS)
  await answer().getByText('The model paused its search and was asked to go on').waitFor()
  await until(
    'the second call to be held',
    () => gateway.control<{ held: readonly unknown[] }>('GET', 'held'),
    ({ held }) => held.length === 1,
  )
  await written(HERONS, ({ parts }) => parts.at(-1)?.kind === 'turn-pause')
}

async function answerAsData(): Promise<void> {
  const effect = { kind: 'stall', afterBytes: 1_500 }
  await gateway.control('POST', 'faults', { match: { pathPrefix: '/v1/chat/completions' }, effect })
  await newTalk('gpt-5-mini')
  await chat().getByRole('button', { name: 'Start the chat' }).click()
  await chat().getByRole('switch', { name: 'Answers as data' }).click()
  await ask(BIRDS)
  await written(BIRDS, (message) => textOf(message) !== '')
}

/** A talk by voice with a turn behind it; the line is open when the program dies. */
async function talkByVoice(): Promise<string> {
  await newTalk('gpt-5-mini')
  await chat()
    .getByRole('button', { name: /^Talk by voice/ })
    .click()
  await page.getByRole('region', { name: 'Talk by voice' }).getByText('Listening').waitFor()
  const turns = await until(
    'a turn to be kept',
    () => messagesOfNewest(),
    (messages) => messages.length >= 2,
  )
  return textOf(turns[0] ?? raise())
}

async function messagesOfNewest(): Promise<readonly ChatMessage[]> {
  const [newest] = await call(page, 'chat.list', {})
  return (await call(page, 'chat.open', { conversationId: newest?.id ?? '' })).messages
}

function raise(): never {
  throw new Error('nothing was kept')
}

const openChat = (title: RegExp): Promise<void> =>
  chat().locator('[aria-label="Chats"] [role="listitem"] button[aria-current]').filter({ hasText: title }).click()

describe('talks that are cut by a kill', () => {
  it('keep thoughts, sources and words, send nothing again by themselves, and go on when asked', async () => {
    await searchInPauses()
    await answerAsData()
    expect([await calls(CLAUDE), await calls('gpt-5-mini')]).toEqual([2, 1])
    const spoken = await talkByVoice()

    await studio.kill9()
    await gateway.control('POST', 'release', {})
    await gateway.control('DELETE', 'faults')
    await start()
    // The line is closed, what was said is there.
    await chat().getByText(spoken).first().waitFor()
    expect(await page.getByRole('region', { name: 'Talk by voice' }).count()).toBe(0)
    expect(await gateway.countOf('GET /v1/realtime')).toBe(1)

    await openChat(/^Where do herons sleep/)
    await answer().getByText(CUT).waitFor()
    await answer().getByRole('list', { name: 'Sources' }).getByText('almanac.example').waitFor()
    await answer().getByRole('button', { name: 'Continue', exact: true }).click()
    await whole().waitFor()
    const herons = await written(HERONS, ({ state }) => state === 'complete')
    expect(herons.parts.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['reasoning', 'web-search', 'turn-pause', 'text']),
    )

    await openChat(/^Three birds/)
    await answer().getByText(CUT).waitFor()
    await answer().getByRole('button', { name: 'Try again' }).click()
    await answer().getByText('Fits “answer”').waitFor()
    expect([await calls(CLAUDE), await calls('gpt-5-mini')]).toEqual([3, 2])
    expect(studio.consoleErrors()).toEqual([])
  })

  it('search in one go where nothing is in the way, thoughts and sources shown', async () => {
    await openChat(/^Where do herons sleep/)
    await ask('And egrets? demo:pause')
    await whole().getByText('The model paused its search').waitFor()
    await whole()
      .getByRole('button', { name: /^Thought/ })
      .click()
    expect(await calls(CLAUDE)).toBe(5)
  })
})

describe('an answer that is spoken', () => {
  it('plays, and is in the library under what it says', async () => {
    await newTalk('gpt-audio-2025-08-28')
    await ask('Greet the audience.')
    await whole().getByRole('button', { name: 'Play', exact: true }).click()
    await until(
      'the sound to run',
      () =>
        whole()
          .locator('audio')
          .evaluate((element: HTMLAudioElement) => element.currentTime),
      (seconds) => seconds > 0,
    )
    const { parts } = await written('Greet the audience.', ({ state }) => state === 'complete')
    const said = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('')
    const word = said.split(/\W+/).findLast(({ length }) => length > 5) ?? said
    const { cards } = await call(page, 'library.page', { filter: { search: word, media: ['audio'] }, limit: 10 })
    expect(cards).toHaveLength(1)
    expect(said).toContain(cards[0]?.title.slice(0, 40))
  })
})
