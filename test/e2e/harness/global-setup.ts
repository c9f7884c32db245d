import type { TestProject } from 'vitest/node'
import { startVirtualDisplay, hasDisplay } from '../../../scripts/runtime/display.ts'
import { ensureRuntime } from '../../../scripts/runtime/ensure-runtime.ts'
import type { LaunchEnvironment } from './launch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** How to start the built app on this machine. */
    launch: LaunchEnvironment
  }
}

/** Finds a runtime and a screen once for all end-to-end tests. */
export async function setup(project: TestProject): Promise<() => void> {
  const { electronPath, argsBeforeApp, env } = await ensureRuntime()
  const wantsVirtualDisplay = process.platform === 'linux' && !process.env.CHAINHUB_SHOW_TESTS
  const display = wantsVirtualDisplay || !hasDisplay() ? await startVirtualDisplay() : undefined
  project.provide('launch', { electronPath, argsBeforeApp, env: { ...env, ...display?.env } })
  return () => display?.stop()
}
