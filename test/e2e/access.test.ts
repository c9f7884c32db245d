import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startTestGateway, type TestGateway } from './harness/gateway'
import { launchStudio, type Studio } from './harness/launch'
import { call, connectTo, untilTask } from './harness/studio-page'

const VIEWS = ['Chat', 'Storyboard', 'Library', 'Canvas', 'Create', 'Queue'] as const

let gateway: TestGateway
let studio: Studio

beforeAll(async () => {
  gateway = await startTestGateway()
  studio = await launchStudio(inject('launch'))
  await connectTo(studio.window, gateway)
  const task = await call(studio.window, 'generation.submit', {
    clientRequestId: crypto.randomUUID(),
    operationId: 'openai-images.gpt-image-1.generate',
    modelId: 'gpt-image-1',
    params: { prompt: 'a kite over the dunes' },
    origin: { kind: 'create' },
  })
  await untilTask(studio.window, task.id, 'succeeded')
  await studio.window.evaluate(axe.source)
})

afterAll(async () => {
  await studio.close()
  await gateway.close()
})

/** Rules that axe calls serious or critical, with the element they speak of. */
async function seriousFindings(): Promise<readonly string[]> {
  return studio.window.evaluate(async () => {
    const runner: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } =
      Reflect.get(window, 'axe')
    const { violations } = await runner.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

describe.each(['dark', 'light'] as const)('every view in the %s theme', (theme) => {
  beforeAll(async () => {
    await call(studio.window, 'studio.update-settings', { theme })
  })

  it.each(VIEWS.map((name, index) => [name, index + 1] as const))(
    '%s has nothing serious against it',
    async (_name, digit) => {
      await studio.window.keyboard.press(`ControlOrMeta+${digit}`)
      await studio.window.waitForTimeout(900)
      expect(await seriousFindings()).toEqual([])
    },
  )

  it.each(['Quick start', 'Prices', 'Error codes', 'Python', 'All pages'])(
    'the guide’s %s has nothing serious against it',
    async (section) => {
      await studio.window.keyboard.press('F1')
      await studio.window.getByRole('button', { name: section, exact: true }).click()
      await studio.window.waitForTimeout(400)
      expect(await seriousFindings()).toEqual([])
    },
  )

  it('settings have nothing serious against them', async () => {
    await studio.window.keyboard.press('ControlOrMeta+Comma')
    await studio.window.waitForTimeout(600)
    expect(await seriousFindings()).toEqual([])
  })
})
