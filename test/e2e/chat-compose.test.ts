import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask } from './harness/answers'
import { dropFiles } from './harness/dropped-files'
import { dropPicture } from './harness/drop'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

let gateway: TestGateway
let userDataDir: string
let studio: Studio

beforeAll(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-compose-'))
  studio = await launchStudio(inject('launch'), { userDataDir })
  await connectTo(studio.window, gateway)
})

afterAll(async () => {
  await studio.kill9()
  await gateway.close()
})

const field = (): Locator => studio.window.locator('[data-composer]')
const chips = (): Locator => studio.window.getByRole('list', { name: 'Attached files' }).getByRole('listitem')
const untilWritten = (words: string): Promise<string> =>
  until(
    `“${words}” to stand in the field`,
    () => field().inputValue(),
    (text) => text === words,
  )
async function messageCount(): Promise<number> {
  const [conversation] = await call(studio.window, 'chat.list', {})
  return (await call(studio.window, 'chat.open', { conversationId: conversation?.id ?? '' })).messages.length
}
const dropOne = (name: string, widthPx: number): Promise<void> =>
  dropPicture(studio.window, '[data-composer]', { name, widthPx, heightPx: 60 })

describe('files in the composer', () => {
  it('are attached by drop, numbered, put in another order by keys, and the words follow them', async () => {
    await dropOne('kite.png', 80)
    await chips().nth(0).waitFor()
    await dropOne('dune.png', 90)
    await chips().nth(1).waitFor()
    await field().fill('Lay [Picture 1] over [Picture 2]')
    await chips().nth(0).getByRole('button').first().focus()
    await studio.window.keyboard.press('Alt+ArrowRight')
    await until(
      'the words to follow',
      () => field().inputValue(),
      (text) => text === 'Lay [Picture 2] over [Picture 1]',
    )
    await studio.window.getByRole('button', { name: /^1\. dune/ }).waitFor()
    await studio.window.getByRole('button', { name: 'Remove dune' }).click()
    await until(
      'the words to follow',
      () => field().inputValue(),
      (text) => text === 'Lay [Picture 1] over ',
    )
    expect(await chips().count()).toBe(1)
  })

  it('over the limit of the model are said while writing, and nothing is sent', async () => {
    await dropOne('sea.png', 70)
    await chips().nth(1).waitFor()
    await studio.window.getByRole('button', { name: 'Make a picture' }).click()
    await studio.window.getByRole('button', { name: /^Picture model/ }).click()
    await studio.window.locator('[role="combobox"]:focus').fill('flux-kontext-pro')
    await studio.window
      .getByRole('option', { name: /^flux-kontext-pro/ })
      .first()
      .waitFor()
    await studio.window.keyboard.press('Enter')
    await studio.window.getByText('flux-kontext-pro takes at most 1 picture; 2 are attached.').waitFor()
    await field().press('Enter')
    // Whatever Enter had asked for would have reached main before this question.
    expect((await call(studio.window, 'task.list', { limit: 5 })).tasks).toEqual([])
    expect(await call(studio.window, 'chat.list', {})).toEqual([])
    await studio.window.getByRole('button', { name: 'Remove sea' }).click()
    await studio.window.getByText(/takes at most/).waitFor({ state: 'detached' })
    await studio.window.getByRole('button', { name: 'Make a picture' }).click()
    await studio.window.getByRole('button', { name: 'Remove kite' }).click()
  })

  it('may be PDF, text and a paste too long for a field; the model gets the words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'studio-files-'))
    await writeFile(
      join(folder, 'plan.pdf'),
      `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n`,
    )
    await writeFile(join(folder, 'notes.md'), 'The heron is called Otto.')
    await dropFiles(studio.window, [join(folder, 'plan.pdf'), join(folder, 'notes.md')])
    await chips().nth(1).waitFor()
    await field().evaluate((element) => {
      const data = new DataTransfer()
      data.setData('text/plain', `${'A long line of a book. '.repeat(45_000)} The last word is heron.`)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    })
    await studio.window
      .getByRole('button', { name: /Pasted text/ })
      .first()
      .waitFor()
    expect(await field().inputValue()).not.toContain('A long line')
    await studio.window.getByRole('button', { name: /^Remove plan/ }).click()
    await until(
      'two files to be left',
      () => chips().count(),
      (count) => count === 2,
    )
    const id = await ask(studio.window, 'What is in the files?')
    const [conversation] = await call(studio.window, 'chat.list', {})
    const { messages } = await call(studio.window, 'chat.open', { conversationId: conversation?.id ?? '' })
    expect(messages.find((message) => message.id === id)).toMatchObject({ state: 'complete' })
    // A megabyte of words is some 250,000 tokens: they went along.
    expect(messages.find((message) => message.id === id)?.usage?.inputTokens).toBeGreaterThan(100_000)
    await chips().first().waitFor({ state: 'detached' })
  })
})

describe('signs in the composer', () => {
  it('@ finds things of the library and chats and names them in the text', async () => {
    await field().fill('')
    await field().pressSequentially('Look at @dun')
    await studio.window.getByRole('option', { name: /dune/ }).waitFor()
    await field().press('Enter')
    await until(
      'the reference',
      () => field().inputValue(),
      (text) => text === 'Look at [Picture 1] ',
    )
    await field().pressSequentially('@What')
    await studio.window.getByRole('option', { name: /What is in the files/ }).click()
    await until(
      'the second reference',
      () => field().inputValue(),
      (text) => text === 'Look at [Picture 1] [File 2] ',
    )
    expect(await chips().count()).toBe(2)
    for (let left = 1; left >= 0; left -= 1) {
      await studio.window
        .getByRole('button', { name: /^Remove / })
        .first()
        .click()
      await until(
        `${left} files to be left`,
        () => chips().count(),
        (count) => count === left,
      )
    }
  })

  it('/ calls a prompt whose places are filled in by Tab, and sends nothing before', async () => {
    await field().fill('')
    await field().press('/')
    await studio.window.getByRole('option', { name: /Save your first prompt/ }).click()
    const dialog = studio.window.getByRole('dialog')
    await dialog.getByRole('button', { name: 'New prompt' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Two Shots')
    await dialog.getByRole('textbox', { name: 'Prompt' }).fill('Two shots of {{subject}} in {{light}}')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('/two-shots').waitFor()
    await studio.window.keyboard.press('Escape')
    await field().pressSequentially('/two')
    await studio.window.getByRole('option', { name: /two-shots/ }).waitFor()
    await field().press('Enter')
    await until(
      'the first place',
      () => field().evaluate((element) => (element instanceof HTMLTextAreaElement ? element.selectionEnd : 0)),
      (end) => end === 24,
    )
    await studio.window.keyboard.type('a heron')
    await untilWritten('Two shots of a heron in {{light}}')
    await field().press('Enter')
    expect(await field().inputValue()).toBe('Two shots of a heron in {{light}}')
    await field().press('Tab')
    await until(
      'the second place',
      () => field().evaluate((element) => (element instanceof HTMLTextAreaElement ? element.selectionStart : 0)),
      (start) => start === 'Two shots of a heron in '.length,
    )
    await studio.window.keyboard.type('rain')
    await untilWritten('Two shots of a heron in rain')
  })

  it('Enter ends a composition of letters and sends nothing', async () => {
    const before = await messageCount()
    await field().evaluate((element) => {
      for (const keyCode of [13, 229]) {
        const event = new KeyboardEvent('keydown', {
          key: 'Enter',
          bubbles: true,
          cancelable: true,
          isComposing: keyCode === 13,
        })
        Object.defineProperty(event, 'keyCode', { value: keyCode })
        element.dispatchEvent(event)
      }
    })
    expect(await messageCount()).toBe(before)
    expect(await field().inputValue()).toBe('Two shots of a heron in rain')
  })

  it('alt and Up bring earlier prompts back, Down what was being written', async () => {
    await field().press('Alt+ArrowUp')
    await untilWritten('What is in the files?')
    await field().press('Alt+ArrowDown')
    expect(await untilWritten('Two shots of a heron in rain')).toBeTruthy()
  })
})

describe('an answer that is silent', () => {
  it('shows for how long, and a kill keeps what is being written meanwhile', async () => {
    await gateway.control('POST', 'faults', {
      match: { method: 'POST', pathPrefix: '/v1/chat/completions' },
      effect: { kind: 'hold' },
    })
    await field().fill('Think long')
    await field().press('Enter')
    await studio.window.getByText(/^Still waiting, 0:\d\d/).waitFor()
    await field().fill('half a thought')
    await until(
      'the draft to be kept',
      async () => {
        const [conversation] = await call(studio.window, 'chat.list', {})
        return (await call(studio.window, 'chat.open', { conversationId: conversation?.id ?? '' })).draft
      },
      (draft) => draft === 'half a thought',
    )
    await studio.kill9()
    studio = await launchStudio(inject('launch'), { userDataDir })
    await field().waitFor()
    await until(
      'the draft',
      () => field().inputValue(),
      (text) => text === 'half a thought',
    )
    await studio.window.getByText(/The studio ended while this answer came in/).waitFor()
    expect(await chips().count()).toBe(0)
  })
})
