import { randomUUID } from 'node:crypto'
import { acceptTask, type GatewayContext, randomDigits, servedModel } from '../context'
import type { Recipe } from '../media/recipe'
import { type DemoTask, stateOf } from '../store/tasks'
import { type Fields, textField, textList } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import { storePicture } from './inputs'

/** Tasks of one key that run at once; later ones are queued. */
const RUNNING_AT_ONCE = 3

export interface Submission {
  readonly model: string
  readonly action: string
  readonly prompt: string
  readonly workSeconds: readonly [number, number]
  readonly image: Recipe | null
  readonly customId?: string
  readonly finalPrompt?: string
  readonly description?: string
  readonly parentId?: string
  readonly isWaitingForInput?: boolean
}

export function accept(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  submission: Submission,
): DemoTask {
  return acceptTask(context, request, {
    id: freshId(context),
    family: 'midjourney',
    action: submission.action,
    model: servedModel(submission.model, 'midjourney'),
    prompt: submission.prompt,
    workSeconds: submission.workSeconds,
    outputs: submission.image === null ? {} : { image: submission.image },
    details: {
      hash: randomUUID(),
      botType: textField(fields, 'botType'),
      state: textField(fields, 'state'),
      customId: submission.customId ?? '',
      finalPrompt: submission.finalPrompt ?? submission.prompt,
      description: submission.description ?? 'Submit success',
      parentId: submission.parentId ?? '',
    },
    ...(submission.isWaitingForInput === undefined ? {} : { isWaitingForInput: submission.isWaitingForInput }),
  })
}

/** Sixteen digits that begin with the time in milliseconds. */
function freshId(context: GatewayContext): string {
  let id = ''
  do id = `${Date.now()}${randomDigits(3)}`
  while (context.tasks.findAny(id) !== null)
  return id
}

/** The answer to an accepted submit: code 1, or 22 when others of the same key have to finish first. */
export function submitReply(context: GatewayContext, request: GatewayRequest, task: DemoTask): Reply {
  const now = Date.now()
  const ahead = context.tasks.all().filter((other) => {
    const { phase } = stateOf(other, now)
    return (
      other.family === 'midjourney' &&
      other.key === request.key &&
      other.id !== task.id &&
      (phase === 'queued' || phase === 'running')
    )
  }).length
  const account = { discordChannelId: '1300842676874379336', discordInstanceId: '1572398367386955776' }
  if (ahead < RUNNING_AT_ONCE) {
    return jsonReply({ code: 1, description: 'Submit success', result: task.id, properties: account })
  }
  const description = `排队中，前面还有${ahead}个任务`
  return jsonReply({ code: 22, description, result: task.id, properties: { ...account, numberOfQueues: ahead } })
}

/** The answer for words the service does not take; null for harmless ones. */
export function bannedReply(prompt: string): Reply | null {
  const bannedWord = /demo:(banned|blocked)/.exec(prompt)?.[0]
  if (bannedWord === undefined) return null
  return jsonReply({ code: 24, description: '可能包含敏感词', properties: { promptEn: prompt, bannedWord } })
}

/** Uploaded pictures of a `base64Array`, stored; throws the family's refusal for anything else. */
export async function storeAll(context: GatewayContext, fields: Fields): Promise<string[]> {
  const stored: string[] = []
  for (const text of textList(fields, 'base64Array')) {
    const blob = await storePicture(context, text).catch((error: unknown) => {
      if (error instanceof Refusal) throw new Refusal(400, 'bind_request_body_failed', 'base64Array格式错误')
      throw error
    })
    if (blob !== null) stored.push(blob)
  }
  return stored
}
