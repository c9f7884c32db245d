import type { Page } from 'playwright'
import { until } from './studio-page.ts'

/** Begins a chat by its keys, as a person does who waits for the field to have the focus. */
export async function startChat(page: Page): Promise<void> {
  await page.locator('[data-view="chat"]').waitFor()
  await page.keyboard.press('ControlOrMeta+N')
  await page.getByRole('heading', { name: 'Think it through, then make it' }).waitFor()
  await page.locator('[data-field="chat.new"]:focus').waitFor()
}

/** Writes with the keyboard where the focus is and sends it once the words stand in the field. */
export async function typeAndSend(page: Page, text: string): Promise<void> {
  const field = page.locator('[data-composer]:focus')
  await field.waitFor()
  await page.keyboard.type(text)
  await until(
    'the words to stand in the field',
    () => field.inputValue(),
    (written) => written === text,
  )
  await page.keyboard.press('Enter')
  await until(
    'the field to be empty again',
    () => page.locator('[data-composer]').inputValue(),
    (written) => written === '',
  )
}
