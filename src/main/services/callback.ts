import type { CallbackState } from '@shared/contracts/callback'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError, type Failure } from '@shared/domain/app-error'
import { saveSetting } from '../db/commands/settings'
import type { Database } from '../db/database'
import { findPollingTask } from '../db/queries/generation'
import { loadSetting } from '../db/queries/settings'
import { callbackPath, type CallbackServer, type CallbackServerOptions } from '../gateway/callback-server'
import { createLogger, detach } from '../log/logger'

const log = createLogger('callback')

export interface CallbackServiceOptions {
  readonly db: Database
  readonly newSecret: () => string
  readonly startServer: (options: CallbackServerOptions) => Promise<CallbackServer>
  /** Asks the gateway about a task now instead of later. */
  readonly checkNow: (taskId: string) => Promise<unknown>
}

export type CallbackService = ReturnType<typeof createCallbackService>

type Choice = RouteParsedRequest<'callback.set'>

interface Stored extends Choice {
  readonly secret: string
}

const KEY = 'studio.callback'
const DEFAULT_PORT = 47_311

/** Vendors' notices as an opt-in: they wake the poller and say nothing that is believed. */
export function createCallbackService(options: CallbackServiceOptions) {
  const { db } = options
  let server: CallbackServer | null = null
  let failure: Failure | null = null

  const load = async (): Promise<Stored> => readStored(await loadSetting(db, KEY), options.newSecret)

  const wake = async (remoteId: string): Promise<void> => {
    const taskId = await findPollingTask(db, remoteId)
    if (taskId !== null) await options.checkNow(taskId)
  }

  const apply = async (stored: Stored): Promise<void> => {
    await server?.close()
    server = null
    failure = null
    if (!stored.isOn) return
    try {
      const { port, secret } = stored
      server = await options.startServer({ port, secret, onWake: (id) => detach(wake(id), 'ask after a notice') })
    } catch (error) {
      log.warn('the receiver of notices could not start', error)
      failure = { ...PORT_TAKEN, message: `Port ${stored.port} cannot be used on this machine. Choose another one.` }
    }
  }

  const urlOf = ({ secret, publicAddress }: Stored): string | null => {
    if (!server) return null
    const base = publicAddress === '' ? `http://127.0.0.1:${server.port}` : publicAddress.replace(/\/+$/, '')
    return `${base}${callbackPath(secret)}`
  }

  const stateOf = (stored: Stored): CallbackState => {
    const { isOn, port, publicAddress } = stored
    return { isOn, port, publicAddress, url: urlOf(stored), failure }
  }

  return {
    start: async (): Promise<void> => apply(await load()),
    stop: async (): Promise<void> => server?.close(),
    state: async (): Promise<CallbackState> => stateOf(await load()),
    /** What a request tells the vendor; null while nothing listens. */
    url: async (): Promise<string | null> => (server ? urlOf(await load()) : null),

    set: async (choice: Choice): Promise<CallbackState> => {
      if (db.readOnlyReason !== null)
        throw new AppError({ code: 'read-only', message: db.readOnlyReason, nextStep: 'none' })
      const stored = { ...choice, secret: (await load()).secret }
      await saveSetting(db, KEY, JSON.stringify(stored))
      await apply(stored)
      return stateOf(stored)
    },
  }
}

function readStored(json: string | null, newSecret: () => string): Stored {
  const fresh: Stored = { isOn: false, port: DEFAULT_PORT, publicAddress: '', secret: newSecret() }
  try {
    const stored = JSON.parse(json ?? 'null') as Partial<Stored> | null
    const isWhole = typeof stored?.secret === 'string' && stored.secret.length >= 32 && typeof stored.port === 'number'
    return isWhole ? { ...fresh, ...stored } : fresh
  } catch {
    return fresh
  }
}

const PORT_TAKEN: Failure = { code: 'conflict', message: '', nextStep: 'none' }
