import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { seriousFindings } from './harness/axe-findings'
import { startChat, typeAndSend } from './harness/chat-page'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, until } from './harness/studio-page'

let gateway: TestGateway
let studio: Studio
let bus: string

beforeAll(async () => {
  gateway = await startTestGateway()
  // A desktop that shows icons, as the session bus would say; what the program does with the answer is its own.
  bus = await mkdtemp(join(tmpdir(), 'studio-bus-'))
  await writeFile(join(bus, 'dbus-send'), '#!/bin/sh\necho "   boolean true"\n')
  await chmod(join(bus, 'dbus-send'), 0o755)
  studio = await launchStudio(inject('launch'), { env: { PATH: `${bus}${delimiter}${process.env['PATH'] ?? ''}` } })
  await connectTo(studio.window, gateway)
  await keepTrayMenus(studio)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
  await rm(bus, { recursive: true, force: true })
})

/** The system draws the menu; what it was given is kept, so that its items can be looked at and pressed. */
function keepTrayMenus({ app }: Studio): Promise<void> {
  return app.evaluate(({ Tray }) => {
    const give = Object.getOwnPropertyDescriptor(Tray.prototype, 'setContextMenu')
      ?.value as Electron.Tray['setContextMenu']
    Tray.prototype.setContextMenu = function keep(menu) {
      Object.assign(globalThis, { trayMenu: menu })
      give.call(this, menu)
    }
  })
}

interface KeptMenu {
  readonly trayMenu?: { readonly items: readonly { readonly label: string; readonly click: () => void }[] }
}

const labels = (): Promise<readonly string[]> =>
  studio.app.evaluate(() => ((globalThis as KeptMenu).trayMenu?.items ?? []).map(({ label }) => label))
const press = (label: string): Promise<void> =>
  studio.app.evaluate((_electron, wanted) => {
    const item = (globalThis as KeptMenu).trayMenu?.items.find((candidate) => candidate.label === wanted)
    if (!item) throw new Error(`no ${wanted} in the menu`)
    item.click()
  }, label)
const untilSaid = (line: string): Promise<unknown> =>
  until(`the menu to say “${line}”`, labels, (said) => said.includes(line))

describe('the icon in the tray', () => {
  it('keeps answers coming without a window, opens the quick window and the studio, and quits it', async () => {
    const page = studio.window
    await page.keyboard.press('ControlOrMeta+Comma')
    const settings = page.locator('[data-view="settings"]:not([inert])')
    await settings.getByRole('button', { name: 'Appearance', exact: true }).click()
    const icon = settings.getByRole('switch', { name: /^Icon in the/ })
    await icon.click()
    await settings.getByRole('switch', { name: /^Icon in the/, checked: true }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await untilSaid('Nothing is running')

    await gateway.control('POST', 'faults', { match: { pathPrefix: '/v1/chat' }, effect: { kind: 'hold' } })
    await page.keyboard.press('ControlOrMeta+1')
    await startChat(page)
    await typeAndSend(page, 'Where do herons sleep?')
    await untilSaid('1 answer coming')
    await page.close()

    await gateway.control('POST', 'release')
    await untilSaid('Nothing is running')
    const quick = await opened(() => press('Quick Question'))
    expect(quick.url()).toMatch(/\/quick\.html$/)
    await quick.locator('[data-composer]:focus').waitFor()
    await quick.close()

    const again = await opened(() => press('Open ChainHub Studio'))
    const [chat] = await call(again, 'chat.list', {})
    const { messages } = await call(again, 'chat.open', { conversationId: chat?.id ?? '' })
    expect(messages.map(({ role, state }) => [role, state])).toEqual([
      ['user', 'complete'],
      ['assistant', 'complete'],
    ])
    await again.locator('[data-view]:not([inert])').first().waitFor()
    const ended = studio.app.waitForEvent('close')
    // The answer to the press may be lost with the program that it ends.
    await press('Quit').catch(() => undefined)
    await ended
  })
})

async function opened(open: () => Promise<void>): Promise<Page> {
  const [window] = await Promise.all([studio.app.waitForEvent('window'), open()])
  await window.waitForLoadState('domcontentloaded')
  return window
}
