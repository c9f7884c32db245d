import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spokenWords } from '@renderer/features/chat/stream/sentences'
import { textOf } from '@shared/domain/chat-text'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { answerNextWith, ask } from './harness/answers'
import { seriousFindings } from './harness/axe-findings'
import { startChat, typeAndSend } from './harness/chat-page'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

const ANSWER = [
  '# Title\n\nA line with $x^2$, a note[^1] and [a link](https://example.org/page).',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '- [x] done\n- [ ] to do',
  '```mermaid\ngraph LR\n  A --> B\n```',
  '![a picture](https://example.org/p.png)',
  '[^1]: The note.',
].join('\n\n')

let gateway: TestGateway
let studio: Studio

beforeAll(async () => {
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'))
  await connectTo(studio.window, gateway)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
})

/** Goes on with Tab until the control with this name has the focus, as a person without a mouse does. */
async function tabTo(name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await studio.window.keyboard.press('Tab')
    const focused = await studio.window.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
    if (name.test(focused)) return
  }
  throw new Error(`Tab never reached ${String(name)}`)
}

describe('a chat without a mouse', () => {
  it('talks, forks, searches and exports', async () => {
    const { window, app } = studio
    const folder = await mkdtemp(join(tmpdir(), 'studio-access-'))
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, folder)
    await startChat(window)
    await typeAndSend(window, 'Name a bird of the harbour')
    const chat = async () => {
      const [conversation] = await call(window, 'chat.list', {})
      return conversation ? call(window, 'chat.open', { conversationId: conversation.id }) : null
    }
    await until('an answer', chat, (open) => open?.messages.at(-1)?.state === 'complete')
    await window.getByRole('button', { name: 'Answer again', exact: true }).waitFor({ state: 'attached' })
    await tabTo(/^Answer again$/)
    await window.keyboard.press('Enter')
    await until(
      'a second version',
      chat,
      (open) => open?.messages.filter(({ state }) => state === 'complete').length === 3,
    )
    await window.getByRole('group', { name: 'Versions' }).getByText('2/2').waitFor()

    await window.keyboard.press('ControlOrMeta+Shift+F')
    const search = window.getByRole('dialog', { name: 'Search all messages' })
    await search.locator('input[type="search"]:focus').waitFor()
    await window.keyboard.type('harbour')
    await search
      .getByText(/bird of the/)
      .first()
      .waitFor()
    await window.keyboard.press('Escape')
    await search.waitFor({ state: 'detached' })

    await tabTo(/^More for this chat$/)
    await window.keyboard.press('Enter')
    const menu = window.getByRole('menu')
    await menu
      .locator(':focus')
      .or(menu.and(window.locator(':focus')))
      .first()
      .waitFor()
    await window.keyboard.type('Markdown')
    await window.getByRole('menuitem', { name: 'Markdown' }).and(window.locator(':focus')).waitFor()
    await window.keyboard.press('Enter')
    const files = await until(
      'the export',
      () => readdir(folder, { recursive: true }),
      (names) => names.some((name) => name.endsWith('.md')),
    )
    expect(files.length).toBeGreaterThan(0)
  })

  it('loses no key of a person who begins a chat and types on blindly', async () => {
    const { window } = studio
    const field = window.locator('[data-field="chat.new"]')
    const isWritten = (words: string): Promise<string> =>
      until(
        `“${words}” to stand in the field`,
        () => field.inputValue(),
        (written) => written === words,
      )
    const throttle = await window.context().newCDPSession(window)
    await throttle.send('Emulation.setCPUThrottlingRate', { rate: 6 })

    // The shell is there, the chat's own code is not yet.
    await window.reload()
    await window.getByRole('navigation', { name: 'Views' }).waitFor()
    await window.keyboard.press('ControlOrMeta+N')
    await window.keyboard.type('While it loads')
    await isWritten('While it loads')
    await window.keyboard.press('ControlOrMeta+A')
    await window.keyboard.press('Backspace')
    await isWritten('')

    // With the Enter that sends and what is typed while the chat comes into being.
    await window.keyboard.press('ControlOrMeta+N')
    await window.keyboard.type('Name a second bird\nand a')
    const second = await until(
      'the chat',
      async () => (await call(window, 'chat.list', {})).find(({ title }) => title.includes('second bird')),
      (card) => card !== undefined,
    )
    await window.keyboard.type(' third')
    const composer = window.locator(`[data-field="${second?.id ?? ''}"]:focus`)
    await composer.waitFor()
    await until(
      'the rest to stand in the chat’s field',
      () => composer.inputValue(),
      (written) => written === 'and a third',
    )

    // From a chat that is open, and back from another view by the palette.
    await window.keyboard.press('ControlOrMeta+N')
    await window.keyboard.type('From a chat')
    await isWritten('From a chat')
    await window.keyboard.press('ControlOrMeta+3')
    await window.locator('[data-view="library"]:not([inert])').waitFor()
    await window.keyboard.press('ControlOrMeta+K')
    await window.getByRole('dialog', { name: 'Command palette' }).locator('input:focus').waitFor()
    await window.keyboard.type('New chat')
    await window.getByRole('option', { name: 'New chat', selected: true }).waitFor()
    await window.keyboard.press('Enter')
    await window.keyboard.type(', and on')
    expect(await isWritten('From a chat, and on')).toBe('From a chat, and on')
    await throttle.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await throttle.detach()
    await field.fill('')
  })
})

describe('a screen reader', () => {
  it('is told an answer by the sentence, to its last word', async () => {
    const { window } = studio
    await window.addInitScript(() => {
      const told: string[] = []
      Reflect.set(globalThis, 'told', told)
      const attach: (init: ShadowRootInit) => ShadowRoot = Reflect.get(Element.prototype, 'attachShadow')
      Element.prototype.attachShadow = function (init) {
        const root = Reflect.apply(attach, this, [init])
        const listen = new MutationObserver((records) => {
          for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.nodeName === 'P') told.push(node.textContent ?? '')
        })
        if (this.hasAttribute('data-announcer')) listen.observe(root, { childList: true, subtree: true })
        return root
      }
    })
    await window.reload()
    await startChat(window)
    const told = (): Promise<readonly string[]> => window.evaluate(() => Reflect.get(globalThis, 'told'))
    // An answer that stands still in its middle: its first sentences are told before it ends.
    await gateway.control('POST', 'faults', {
      match: { method: 'POST', pathPrefix: '/v1/chat/completions' },
      effect: { kind: 'stall', afterBytes: 12_000 },
    })
    const composer = window.locator('[data-field="chat.new"]')
    await composer.fill('Plan a film about a gull')
    await composer.press('Enter')
    await until('a sentence to be told', told, (all) => all.length > 0)
    await window.getByRole('button', { name: 'Stop Esc' }).click()
    await window.getByRole('button', { name: 'Stop Esc' }).waitFor({ state: 'detached' })
    await window.reload()

    await startChat(window)
    const id = await ask(window, 'Plan a film about a heron')
    const [conversation] = await call(window, 'chat.list', {})
    const { messages } = await call(window, 'chat.open', { conversationId: conversation?.id ?? '' })
    const whole = textOf(messages.find((message) => message.id === id)!)
    const all = await until('the last words to be told', told, (said) => said.join(' ') === spokenWords(whole))
    expect(all.length).toBeLessThanOrEqual(whole.split(/[.!?…]["”’)]?\s|[。！？]|\n/).length)
  })
})

describe('axe finds nothing serious', () => {
  it('on an empty chat', async () => {
    await startChat(studio.window)
    expect(await seriousFindings(studio.window)).toEqual([])
  })

  it('on an answer of every kind of block, with its diagram', async () => {
    await answerNextWith(gateway, ANSWER)
    const id = await ask(studio.window, 'Show me')
    const answer = studio.window.locator(`[data-message="${id}"]`)
    await answer.getByRole('button', { name: 'Draw the diagram' }).click()
    await answer.frameLocator('iframe').locator('svg').waitFor()
    expect(await seriousFindings(studio.window)).toEqual([])
  })

  it('on what the signs offer and where prompts are kept', async () => {
    const field = studio.window.locator('[data-composer]')
    await field.fill('')
    await field.press('@')
    await studio.window.getByRole('listbox').waitFor()
    expect(await seriousFindings(studio.window)).toEqual([])
    await field.press('Escape')
    await field.fill('')
    await field.press('/')
    await studio.window.getByRole('option').last().click()
    await studio.window.getByRole('dialog', { name: 'Saved prompts' }).waitFor()
    expect(await seriousFindings(studio.window)).toEqual([])
    await studio.window.keyboard.press('Escape')
  })

  it('on a refusal', async () => {
    await gateway.control('POST', 'faults', {
      match: { method: 'POST', pathPrefix: '/v1/chat/completions' },
      effect: { kind: 'status', status: 400, body: { error: { message: 'no', code: 'content_policy_violation' } } },
    })
    await ask(studio.window, 'Something that is refused')
    expect(await seriousFindings(studio.window)).toEqual([])
  })
})
