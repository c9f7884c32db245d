import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { answerNextWith, ask } from './harness/answers'
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
  await studio.window.evaluate(axe.source)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
})

/** Rules that axe calls serious or critical, with the element they speak of; in both themes. */
async function seriousFindings(): Promise<readonly string[]> {
  const found: string[] = []
  for (const theme of ['dark', 'light'] as const) {
    await call(studio.window, 'studio.update-settings', { theme })
    await studio.window.waitForTimeout(300)
    const ofTheme = await studio.window.evaluate(async () => {
      const runner: {
        run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
      } = Reflect.get(window, 'axe')
      const { violations } = await runner.run()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
    })
    found.push(...ofTheme.map((finding) => `${theme} ${finding}`))
  }
  return found
}

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
    await window.keyboard.press('ControlOrMeta+N')
    await window.keyboard.type('Name a bird of the harbour')
    await window.keyboard.press('Enter')
    const chat = async () => {
      const [conversation] = await call(window, 'chat.list', {})
      return conversation ? call(window, 'chat.open', { conversationId: conversation.id }) : null
    }
    await until('an answer', chat, (open) => open?.messages.at(-1)?.state === 'complete')
    await tabTo(/^Answer again$/)
    await window.keyboard.press('Enter')
    await until(
      'a second version',
      chat,
      (open) => open?.messages.filter(({ state }) => state === 'complete').length === 3,
    )

    await window.keyboard.press('ControlOrMeta+Shift+F')
    await window
      .getByRole('textbox', { name: 'Search all messages' })
      .or(window.getByRole('combobox'))
      .first()
      .waitFor()
    await window.keyboard.type('harbour')
    await window
      .getByRole('dialog')
      .getByText(/bird of the/)
      .first()
      .waitFor()
    await window.keyboard.press('Escape')

    await tabTo(/^More for this chat$/)
    await window.keyboard.press('Enter')
    await window.getByRole('menu').waitFor()
    await window.keyboard.type('Markdown')
    await window.keyboard.press('Enter')
    const files = await until(
      'the export',
      () => readdir(folder, { recursive: true }),
      (names) => names.some((name) => name.endsWith('.md')),
    )
    expect(files.length).toBeGreaterThan(0)
  })
})

describe('axe finds nothing serious', () => {
  it('on an empty chat', async () => {
    await studio.window.keyboard.press('ControlOrMeta+N')
    expect(await seriousFindings()).toEqual([])
  })

  it('on an answer of every kind of block, with its diagram', async () => {
    await answerNextWith(gateway, ANSWER)
    const id = await ask(studio.window, 'Show me')
    const answer = studio.window.locator(`[data-message="${id}"]`)
    await answer.getByRole('button', { name: 'Draw the diagram' }).click()
    await answer.frameLocator('iframe').locator('svg').waitFor()
    expect(await seriousFindings()).toEqual([])
  })

  it('on what the signs offer and where prompts are kept', async () => {
    const field = studio.window.locator('[data-composer]')
    await field.fill('')
    await field.press('@')
    await studio.window.getByRole('listbox').waitFor()
    expect(await seriousFindings()).toEqual([])
    await field.press('Escape')
    await field.fill('')
    await field.press('/')
    await studio.window.getByRole('option').last().click()
    await studio.window.getByRole('dialog', { name: 'Saved prompts' }).waitFor()
    expect(await seriousFindings()).toEqual([])
    await studio.window.keyboard.press('Escape')
  })

  it('on a refusal', async () => {
    await gateway.control('POST', 'faults', {
      match: { method: 'POST', pathPrefix: '/v1/chat/completions' },
      effect: { kind: 'status', status: 400, body: { error: { message: 'no', code: 'content_policy_violation' } } },
    })
    await ask(studio.window, 'Something that is refused')
    expect(await seriousFindings()).toEqual([])
  })
})
