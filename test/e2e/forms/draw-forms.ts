import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { OPERATIONS } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import { type LaunchEnvironment, launchStudio } from '../harness/launch.ts'
import { call } from '../harness/studio-page.ts'
import { joinTiles } from './contact-sheet.ts'

export interface DrawOptions {
  readonly launch: LaunchEnvironment
  readonly folder: string
  /** Parts of operation ids; none for all. */
  readonly wanted: readonly string[]
  readonly say: (line: string) => void
}

export interface Drawn {
  readonly count: number
  readonly sheets: number
  /** What a person should look at: clipped words. */
  readonly problems: readonly string[]
}

const THEMES = ['dark', 'light'] as const
const TILES_A_SHEET = 12
/** High enough for the longest form, so that nothing hides behind a scroll bar. */
const VIEWPORT = { width: 1280, height: 2600 }

/** Shows each operation of the catalog in Create, unfolded, in both themes, and joins the pictures to sheets. */
export async function drawForms({ launch, folder, wanted, say }: DrawOptions): Promise<Drawn> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const operations = OPERATIONS.filter(({ id }) => wanted.length === 0 || wanted.some((part) => id.includes(part)))
  const studio = await launchStudio(launch)
  const problems: string[] = []
  let sheets = 0
  try {
    const page = studio.window
    await call(page, 'studio.update-settings', { isFirstRunDone: true })
    for (let start = 0; start < operations.length; start += TILES_A_SHEET) {
      const group = operations.slice(start, start + TILES_A_SHEET)
      const tiles = new Map<string, Buffer[]>(THEMES.map((theme) => [theme, []]))
      for (const operation of group) {
        await show(page, operation)
        problems.push(...(await problemsOf(page, operation)))
        for (const theme of THEMES) tiles.get(theme)?.push(await pictureOf(page, theme))
      }
      sheets += 1
      const name = `${String(sheets).padStart(2, '0')}-${group[0]?.family ?? ''}`
      for (const theme of THEMES) {
        await writeFile(join(folder, `${name}-${theme}.png`), await joinTiles(page, tiles.get(theme) ?? []))
      }
      say(`${name}: ${group.map(({ id }) => id).join(', ')}`)
    }
  } finally {
    await studio.close()
  }
  await writeFile(join(folder, 'look-at.txt'), problems.join('\n'))
  return { count: operations.length, sheets, problems }
}

/** The form that was open last is the one that opens, so it is put there and the page loaded anew. */
async function show(page: Page, operation: OperationSpec): Promise<void> {
  const value = { operationId: operation.id, modelId: operation.models[0] ?? '' }
  await call(page, 'studio.save-view-state', { key: 'create.choice', value })
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  await page.setViewportSize(VIEWPORT)
  await page.keyboard.press('ControlOrMeta+5')
  const form = page
    .getByRole('region', { name: 'Form' })
    .or(page.getByLabel('Form', { exact: true }))
    .first()
  await form.locator('[data-field]').first().waitFor()
  const fold = form.getByRole('button', { name: 'More settings' })
  if ((await fold.count()) > 0 && (await fold.first().getAttribute('aria-expanded')) === 'false')
    await fold.first().click()
  for (const add of await form.getByRole('button', { name: /^Add / }).all()) await add.click()
  await page.mouse.move(VIEWPORT.width - 10, 10)
}

async function pictureOf(page: Page, theme: (typeof THEMES)[number]): Promise<Buffer> {
  await call(page, 'studio.update-settings', { theme })
  await page
    .waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme)
    .catch(() => undefined)
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  const box = await page.evaluate(() => {
    const pane = document.querySelector('[data-view="create"] [data-field]')?.closest('[class*="overflow-y-auto"]')
    const column = pane?.parentElement
    if (!pane || !column) return null
    const frame = column.getBoundingClientRect()
    const bottoms = [...pane.querySelectorAll('[data-field]')].map((field) => field.getBoundingClientRect().bottom)
    const last = Math.max(frame.y + 200, ...bottoms)
    return { x: frame.x, y: frame.y, width: frame.width, height: Math.min(frame.height, last - frame.y + 24) }
  })
  return page.screenshot(box === null ? {} : { clip: box })
}

/** Words that do not fit their place. */
async function problemsOf(page: Page, { id }: OperationSpec): Promise<readonly string[]> {
  const clipped = await page.evaluate(() =>
    [...document.querySelectorAll('[data-field] *, [data-field]')]
      .filter((element) => {
        const style = getComputedStyle(element)
        const isCut = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
        return isCut && element.clientWidth > 1 && !(element instanceof HTMLInputElement)
      })
      .map((element) => (element.textContent ?? '').trim().slice(0, 80)),
  )
  return clipped.filter((text) => text !== '').map((text) => `${id}: cut off: “${text}”`)
}
