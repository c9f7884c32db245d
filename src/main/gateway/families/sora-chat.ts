import type { OperationSpec } from '@shared/catalog/types'
import type { FamilyAdapter, GatewayAnswer, SubmitReading } from '../types'
import { emptyAnswer, errorInside, unreadableAnswer } from './family-failures'
import { at, listOf } from './read'

/** Sora as a chat model: the whole answer is a text, streamed or not, and the clip is a link in it. */
export const soraChatAdapter: FamilyAdapter = { family: 'sora-chat', readSubmit }

const CLIP_LINK = /https?:\/\/[^\s<>"'()[\]`]+?\.mp4(?:\?[^\s<>"'()[\]`]*)?(?=[\s<>"'()[\]`]|$)/i
/** A link to Sora's own page has no place in an excerpt; what stands behind the last step is the reason. */
const LAST_STEP = /[\s\S]*(?:进度|排队中|生成中)[^\n]*\n?/

function readSubmit(answer: GatewayAnswer, _operation: OperationSpec, _modelId: string, prompt = ''): SubmitReading {
  const failure = errorInside(answer.json)
  if (failure !== null) return { kind: 'failed', failure }
  const text = textOf(answer)
  if (text === null) return { kind: 'failed', failure: unreadableAnswer(answer) }
  const url = CLIP_LINK.exec(text)?.[0]
  if (url === undefined) return { kind: 'failed', failure: emptyAnswer(text.replace(LAST_STEP, '').trim(), text) }
  const params = { earlier_prompt: prompt === '' ? askedIn(text) : prompt, earlier_answer: text }
  const change = {
    label: 'Change it',
    operationId: 'sora.chat.continue',
    params,
    settled: ['earlier_prompt', 'earlier_answer'],
  }
  return { kind: 'completed', outputs: [{ media: 'video', source: { kind: 'url', url } }], followUps: [change] }
}

/** The text of a whole answer, or of all events of a stream; null where there is none. */
function textOf({ json, bytes, contentType }: GatewayAnswer): string | null {
  const whole = contentOf(json, 'message')
  if (whole !== '') return whole
  const raw = new TextDecoder().decode(bytes)
  if (!/event-stream/i.test(contentType) && !/^\s*data:/.test(raw)) return null
  const text = raw
    .split(/\r?\n/)
    .map((line) => /^data:\s?(.*)$/.exec(line)?.[1] ?? '')
    .map((data) => contentOf(parsed(data), 'delta'))
    .join('')
  return text === '' ? null : text
}

function contentOf(json: unknown, part: 'delta' | 'message'): string {
  const content = at(listOf(at(json, 'choices'))[0], part, 'content')
  return typeof content === 'string' ? content : ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The request as the model understood it stands at the head of its answer. */
function askedIn(text: string): string {
  const block = /```json\s*([\s\S]*?)```/.exec(text)?.[1]
  const prompt = block === undefined ? undefined : at(parsed(block), 'prompt')
  return typeof prompt === 'string' ? prompt : ''
}
