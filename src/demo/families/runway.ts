import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, outputUrl, seedFor, servedModel } from '../context'
import { type DemoTask, stateOf } from '../store/tasks'
import { choiceField, numberField, parseFields, requiredText, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { demoSeconds, frameOf } from './clip-inputs'
import { assertAllowed, storePicture } from './inputs'

const SHARED = { errors: 'openai', needsKey: true } as const

/** Runway's public API, passed through: submit and query. */
export const runwayRoutes: readonly Route[] = [
  { method: 'POST', path: '/runwayml/v1/image_to_video', ...SHARED, handle: create },
  { method: 'GET', path: '/runwayml/v1/tasks/{id}', ...SHARED, handle: query },
]

const RATIOS: Readonly<Record<string, readonly string[]>> = {
  // ChainHub's own example asks it for 1280:768.
  gen4_turbo: ['1280:720', '720:1280', '1104:832', '832:1104', '960:960', '1584:672', '1280:768'],
  gen3a_turbo: ['1280:768', '768:1280'],
}

async function create(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const name = textField(fields, 'model')
  const ratios = RATIOS[name]
  if (ratios === undefined)
    throw new Refusal(503, 'model_not_found', `分组 default 下模型 ${name} 无可用渠道（distributor）`)
  requiredText(fields, 'ratio')
  const [across = 1, down = 1] = choiceField(fields, 'ratio', ratios, '').split(':').map(Number)
  const prompt = textField(fields, 'promptText')
  if (prompt.length > 1000) throw new Refusal(400, 'invalid_request', 'promptText: Too big: expected at most 1000')
  assertAllowed(prompt)
  const seconds = numberField(fields, 'duration', 10)
  if (seconds !== 5 && seconds !== 10) throw new Refusal(400, 'invalid_request', 'duration: Invalid input')
  const source = await storePicture(context, requiredText(fields, 'promptImage', Number.MAX_SAFE_INTEGER))
  const asked = fields.seed === undefined ? undefined : numberField(fields, 'seed', 0)
  const task = acceptTask(context, request, {
    id: randomUUID(),
    family: 'runway',
    action: 'image_to_video',
    model: servedModel(`runwayml-${name}-${seconds}`, 'runway'),
    prompt,
    workSeconds: [20, 60],
    outputs: {
      video: {
        kind: 'clip',
        prompt,
        model: name,
        seed: seedFor(context, request, name, prompt, asked),
        seconds: demoSeconds(seconds),
        source,
        ...frameOf(across / down),
      },
    },
  })
  return jsonReply({ id: task.id })
}

function query(context: GatewayContext, request: GatewayRequest): Reply {
  const task = context.tasks.find('runway', request.params.id ?? '', request.key)
  if (task === null) throw new Refusal(404, 'task_not_exist', 'task_not_exist')
  return jsonReply(view(context, task))
}

function view(context: GatewayContext, task: DemoTask): object {
  const { phase, progress } = stateOf(task, Date.now())
  const shared = { id: task.id, createdAt: new Date(task.submittedAtMs).toISOString() }
  if (phase === 'failed') {
    return { ...shared, status: 'FAILED', failure: task.failReason, failureCode: 'SAFETY.INPUT.IMAGE' }
  }
  if (task.statusWord !== null) return { ...shared, status: task.statusWord }
  if (phase === 'succeeded') {
    return { ...shared, status: 'SUCCEEDED', output: [outputUrl(context, task, 'video', 'out.mp4')] }
  }
  return phase === 'running'
    ? { ...shared, status: 'RUNNING', progress: Math.round(progress * 1000) / 1000 }
    : { ...shared, status: 'PENDING' }
}
