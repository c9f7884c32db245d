import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { _electron } from 'playwright'
import type { ElectronApplication, Page } from 'playwright'
import { killTree, waitUntilGone } from './process-tree.ts'

const projectDir = resolve(import.meta.dirname, '../../..')
/**
 * Playwright's own helper, which it leaves out when it is given an executable: the program's `ready` waits until
 * Playwright is connected. Without it a window in the middle of its first navigation makes the connection hang.
 */
const READY_HOLDER = join(
  dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
)
const START_TIMEOUT_MS = 60_000
const CLOSE_TIMEOUT_MS = 20_000

/** How to start the built app on this machine, as `ensureRuntime` and `ensureDisplay` found it. */
export type LaunchEnvironment = {
  readonly electronPath: string
  readonly argsBeforeApp: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export type LaunchOptions = {
  /** The profile's folder; without it a new one in the system's temporary folder, removed by `close`. */
  readonly userDataDir?: string
  readonly env?: Readonly<Record<string, string>>
  /** Folder of the app to start; without it the built studio. */
  readonly appDir?: string
  /** Flags behind the app's folder. */
  readonly args?: readonly string[]
}

export type Studio = {
  readonly app: ElectronApplication
  /** The first window, loaded. */
  readonly window: Page
  readonly userDataDir: string
  /** Process id of the app's main process. */
  readonly processId: number
  /** `console.error` and uncaught errors of every window so far. */
  readonly consoleErrors: () => readonly string[]
  /** What the main process wrote to stdout and stderr so far. */
  readonly mainOutput: () => string
  /** Ends the app and everything it started at once, with no chance to tidy up. The profile stays. */
  readonly kill9: () => Promise<void>
  /** Ends the app as a person would; removes the profile when `launchStudio` made it. */
  readonly close: () => Promise<void>
}

/** Starts the built app (`out/`) in the real Electron and waits for its first window. */
export async function launchStudio(launch: LaunchEnvironment, options: LaunchOptions = {}): Promise<Studio> {
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'chainhub-studio-e2e-')))
  const app = await _electron.launch({
    executablePath: launch.electronPath,
    args: [
      ...launch.argsBeforeApp,
      '-r',
      READY_HOLDER,
      options.appDir ?? projectDir,
      `--user-data-dir=${userDataDir}`,
      ...(options.args ?? []),
    ],
    env: { ...definedVariables(process.env), ...launch.env, ...options.env },
    chromiumSandbox: !launch.argsBeforeApp.includes('--no-sandbox'),
    cwd: projectDir,
    // The program's own theme is what is looked at, not Playwright's.
    colorScheme: null,
    timeout: START_TIMEOUT_MS,
  })
  const mainOutput = collectOutput(app)
  const consoleErrors = collectConsoleErrors(app)
  const processId = app.process().pid ?? 0
  const kill9 = async (): Promise<void> => killTree(processId)
  try {
    const window = await studioWindow(app)
    await window.waitForLoadState('domcontentloaded')
    await slowDown(window)
    const close = (): Promise<void> => closeStudio(app, processId, options.userDataDir ? undefined : userDataDir)
    return { app, window, userDataDir, processId, consoleErrors, mainOutput, kill9, close }
  } catch (error) {
    await kill9()
    throw new Error(`The studio showed no window. It printed:\n${mainOutput()}`, { cause: error })
  }
}

/** The hidden window of the media worker may be the first; what a person sees is wanted. */
async function studioWindow(app: ElectronApplication): Promise<Page> {
  const isHidden = (page: Page): boolean => page.url().startsWith('app://media-worker/')
  let window = await app.firstWindow({ timeout: START_TIMEOUT_MS })
  while (isHidden(window)) {
    window =
      app.windows().find((page) => !isHidden(page)) ?? (await app.waitForEvent('window', { timeout: START_TIMEOUT_MS }))
  }
  return window
}

/** `E2E_SLOWDOWN=8` makes the first window's page eight times slower, which brings out tests that do not wait. */
async function slowDown(window: Page): Promise<void> {
  const rate = Number(process.env['E2E_SLOWDOWN'] ?? 1)
  if (!(rate > 1)) return
  const session = await window.context().newCDPSession(window)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

async function closeStudio(app: ElectronApplication, processId: number, ownProfile: string | undefined): Promise<void> {
  const closing = app.close().catch(() => undefined)
  await Promise.race([closing, waitUntilGone([processId], CLOSE_TIMEOUT_MS)])
  await killTree(processId)
  if (ownProfile) await rm(ownProfile, { recursive: true, force: true, maxRetries: 5 })
}

function collectOutput(app: ElectronApplication): () => string {
  let output = ''
  const collect = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  app.process().stdout?.on('data', collect)
  app.process().stderr?.on('data', collect)
  return () => output
}

function collectConsoleErrors(app: ElectronApplication): () => readonly string[] {
  const errors: string[] = []
  const watched = new WeakSet<Page>()
  const watch = (page: Page): void => {
    if (watched.has(page)) return
    watched.add(page)
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
    })
  }
  app.on('window', watch)
  for (const page of app.windows()) watch(page)
  return () => errors
}

function definedVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => {
      const [name, value] = entry
      // This would start Electron as plain Node.
      return value !== undefined && name !== 'ELECTRON_RUN_AS_NODE'
    }),
  )
}
