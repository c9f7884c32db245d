import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { textOf } from '@shared/domain/chat-text'
import type { Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { zip } from '../fixtures/zip'
import { seriousFindings } from './harness/axe-findings'
import { dropPicture } from './harness/drop'
import { startChat } from './harness/chat-page'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

let gateway: TestGateway
let studio: Studio
let page: Page
let exported: string

beforeAll(async () => {
  gateway = await startTestGateway()
  exported = await mkdtemp(join(tmpdir(), 'studio-export-'))
  studio = await launchStudio(inject('launch'))
  page = studio.window
  await connectTo(page, gateway)
  await page.keyboard.press('ControlOrMeta+1')
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(exported, { recursive: true, force: true })
})

const chat = (): Locator => page.locator('[data-view="chat"]')
const composer = (): Locator => chat().locator('[data-composer]')
const rows = (): Locator => chat().locator('[aria-label="Chats"] [role="listitem"] button[aria-current]')
const newChat = (): Promise<void> => startChat(page)
const ask = async (text: string): Promise<void> => {
  await composer().fill(text)
  await composer().press('Enter')
  await until(
    'the message to be taken',
    () => composer().inputValue(),
    (written) => written === '',
  )
}
const whole = (): Locator => chat().locator('article[data-message][data-state="complete"][aria-label^="Answer"]')

describe('several models at once', () => {
  it('answer side by side, and the talk goes on from the one that is kept', async () => {
    await newChat()
    await chat().getByRole('button', { name: 'Compare' }).click()
    const picker = page.getByRole('dialog', { name: 'Models to compare' })
    for (const model of ['gpt-4o-mini', 'gpt-4.1']) {
      await picker.getByRole('textbox').fill(model)
      await picker.getByRole('checkbox', { name: new RegExp(`^${model}(?![-.\\w])`) }).check()
    }
    await page.keyboard.press('Escape')
    await picker.waitFor({ state: 'detached' })
    await ask('A film about a heron')
    const columns = chat().getByRole('region', { name: 'Answers side by side' }).locator('li[data-message]')
    await columns.and(page.locator('[data-state="complete"]')).nth(1).waitFor()
    expect(await columns.count()).toBe(2)
    expect(await seriousFindings(page)).toEqual([])
    await columns.nth(1).getByRole('button', { name: 'Keep this one' }).click()
    await whole().first().waitFor()
    await chat().getByRole('group', { name: 'Versions' }).getByText('2/2').waitFor()
    await page.locator('[data-composer]:focus').waitFor()
    await chat().getByRole('button', { name: 'Model: gpt-4.1', exact: true }).waitFor()
    // One model again from here, and the choice is offered once more.
    await chat().getByRole('button', { name: 'Compare' }).click()
    await picker.getByRole('button', { name: 'Last time: gpt-4o-mini, gpt-4.1' }).click()
    await page.keyboard.press('Escape')
    await picker.waitFor({ state: 'detached' })
    await chat().getByRole('button', { name: '2 models' }).waitFor()
    // It belongs to this chat: another one begins with one model.
    await newChat()
    await chat().getByRole('button', { name: 'Compare' }).waitFor()
    await rows().first().click()
    await chat().getByRole('button', { name: '2 models' }).click()
    await picker.getByRole('button', { name: 'Clear' }).click()
    await page.keyboard.press('Escape')
    await picker.waitFor({ state: 'detached' })
  })

  it('leave versions that one walks, names and forks', async () => {
    const versions = chat().getByRole('group', { name: 'Versions' })
    await versions.getByRole('button', { name: 'Earlier version' }).click()
    await versions.getByText('1/2').waitFor()
    await versions.getByRole('button', { name: 'Name this version' }).click()
    await page.locator('[aria-label="Name of this version"]:focus').waitFor()
    await page.keyboard.type('The quiet one')
    await page.keyboard.press('Enter')
    await versions.getByText('The quiet one').waitFor()
    await ask('Make it shorter')
    await whole().nth(1).waitFor()
    await whole().first().getByRole('button', { name: 'Fork from here' }).click()
    await chat().getByText('Your next message begins a new branch here.').waitFor()
    await ask('Make it longer')
    await chat().locator('article[aria-label="You"]').filter({ hasText: 'Make it longer' }).getByText('2/2').waitFor()
    const { forkNames } = await call(page, 'chat.open', {
      conversationId: (await call(page, 'chat.list', {}))[0]?.id ?? '',
    })
    expect(Object.values(forkNames)).toEqual(['The quiet one'])
  })
})

describe('searching', () => {
  it('opens a hit of any chat scrolled and lit', async () => {
    await newChat()
    await ask('Wo schläft der Reiher? 東京の夜')
    await whole().first().waitFor()
    await newChat()
    await page.keyboard.press('ControlOrMeta+Shift+F')
    const dialog = page.getByRole('dialog', { name: 'Search all messages' })
    await dialog.getByRole('searchbox').fill('東京')
    await dialog.locator('input[type="search"]:focus').waitFor()
    await dialog.getByRole('button').filter({ hasText: '東京の夜' }).first().waitFor()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await chat().locator('article[aria-label="You"]').filter({ hasText: '東京の夜' }).waitFor()
    const lit = await until(
      'the word to be lit',
      () => page.evaluate(() => CSS.highlights.get('lit-current')?.size ?? 0),
      (size) => size > 0,
    )
    expect(lit).toBe(1)
  })

  it('finds in the open chat', async () => {
    await page.keyboard.press('ControlOrMeta+F')
    await page.locator('[aria-label="Find in this chat"]:focus').waitFor()
    await page.keyboard.type('palette')
    await chat().getByRole('search').getByText('1 of 1').waitFor()
    const lit = await until(
      'the word to be lit',
      () => page.evaluate(() => CSS.highlights.get('lit-current')?.size ?? 0),
      (size) => size > 0,
    )
    expect(lit).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await chat().getByRole('search').waitFor({ state: 'detached' })
  })
})

describe('the list of chats', () => {
  it('moves several chats into a project, and back with one press', async () => {
    await chat().getByRole('button', { name: 'More for the list of chats' }).click()
    await page.getByRole('menuitem', { name: 'New project…' }).click()
    const dialog = page.getByRole('dialog', { name: 'New project' })
    await dialog.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Film')
    await dialog.getByRole('button', { name: 'Make the project' }).click()
    await chat()
      .getByRole('button', { name: /^Film\s*0$/ })
      .waitFor()
    await rows()
      .nth(0)
      .click({ modifiers: ['ControlOrMeta'] })
    await rows()
      .nth(1)
      .click({ modifiers: ['Shift'] })
    await chat().getByRole('toolbar', { name: 'Selected chats' }).getByRole('button', { name: 'Move' }).click()
    await page.getByRole('menuitem', { name: 'Film' }).click()
    await chat()
      .getByRole('button', { name: /^Film\s*2$/ })
      .waitFor()
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await chat()
      .getByRole('button', { name: /^Film\s*0$/ })
      .waitFor()
    expect((await call(page, 'chat.list', {})).every(({ folderId }) => folderId === null)).toBe(true)
    await page.keyboard.press('Escape')
  })

  it('copies a chat as code for the library that one uses', async () => {
    await rows().filter({ hasText: 'Reiher' }).click()
    await chat().getByRole('button', { name: 'More for this chat' }).click()
    await page.getByRole('menuitem', { name: 'Copy as code…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Copy this chat as code' })
    await dialog.getByRole('combobox', { name: 'Language' }).click()
    await page.getByRole('option', { name: 'Python, LangChain' }).click()
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByText('Code copied').waitFor()
    const code = await studio.app.evaluate(({ clipboard }) => clipboard.readText())
    expect(code).toContain('from langchain_openai import ChatOpenAI')
    expect(code).toContain('Wo schläft der Reiher?')
    expect(code).not.toContain(gateway.demoKey)
  })

  it('takes the chats of an archive in as the vendor sends it, in a process of their own', async () => {
    const path = join(exported, '..', `chatgpt-${Date.now()}.zip`)
    const node = {
      id: 'q',
      parent: null,
      message: { author: { role: 'user' }, content: { content_type: 'text', parts: ['How do cranes sleep?'] } },
    }
    const conversations = [{ title: 'Cranes', mapping: { q: node }, current_node: 'q' }]
    await writeFile(path, zip([{ name: 'conversations.json', data: Buffer.from(JSON.stringify(conversations)) }]))
    await studio.app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    }, path)
    await chat().getByRole('button', { name: 'More for the list of chats' }).click()
    await page.getByRole('menuitem', { name: 'Import chats…' }).click()
    await page.getByText('Imported one chat with one message').waitFor()
    await rows().filter({ hasText: 'Cranes' }).click()
    await chat().getByText('How do cranes sleep?').first().waitFor()
    expect((await call(page, 'chat.search', { text: 'cranes sleep' })).map(({ title }) => title)).toEqual(['Cranes'])
  })

  it('writes a chat as Markdown and as PDF', async () => {
    await studio.app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] })
    }, exported)
    await rows().filter({ hasText: 'Reiher' }).click()
    for (const [name, ending] of [
      ['Markdown', '.md'],
      ['PDF', '.pdf'],
    ] as const) {
      await chat().getByRole('button', { name: 'More for this chat' }).click()
      await page.getByRole('menuitem', { name }).click()
      await until(
        'the file',
        () => readdir(exported, { recursive: true }),
        (names) => names.some((each) => each.endsWith(ending)),
      )
    }
    const folders = (await readdir(exported)).toSorted()
    const [markdown, pdf] = await Promise.all(
      folders.map(async (folder) => {
        const [file = ''] = await readdir(join(exported, folder))
        return readFile(join(exported, folder, file))
      }),
    )
    expect(markdown?.toString()).toContain('## You\n\nWo schläft der Reiher? 東京の夜')
    expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf?.byteLength).toBeGreaterThan(5_000)
  })
})

describe('a chat over its cap', () => {
  it('refuses, keeps the words, and goes on after one press that raises it', async () => {
    await newChat()
    await ask('What does a heron cost?')
    await whole().first().waitFor()
    const [card] = await call(page, 'chat.list', {})
    await call(page, 'chat.set-cap', { conversationId: card?.id ?? '', capMicroUsd: 1, capMode: 'stop' })
    const raise = chat().getByRole('button', { name: /^Raise to \$/ })
    await raise.waitFor()
    await composer().fill('And an owl?')
    await composer().press('Enter')
    await chat().getByText('This chat has spent what it may. Nothing was sent.').waitFor()
    expect(await composer().inputValue()).toBe('And an owl?')
    await raise.click()
    await raise.waitFor({ state: 'detached' })
    await composer().press('Enter')
    await whole().nth(1).waitFor()
    const { messages } = await call(page, 'chat.open', { conversationId: card?.id ?? '' })
    expect(messages.filter(({ role }) => role === 'user').map(textOf)).toEqual([
      'What does a heron cost?',
      'And an owl?',
    ])
  })
})

describe('messages that wait', () => {
  it('go in the order they were put in', async () => {
    await gateway.control('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect: { kind: 'hold' } })
    await newChat()
    await ask('First')
    await chat().getByRole('button', { name: 'Stop Esc' }).waitFor()
    await ask('second')
    await ask('third')
    const waiting = chat().getByRole('region', { name: 'Messages that wait' }).getByRole('listitem')
    await waiting.nth(1).getByRole('button', { name: 'Earlier' }).click()
    await waiting.first().getByText('third').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await until(
      'the answer to be held',
      () => gateway.control<{ held: unknown[] }>('GET', 'held'),
      ({ held }) => held.length > 0,
    )
    await gateway.control('POST', 'release')
    const [card] = await call(page, 'chat.list', {})
    const { messages } = await until(
      'three whole answers',
      () => call(page, 'chat.open', { conversationId: card?.id ?? '' }),
      (opened) =>
        opened.messages.filter(({ role, state }) => role === 'assistant' && state === 'complete').length === 3,
    )
    expect(messages.filter(({ role }) => role === 'user').map(textOf)).toEqual(['First', 'third', 'second'])
    expect(await waiting.count()).toBe(0)
  })
})

describe('the quick window', () => {
  it('is kept ready, talks, and its talk is an ordinary chat', async () => {
    await call(page, 'quick.set-shortcut', { shortcut: 'Control+Alt+Shift+F9' })
    const quick = await until(
      'the quick window',
      async () => studio.app.windows().find((window) => window.url().endsWith('/quick.html')) ?? null,
      (window) => window !== null,
    )
    await call(page, 'studio.copy-text', { text: 'A heron sleeps standing up.' })
    await quick!.locator('[data-composer]').waitFor()
    await call(page, 'quick.show')
    await quick!.getByRole('button', { name: /Ask about “A heron/ }).click()
    await quick!.locator('[data-composer]').fill('Shorten this')
    await quick!.keyboard.press('Enter')
    await quick!.locator('article[data-state="complete"][aria-label^="Answer"]').waitFor()
    await rows().filter({ hasText: 'Shorten this' }).waitFor()
    const [found] = await call(page, 'chat.search', { text: 'heron sleeps standing' })
    expect(found?.title).toContain('Shorten this')
    expect(await seriousFindings(quick!)).toEqual([])
    await quick!.keyboard.press('Escape')
    await untilQuickIs('hidden')
    expect(studio.consoleErrors()).toEqual([])
  })

  it('comes up at a second start that asks for it, and asks about a picture of the clipboard', async () => {
    const quick = studio.app.windows().find((window) => window.url().endsWith('/quick.html'))!
    await dropPicture(page, '[data-composer]', { name: 'kite.png', widthPx: 80, heightPx: 60 })
    const chip = chat().getByRole('list', { name: 'Attached files' }).getByRole('listitem')
    // A place for it is there at once; its name stands there when it is in the library.
    await chat().getByRole('button', { name: 'Remove kite' }).waitFor()
    const { cards } = await until(
      'the picture to be in the library',
      () => call(page, 'library.page', { filter: {}, limit: 1 }),
      (found) => found.cards.length > 0,
    )
    await chat().getByRole('button', { name: 'Remove kite' }).click()
    await chip.first().waitFor({ state: 'detached' })
    await call(page, 'library.copy-image', { assetId: cards[0]?.id ?? '' })
    const { electronPath, argsBeforeApp, env } = inject('launch')
    const words = [...argsBeforeApp, process.cwd(), `--user-data-dir=${studio.userDataDir}`, '--quick']
    const second = spawn(electronPath, words, { env: { ...process.env, ...env }, stdio: 'ignore' })
    await new Promise((settle) => second.once('exit', settle))
    await untilQuickIs('shown')
    await quick.getByRole('button', { name: 'New chat' }).click()
    await quick.getByRole('button', { name: 'Ask about the picture' }).click()
    await quick.getByRole('list', { name: 'Attached files' }).getByRole('listitem').first().waitFor()
    await quick.locator('[data-composer]').fill('What is this?')
    await quick.locator('[data-composer]').press('Enter')
    await quick.locator('article[data-state="complete"][aria-label^="Answer"]').waitFor()
    const [newest] = await call(page, 'chat.list', {})
    const { messages } = await call(page, 'chat.open', { conversationId: newest?.id ?? '' })
    expect(messages[0]?.parts.map(({ kind }) => kind)).toContain('asset')
    await quick.keyboard.press('Escape')
    await untilQuickIs('hidden')
  })

  it('says so when another program has the shortcut, and keeps the one before', async () => {
    // Whoever was first has it: also the program itself, which stands for another one here.
    await studio.app.evaluate(({ globalShortcut }) => globalShortcut.register('Control+Alt+Shift+F10', () => undefined))
    await page.bringToFront()
    await page.keyboard.press('ControlOrMeta+Comma')
    const settings = page.locator('[data-view="settings"]:not([inert])')
    await settings.getByRole('button', { name: 'Chat', exact: true }).click()
    const button = settings.getByRole('button', { name: 'Control + Alt + Shift + F9' })
    await button.click()
    await settings.getByRole('button', { name: 'Press the keys…' }).press('Control+Alt+Shift+F10')
    await settings.getByText(/did not give Control\+Alt\+Shift\+F10 to the studio/).waitFor()
    expect(await call(page, 'quick.state')).toEqual({ shortcut: 'Control+Alt+Shift+F9', isTaken: false })
    await page.keyboard.press('ControlOrMeta+1')
    await chat().and(page.locator(':not([inert])')).waitFor()
  })
})

async function untilQuickIs(state: 'shown' | 'hidden'): Promise<void> {
  await until(
    `the quick window to be ${state}`,
    () =>
      studio.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().some(
          (window) => window.webContents.getURL().endsWith('/quick.html') && window.isVisible(),
        ),
      ),
    (isVisible) => isVisible === (state === 'shown'),
  )
}
