import { chargeCall, type GatewayContext, seedFor, servedModel } from '../context'
import { pictureSize } from '../media/pixels'
import type { Recipe, StillRecipe } from '../media/recipe'
import { createRandom, hashText } from '../store/random'
import { type DemoTask, stateOf } from '../store/tasks'
import { parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import { storePicture } from './inputs'
import { pressNames, readPress } from './midjourney-buttons'
import { inpainted, isStill, parsePrompt, pressed, promptGrid, zoomedOut } from './midjourney-pictures'
import { accept, bannedReply, submitReply } from './midjourney-submit'
import { foundTask } from './midjourney-view'

/** A press on a button of a finished task. */
export function pressButton(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  const customId = textField(fields, 'customId')
  if (customId === '') throw new Refusal(400, 'custom_id_is_required', 'custom_id_is_required')
  const parent = foundTask(context, request, textField(fields, 'taskId'))
  if (stateOf(parent, Date.now()).phase !== 'succeeded')
    throw new Refusal(400, 'task_status_not_success', 'task_status_not_success')
  const press = readPress(customId)
  const picture = parent.outputs.image
  if (press === null || !customId.includes(String(parent.details.hash)) || !isStill(picture)) {
    throw new Refusal(400, `unknown_action:${customId}`, 'unknown_action')
  }
  const { words, aspect } = parsePrompt(parent.prompt)
  const again = promptGrid(words, aspect, seedFor(context, request, customId, parent.prompt), [])
  const isWaitingForInput = press.kind === 'inpaint' || press.kind === 'custom-zoom'
  const task = accept(context, request, fields, {
    ...pressNames(press),
    prompt: parent.prompt,
    workSeconds: press.kind === 'choose' ? [1, 3] : [4, 12],
    image: pressed(press, picture, again),
    customId,
    parentId: parent.id,
    isWaitingForInput,
  })
  if (!isWaitingForInput) return submitReply(context, request, task)
  const properties = { finalPrompt: parent.prompt, remix: press.kind === 'inpaint' }
  return jsonReply({ code: 21, description: 'Waiting for window confirm', result: task.id, properties })
}

/** The second half of a press that opened a window: what to paint where, or how far to zoom out. */
export async function confirmWindow(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const given = fields.taskId
  const task = foundTask(context, request, typeof given === 'number' ? String(given) : textField(fields, 'taskId'))
  if (!task.isWaitingForInput) throw new Refusal(400, 'task_status_not_success', 'task_status_not_success')
  const prompt = textField(fields, 'prompt') || task.prompt
  const banned = bannedReply(prompt)
  if (banned !== null) return banned
  const image = await confirmedPicture(context, request, task, prompt, textField(fields, 'maskBase64'))
  const chargeId = chargeCall(context, request, { model: servedModel('mj_modal', 'midjourney'), taskId: task.id })
  const random = createRandom(hashText(task.id, context.seed))
  const startsAtMs = Date.now() + random.between(0.3, 1.5) * 1000 * context.timeScale
  const confirmed: DemoTask = {
    ...task,
    chargeId,
    isWaitingForInput: false,
    startsAtMs,
    finishesAtMs: startsAtMs + random.between(4, 12) * 1000 * context.timeScale,
    outcome: prompt.includes('demo:fail') ? 'fail' : task.outcome,
    outputs: { ...task.outputs, image },
    details: { ...task.details, finalPrompt: prompt },
  }
  context.tasks.save(confirmed)
  return submitReply(context, request, confirmed)
}

async function confirmedPicture(
  context: GatewayContext,
  request: GatewayRequest,
  task: DemoTask,
  prompt: string,
  maskBase64: string,
): Promise<Recipe> {
  const parent = parentPicture(context, request, task)
  if (task.action === 'CUSTOM_ZOOM') {
    const factor = Number(/--zoom\s+([\d.]+)/.exec(prompt)?.[1] ?? 2)
    return zoomedOut(parent, Math.min(2, Math.max(1, factor || 2)))
  }
  if (maskBase64 === '') throw new Refusal(400, 'bind_request_body_failed', 'maskBase64 is required')
  const mask = await storePicture(context, maskBase64)
  const { bytes } = await context.kitchen.make(parent)
  const size = pictureSize(bytes) ?? { width: 512, height: 512 }
  return inpainted(context.blobs.put(bytes), mask, parsePrompt(prompt).words, hashText(task.id), size)
}

function parentPicture(context: GatewayContext, request: GatewayRequest, task: DemoTask): StillRecipe {
  const picture = foundTask(context, request, String(task.details.parentId)).outputs.image
  if (!isStill(picture)) throw new Refusal(400, 'task_not_found', 'task_not_found')
  return picture
}
