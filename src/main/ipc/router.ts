import type { Contract } from '@shared/contracts/contract'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import { fail, type Result, succeed } from '@shared/lib/result'
import type { IpcMainInvokeEvent } from 'electron'
import { createLogger } from '../log/logger'
import type { Caller } from './handler'
import { type SenderGate, senderRefusal } from './sender-gate'
import { exceedsSize } from './payload-size'

const log = createLogger('ipc')

/** Larger than any form with a 1 MB prompt, far smaller than what could exhaust memory. */
const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024

export type RouteHandlers = Readonly<Record<string, (request: unknown, caller: Caller) => Promise<unknown>>>

export interface RouterOptions {
  readonly routes: Contract
  readonly handlers: RouteHandlers
  readonly gate: SenderGate
}

/**
 * The one door for requests: sender, size, route, shape, then one handler. Answers are data, because errors
 * thrown over IPC lose their code.
 */
export function createRouter(options: RouterOptions) {
  for (const route of Object.keys(options.routes)) {
    if (!options.handlers[route]) throw new Error(`No handler for ${route}`)
  }
  return async (event: IpcMainInvokeEvent, route: unknown, payload: unknown): Promise<Result<unknown, Failure>> => {
    const refusal = senderRefusal(event, options.gate)
    if (refusal) return refuse('forbidden-sender', refusal, route)
    if (exceedsSize(payload, MAX_PAYLOAD_BYTES)) return refuse('too-large', 'The request is too large.', route)
    if (typeof route !== 'string' || !Object.hasOwn(options.routes, route)) {
      return refuse('invalid-request', 'There is no such request.', route)
    }
    const parsed = options.routes[route]!.request.safeParse(payload)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return refuse(
        'invalid-request',
        `The request is not valid: ${issue?.path.join('.') || 'value'}: ${issue?.message ?? ''}`,
        route,
      )
    }
    try {
      return succeed(await options.handlers[route]!(parsed.data, { windowId: event.sender.id }))
    } catch (error) {
      if (!(error instanceof AppError)) log.error(`handler failed: ${route}`, error)
      return fail(toFailure(error))
    }
  }
}

function refuse(
  code: 'forbidden-sender' | 'too-large' | 'invalid-request',
  message: string,
  route: unknown,
): Result<unknown, Failure> {
  log.warn('request refused', { code, message, route: typeof route === 'string' ? route.slice(0, 100) : typeof route })
  return fail({ code, message, nextStep: 'none' })
}
