import { join } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import { utilityProcess, type UtilityProcess } from 'electron'
import { createLogger } from '../log/logger'

const log = createLogger('demo')

const START_TIMEOUT_MS = 15_000

export interface DemoAddress {
  readonly origin: string
  readonly demoKey: string
}

/** The embedded demo gateway: a process of its own, started when it is first needed. */
export interface DemoGatewayControl {
  readonly start: () => Promise<DemoAddress>
  readonly stop: () => void
}

export interface DemoProcessOptions {
  readonly outFolder: string
  /** Tasks and balance of the demo survive a restart here. */
  readonly dataFolder: string
  /** 1 for realistic waiting times, smaller for tests. */
  readonly timeScale: number
}

export function createDemoGatewayControl(options: DemoProcessOptions): DemoGatewayControl {
  let child: UtilityProcess | null = null
  let running: Promise<DemoAddress> | null = null
  const launch = (): Promise<DemoAddress> =>
    new Promise((resolve, reject) => {
      const started = utilityProcess.fork(join(options.outFolder, 'main', 'demo.js'), [], {
        serviceName: 'ChainHub demo gateway',
        stdio: 'pipe',
        env: {
          ...process.env,
          CHAINHUB_DEMO_OPTIONS: JSON.stringify({ dataDir: options.dataFolder, timeScale: options.timeScale }),
        },
      })
      child = started
      const timer = setTimeout(() => reject(startFailure('it did not answer in time')), START_TIMEOUT_MS)
      started.stderr?.on('data', (text: Buffer) =>
        log.warn('demo gateway says', { text: text.toString().slice(0, 2_000) }),
      )
      started.on('message', (message: unknown) => {
        if (!isReady(message)) return
        clearTimeout(timer)
        log.info('demo gateway is up', { origin: message.origin })
        resolve({ origin: message.origin, demoKey: message.demoKey })
      })
      started.on('exit', (code) => {
        clearTimeout(timer)
        if (child === started) {
          child = null
          running = null
        }
        log.info('demo gateway ended', { code })
        reject(startFailure(`it ended with code ${code}`))
      })
    })
  return {
    start: () => {
      running ??= launch().catch((error: unknown) => {
        running = null
        throw error
      })
      return running
    },
    stop: () => {
      child?.postMessage({ type: 'close' })
      child?.kill()
      child = null
      running = null
    },
  }
}

function startFailure(why: string): AppError {
  return new AppError({
    code: 'offline',
    message: `The demo gateway could not be started: ${why}.`,
    nextStep: 'retry',
    charge: 'not-charged',
  })
}

function isReady(message: unknown): message is { type: 'ready' } & DemoAddress {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'ready' &&
    'origin' in message &&
    typeof message.origin === 'string' &&
    'demoKey' in message &&
    typeof message.demoKey === 'string'
  )
}
