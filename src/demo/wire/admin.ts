import { ZodError } from 'zod'
import type { GatewayContext } from '../context'
import type { DemoTask } from '../store/tasks'
import { numberField, parseFields, textField } from './fields'
import type { GatewayRequest } from './gateway-request'
import type { HeldReplies } from './held-replies'
import { Refusal } from './refusal'
import { jsonReply, type Reply } from './reply'
import type { Handler, Route } from './router'

function admin(method: string, path: string, handle: Handler): Route {
  return { method, path: `/__demo/${path}`, errors: 'console', needsKey: false, handle }
}

/** Routes by which tests look into the gateway and steer it. */
export function adminRoutes(held: HeldReplies): readonly Route[] {
  return [
    admin('GET', 'ledger', showLedger),
    admin('GET', 'requests', (context) => jsonReply(context.log.report())),
    admin('GET', 'faults', (context) => jsonReply({ faults: context.faults.list() })),
    admin('POST', 'faults', addFault),
    admin('DELETE', 'faults', (context) => {
      context.faults.clear()
      return jsonReply({ ok: true })
    }),
    admin('GET', 'tasks', (context) => jsonReply({ tasks: context.tasks.all() })),
    admin('POST', 'tasks/{id}', steerTask),
    admin('POST', 'accounts', setAccount),
    admin('POST', 'links/expire', (context) => jsonReply({ expired: context.links.expireAll() })),
    admin('GET', 'held', () => jsonReply({ held: held.list() })),
    admin('POST', 'release', (_context, request) => jsonReply({ released: held.release(releasedId(request)) })),
  ]
}

function showLedger(context: GatewayContext): Reply {
  // Looking at the tasks settles those that have failed meanwhile.
  context.tasks.all()
  return jsonReply({ charges: context.ledger.all() })
}

function releasedId(request: GatewayRequest): string | undefined {
  if (request.body.length === 0) return undefined
  const id = textField(parseFields(request.body), 'id')
  return id === '' ? undefined : id
}

function addFault(context: GatewayContext, request: GatewayRequest): Reply {
  try {
    return jsonReply({ id: context.faults.add(parseFields(request.body)) })
  } catch (error) {
    if (error instanceof ZodError) throw new Refusal(400, 'bad_fault', error.message)
    throw error
  }
}

function steerTask(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.findAny(request.params.id ?? '')
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  const fields = parseFields(request.body)
  context.tasks.save(steered(task, textField(fields, 'do'), textField(fields, 'word'), textField(fields, 'reason')))
  return jsonReply({ task: context.tasks.findAny(task.id) })
}

function steered(task: DemoTask, what: string, word: string, reason: string): DemoTask {
  const now = Date.now()
  const done = { startsAtMs: Math.min(task.startsAtMs, now), finishesAtMs: now, statusWord: null }
  switch (what) {
    case 'finish':
      return { ...task, ...done, outcome: 'success' }
    case 'fail':
      return { ...task, ...done, outcome: 'fail', failReason: reason === '' ? task.failReason : reason }
    case 'never':
      return { ...task, outcome: 'never', startsAtMs: Math.min(task.startsAtMs, now) }
    case 'status-word':
      return { ...task, statusWord: word === '' ? null : word }
    default:
      throw new Refusal(400, 'bad_request_body', "do must be 'finish', 'fail', 'never' or 'status-word'")
  }
}

function setAccount(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  const account = context.accounts.get(textField(fields, 'key'))
  const limit = fields.keyLimitUsd
  const next = {
    ...account,
    balanceUsd: numberField(fields, 'balanceUsd', account.balanceUsd),
    usedUsd: numberField(fields, 'usedUsd', account.usedUsd),
    isEnabled: typeof fields.isEnabled === 'boolean' ? fields.isEnabled : account.isEnabled,
    keyLimitUsd: limit === null || typeof limit === 'number' ? limit : account.keyLimitUsd,
  }
  context.accounts.set(next)
  return jsonReply({ account: next })
}
