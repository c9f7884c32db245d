import { randomBytes } from 'node:crypto'
import { chargeCall, type GatewayContext, seedFor, servedModel, workTime } from '../context'
import type { ClipRecipe } from '../media/recipe'
import { checkFields } from '../wire/field-check'
import { type Fields, isFields, listField, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import { assertAllowed, storePicture } from './inputs'

/** Chat models that answer with a clip. */
export function isClipModel(fields: Fields): boolean {
  return /^sora-2(?:-pro)?$/.test(textField(fields, 'model'))
}

const NUMBER = { type: 'number' } as const

/** A talk in which the last words of the user order a clip; the answer is a text that ends with links to it. */
export async function answerWithClip(context: GatewayContext, request: GatewayRequest, fields: Fields): Promise<Reply> {
  const { messages: _messages, ...settings } = fields
  checkFields(settings, {
    model: { type: 'text', isRequired: true },
    stream: { type: 'boolean', isRequired: true },
    max_tokens: NUMBER,
    temperature: NUMBER,
    top_p: NUMBER,
    n: NUMBER,
    presence_penalty: NUMBER,
    frequency_penalty: NUMBER,
    user: { type: 'text' },
  })
  const model = servedModel(textField(fields, 'model'), 'openai-video')
  const turns = listField(fields, 'messages').filter(isFields)
  const asked = contentOf(turns.at(-1))
  if (asked.text.trim() === '') throw new Refusal(400, 'invalid_request', 'messages: the last one holds no text')
  assertAllowed(asked.text)
  const earlier = turns.length > 1 ? earlierClip(turns) : ''
  const source = asked.link === '' ? null : await storePicture(context, asked.link)
  const seed = seedFor(context, request, model.id, asked.text)
  const isPortrait = /portrait|vertical/i.test(asked.text)
  const clip: ClipRecipe = {
    kind: 'clip',
    prompt: `${earlier} ${asked.text}`.trim(),
    model: model.id,
    seed,
    width: isPortrait ? 360 : 640,
    height: isPortrait ? 640 : 360,
    seconds: 4,
    source,
  }
  chargeCall(context, request, { model, isStream: fields.stream === true })
  const taskId = `task_01${randomBytes(12).toString('hex')}`
  const link = (name: string, recipe: Parameters<typeof context.links.pathFor>[2]): string =>
    `${context.origin}${context.links.pathFor(`sora-chat/${taskId}/${name}`, name, recipe)}`
  const isRefused = asked.text.includes('demo:fail')
  const last = isRefused
    ? '\n\n> 生成失败 ❌\nThe content was flagged by the safety check.'
    : `\n\n> 生成完成 ✅\n> sid: s_${taskId.slice(5)}\n\n![cover](${link('t.png', { kind: 'poster', of: clip })})\n[在线播放▶️](${link('v.mp4', clip)})`
  const parts = [...stepsOf(taskId, asked.text, isPortrait), last]
  if (fields.stream === true) return eventReply(eventsOf(context, model.id, parts))
  return jsonReply({
    id: `chatcmpl-${taskId}`,
    object: 'chat.completion',
    model: model.id,
    choices: [{ index: 0, message: { role: 'assistant', content: parts.join('') }, finish_reason: 'stop' }],
  })
}

function stepsOf(taskId: string, prompt: string, isPortrait: boolean): readonly string[] {
  const request = JSON.stringify({ prompt, orientation: isPortrait ? 'portrait' : 'landscape' }, null, 2)
  const pages = `[数据预览](https://asyncdata.net/web/${taskId}) | [原始数据](https://asyncdata.net/source/${taskId})`
  return [
    `\`\`\`json\n${request}\n\`\`\``,
    `\n\n> ID: \`${taskId}\`\n>${pages}\n> 排队中`,
    '..',
    '\n> 生成中',
    '\n\n>🏃 进度 36..',
    '61..',
    '81..',
  ]
}

async function* eventsOf(context: GatewayContext, model: string, parts: readonly string[]): AsyncGenerator<string> {
  const chunk = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({ id: 'chatcmpl-x', object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`
  yield chunk({ role: 'assistant', content: '' }, null)
  for (const content of parts) {
    await workTime(context, 4)
    yield chunk({ content }, null)
  }
  yield chunk({}, 'stop')
  yield 'data: [DONE]\n\n'
}

function contentOf(turn: Fields | undefined): { readonly text: string; readonly link: string } {
  if (turn === undefined) return { text: '', link: '' }
  const whole = textField(turn, 'content')
  if (whole !== '') return { text: whole, link: '' }
  const parts = listField(turn, 'content').filter(isFields)
  const image = parts.find((part) => part.type === 'image_url')?.image_url
  return {
    text: textField(parts.find((part) => part.type === 'text') ?? {}, 'text'),
    link: isFields(image) ? textField(image, 'url') : '',
  }
}

/** The clip to change is known by the text of the earlier answer, which has to come back unchanged. */
function earlierClip(turns: readonly Fields[]): string {
  const answer = turns.findLast((turn) => turn.role === 'assistant')
  const text = contentOf(answer).text
  if (!/ID:\s*`task_[a-z0-9]+`/.test(text) || !/\.mp4\)/.test(text)) {
    throw new Refusal(400, 'invalid_request', 'the earlier answer holds no video')
  }
  return contentOf(turns[0]).text
}
