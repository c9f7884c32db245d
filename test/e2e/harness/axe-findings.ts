import axe from 'axe-core'
import type { Page } from 'playwright'
import { call } from './studio-page.ts'

interface AxeRunner {
  readonly run: (within: string) => Promise<{
    readonly violations: readonly {
      readonly id: string
      readonly impact: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
  }>
}

type Theme = 'dark' | 'light'

/**
 * Rules that axe calls serious or critical, with the element they speak of; in both themes, once nothing moves.
 * `within` is a selector: on a page that grows all the while only a part of it can be judged in good time.
 * `show` puts a theme on, where the settings do not answer.
 */
export async function seriousFindings(
  page: Page,
  within = 'html',
  show = (theme: Theme): Promise<void> => showBySetting(page, theme),
): Promise<readonly string[]> {
  const found: string[] = []
  for (const theme of ['dark', 'light'] as const) {
    await show(theme)
    await untilStill(page)
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
    const ofTheme = await page.evaluate(async (selector) => {
      const runner: AxeRunner = Reflect.get(window, 'axe')
      const { violations } = await runner.run(selector)
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
    }, within)
    found.push(...ofTheme.map((finding) => `${theme} ${finding}`))
  }
  return found
}

async function showBySetting(page: Page, theme: Theme): Promise<void> {
  await call(page, 'studio.update-settings', { theme })
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
}

/** A colour on its way to another would be judged as what it is not. */
async function untilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ effect, playState }) => playState !== 'running' || effect?.getTiming().iterations === Infinity),
  )
}
