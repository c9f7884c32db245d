import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo } from './harness/studio-page'

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

const clipboardText = (): Promise<string> => studio.app.evaluate(({ clipboard }) => clipboard.readText())

describe('the guide', () => {
  it('shows what each page of advice says', async () => {
    const { window } = studio
    await window.keyboard.press('F1')
    const guide = window.locator('[data-view="guide"]')
    const expectations = [
      ['Quick start', 'Make an account and a key'],
      ['Guidelines', 'Nothing is sent twice'],
      ['Examples', 'A song from a mood'],
      ['Prices', 'Per call'],
      ['Error codes', 'never sent again by itself'],
      ['All pages', '258 of 258'],
    ] as const
    for (const [section, words] of expectations) {
      await guide.getByRole('button', { name: section, exact: true }).click()
      await guide.getByText(words, { exact: false }).first().waitFor()
    }
    expect(studio.consoleErrors()).toEqual([])
  })

  it('opens an example filled in, and sends nothing', async () => {
    const { window } = studio
    await window.keyboard.press('F1')
    await window.locator('[data-view="guide"]').getByRole('button', { name: 'Examples', exact: true }).click()
    await window.getByRole('button', { name: 'Open the form' }).first().click()
    const prompt = window
      .locator('[data-view="create"]')
      .getByRole('textbox', { name: /Prompt/ })
      .first()
    await prompt.waitFor()
    expect(await prompt.inputValue()).toContain('lighthouse')
    expect(await gateway.charges()).toEqual([])
  })

  it('copies a program for the gateway in use, without the key', async () => {
    const { window } = studio
    await window.keyboard.press('F1')
    await window.locator('[data-view="guide"]').getByRole('button', { name: 'Python', exact: true }).click()
    await window.getByRole('button', { name: 'Copy the program' }).click()
    await window.getByText('Program copied').waitFor()
    const code = await clipboardText()
    expect(code).toContain(`${gateway.origin}/v1/chat/completions`)
    expect(code).toContain('CHAINHUB_API_KEY')
    expect(code).not.toContain(gateway.demoKey)
  })

  it('leads by keyboard from a page of the documentation to the form that does it', async () => {
    const { window } = studio
    await window.keyboard.press('F1')
    await window.locator('[data-view="guide"]').getByRole('button', { name: 'All pages', exact: true }).click()
    await window.getByRole('searchbox', { name: 'Search the pages' }).fill('luma submit')
    await window.getByText('1 of 258').waitFor()
    await window.keyboard.press('Tab')
    await window.keyboard.press('Tab')
    await window.keyboard.press('Enter')
    await window.locator('[data-view="create"]').getByText('Luma Dream Machine').first().waitFor()
    expect(await gateway.charges()).toEqual([])
  })
})

describe('a low balance', () => {
  it('is said once, stands in the status bar with a word, and follows the threshold', async () => {
    const { window } = studio
    await gateway.control('POST', 'accounts', { key: gateway.demoKey, balanceUsd: 0.6 })
    await call(window, 'account.refresh')
    await window.getByText('The balance is low: $0.60 left').waitFor()
    const balance = window.getByRole('button', { name: 'Low: $0.60 left' })
    await balance.waitFor()
    await call(window, 'studio.update-settings', { lowBalanceMicroUsd: 500_000 })
    await window.getByRole('button', { name: '$0.60 left', exact: true }).waitFor()
    expect(await balance.count()).toBe(0)
  })
})
