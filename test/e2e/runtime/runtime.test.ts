import { resolve } from 'node:path'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { launchStudio } from '../harness/launch.ts'
import type { Studio } from '../harness/launch.ts'

const appDir = resolve(import.meta.dirname, '../../fixtures/minimal-app')

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

describe('the runtime', () => {
  let studio: Studio | undefined

  afterEach(async () => {
    await studio?.close()
    studio = undefined
  })

  it('starts an app from its folder as a plain Electron does', async () => {
    studio = await launchStudio(inject('launch'), { appDir })
    const seen = await studio.app.evaluate(({ app }) => ({
      name: app.getName(),
      version: app.getVersion(),
      appPath: app.getAppPath(),
      userDataDir: app.getPath('userData'),
      isPackaged: app.isPackaged,
      wasReadyTooEarly: Reflect.get(globalThis, 'wasReadyTooEarly') as boolean,
    }))
    expect(seen).toEqual({
      name: 'Minimal App',
      version: '3.2.1',
      appPath: appDir,
      userDataDir: studio.userDataDir,
      isPackaged: false,
      wasReadyTooEarly: false,
    })
  })

  it('loads a SQLite with full-text search', async () => {
    studio = await launchStudio(inject('launch'), { appDir })
    const found = await studio.app.evaluate(() => Reflect.get(globalThis, 'foundNote') as string)
    expect(found).toBe('one bright morning')
  })

  it('shows a window with a sandboxed preload', async () => {
    studio = await launchStudio(inject('launch'), { appDir })
    await studio.window.getByText('Hello').waitFor()
    const isSandboxed = await studio.window.evaluate(() => {
      const probe = Reflect.get(globalThis, 'probe') as { isSandboxed: () => boolean }
      return probe.isSandboxed()
    })
    expect(isSandboxed).toBe(true)
    const picture = await studio.window.screenshot()
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
    expect(studio.consoleErrors()).toEqual([])
  })

  it('can be killed without a chance to tidy up', async () => {
    studio = await launchStudio(inject('launch'), { appDir })
    const { processId } = studio
    expect(isAlive(processId)).toBe(true)
    await studio.kill9()
    // A killed child counts as alive until this process has taken note of its end.
    await expect.poll(() => isAlive(processId)).toBe(false)
  })
})
