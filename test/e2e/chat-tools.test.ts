import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

const FLUX = 'openai-images.flux.generate|flux-schnell'

let gateway: TestGateway
let userDataDir: string
let studio: Studio

const launch = async (): Promise<Studio> => launchStudio(inject('launch'), { userDataDir })

beforeAll(async () => {
  gateway = await startTestGateway()
  userDataDir = await mkdtemp(join(tmpdir(), 'studio-chat-tools-'))
  studio = await launch()
  await connectTo(studio.window, gateway)
})

afterAll(async () => {
  await studio.kill9()
  await gateway.close()
})

describe('a talk in which the model asks to make a picture', () => {
  it('is set up in the chat’s settings, asks with the price, survives a kill, and keeps the picture', async () => {
    let page = studio.window
    await page.getByRole('button', { name: 'Chat settings' }).click()
    await page.getByRole('button', { name: 'Start the chat' }).click()
    await page.getByRole('switch', { name: 'Make a picture', exact: true }).click()
    const [chat] = await call(page, 'chat.list', {})
    const conversationId = chat?.id ?? ''
    const settings = await until(
      'the setting to be written',
      async () => (await call(page, 'chat.open', { conversationId })).settings,
      ({ tools }) => tools.includes('make_picture'),
    )
    await call(page, 'chat.update', { conversationId, settings: { ...settings, makers: { make_picture: FLUX } } })

    await page.locator('[data-composer]').fill('Please draw a heron at dusk')
    await page.locator('[data-composer]').press('Enter')
    await page.getByRole('button', { name: 'Make a picture for $0.05' }).waitFor()
    expect(await gateway.charges()).not.toContainEqual(expect.objectContaining({ model: 'flux-schnell' }))

    await studio.kill9()
    studio = await launch()
    page = studio.window
    await page.getByRole('button', { name: 'Make a picture for $0.05' }).click()

    // The thread follows its end, so the card itself may have left the page by then.
    await page.getByRole('article').getByText('The tool said: Made with').waitFor()
    await page.getByRole('article').getByRole('img').first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect((await gateway.charges()).filter(({ model }) => model === 'flux-schnell')).toHaveLength(1)

    const [asset] = (await call(page, 'library.page', { filter: { search: 'heron' }, limit: 10 })).cards
    const recipe = await call(page, 'generation.recipe-of-asset', { assetId: asset?.id ?? '' })
    expect(recipe?.origin).toMatchObject({ kind: 'chat', conversationId })
    expect(studio.consoleErrors()).toEqual([])
  })

  it('finds the picture by its words in the library, and goes from there back to its message', async () => {
    const page = studio.window
    await page.locator('[data-composer]').fill('And what is a heron?')
    await page.locator('[data-composer]').press('Enter')
    const answers = page.locator('article[data-message]')
    await until(
      'a later answer',
      () => answers.count(),
      (count) => count >= 4,
    )
    await page.keyboard.press('ControlOrMeta+3')
    await page.getByRole('searchbox', { name: 'Search the library' }).fill('heron')
    // Enter takes effect at once and hands the keyboard to what was found.
    await page.keyboard.press('Enter')
    await page.locator('[role="gridcell"]:focus').click()
    await page.getByRole('button', { name: /^Chat / }).click()
    const marked = page.locator('article').filter({ has: page.locator('[data-marked]') })
    await marked.getByRole('img').waitFor()
    expect(await marked.innerText()).toContain('Make a picture')
  })

  it('shows what went over the wire, without the key', async () => {
    const page = studio.window
    await page.getByRole('button', { name: 'What went over the wire' }).last().click()
    const dialog = page.getByRole('dialog', { name: 'What went over the wire' })
    await dialog.getByText('/v1/chat/completions').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await dialog.innerText()).not.toContain(gateway.demoKey)
    await page.keyboard.press('Escape')
  })
})
