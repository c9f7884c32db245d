import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import { pictureSize, sniffPicture } from '../media/pixels'
import { hashText } from '../store/random'
import { type Fields, isFields, listField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { type Completion, wireUsage } from './chat-completion'
import { type Question, writeAnswer, writeReasoning } from './chat-answer'
import { chatEvents } from './chat-stream'
import { chooseTool } from './chat-tools'
import { assertAllowed, countTokens } from './inputs'

export const chatRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/chat/completions', errors: 'openai', needsKey: true, handle: completeChat },
]

const MAX_PROMPT_CHARACTERS = 4_000_000
const PICTURE_TOKENS = 765

async function completeChat(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(requiredModel(fields), 'openai')
  const messages = listField(fields, 'messages').filter(isFields)
  if (messages.length === 0) throw new Refusal(400, 'invalid_request', 'field messages is required')
  const completion = complete(context, request, fields, messages)
  const { promptTokens, completionTokens } = completion.usage
  const isStream = fields.stream === true
  chargeCall(context, request, { model, inputTokens: promptTokens, outputTokens: completionTokens, isStream })
  if (isStream) return eventReply(chatEvents(context, completion, wantsUsage(fields)))
  await workTime(context, Math.min(20, 0.4 + completionTokens / 60))
  return jsonReply(wholeAnswer(completion))
}

function requiredModel(fields: Fields): string {
  const model = textField(fields, 'model')
  if (model === '') throw new Refusal(400, 'invalid_request', 'field model is required')
  return model
}

function wantsUsage(fields: Fields): boolean {
  return isFields(fields.stream_options) && fields.stream_options.include_usage === true
}

/** Works out the whole answer before the first byte is sent, so that its cost is known when it is charged. */
function complete(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  messages: readonly Fields[],
): Completion {
  const model = textField(fields, 'model')
  const question = readQuestion(context, request, model, messages)
  assertAllowed(question.text)
  const last = messages.at(-1)
  const toolCall =
    last?.role === 'tool' ? null : chooseTool(fields, question.text, `call_${request.bodySha256.slice(0, 12)}`)
  const reasoning = /reason|thinking|^o\d/.test(model) ? writeReasoning(question) : ''
  const text = toolCall === null ? writeAnswer(question) : ''
  const limit = numberField(fields, 'max_completion_tokens', numberField(fields, 'max_tokens', Number.MAX_SAFE_INTEGER))
  const room = Math.max(0, limit - countTokens(reasoning))
  const isCut = countTokens(text) > room
  const content = isCut ? text.slice(0, room * 4) : text
  const reasoningTokens = reasoning === '' ? 0 : countTokens(reasoning)
  const promptTokens = messages.reduce(
    (sum, message) => sum + 4 + countTokens(textOf(message)) + picturesOf(message).length * PICTURE_TOKENS,
    0,
  )
  return {
    id: `chatcmpl-${request.id}`,
    created: Math.floor(Date.now() / 1000),
    model,
    reasoning,
    content,
    toolCall,
    finishReason: toolCall !== null ? 'tool_calls' : isCut ? 'length' : 'stop',
    usage: {
      promptTokens,
      completionTokens: reasoningTokens + countTokens(content + (toolCall?.arguments ?? '')),
      reasoningTokens,
    },
  }
}

function readQuestion(
  context: GatewayContext,
  request: GatewayRequest,
  model: string,
  messages: readonly Fields[],
): Question {
  const users = messages.filter((message) => message.role === 'user')
  const last = users.at(-1)
  if (last === undefined) throw new Refusal(400, 'invalid_request', 'messages must contain a user message')
  const text = textOf(last)
  const pictures = picturesOf(last)
  if (text.trim() === '' && pictures.length === 0)
    throw new Refusal(400, 'invalid_request', 'messages: text content blocks must be non-empty')
  if (text.length > MAX_PROMPT_CHARACTERS) {
    throw new Refusal(
      400,
      'context_length_exceeded',
      "This model's maximum context length is 1047576 tokens. Please reduce the length of the messages.",
    )
  }
  const counter = `chat ${request.key} ${model} ${hashText(JSON.stringify(messages))}`
  const variant = context.journal.get<number>('counters', counter) ?? 0
  context.journal.put('counters', counter, variant + 1)
  return { text, model, pictures: pictures.map(describePicture), turns: users.length, variant, seed: context.seed }
}

function textOf(message: Fields): string {
  if (typeof message.content === 'string') return message.content
  return listField(message, 'content')
    .filter(isFields)
    .map((part) => textField(part, 'text'))
    .join('\n')
}

function picturesOf(message: Fields): string[] {
  return listField(message, 'content')
    .filter(isFields)
    .filter((part) => part.type === 'image_url')
    .map((part) => (isFields(part.image_url) ? textField(part.image_url, 'url') : textField(part, 'image_url')))
}

function describePicture(url: string): string {
  const base64 = /^data:[\w/.+-]+;base64,(.*)$/s.exec(url)?.[1]
  if (base64 === undefined) return 'by link'
  const bytes = Buffer.from(base64, 'base64')
  if (sniffPicture(bytes) === null)
    throw new Refusal(
      400,
      'invalid_image_format',
      'You uploaded an unsupported image. Please make sure your image is valid.',
    )
  const size = pictureSize(bytes)
  return size === null ? (sniffPicture(bytes)?.toUpperCase() ?? '') : `${size.width} × ${size.height} px`
}

function wholeAnswer(completion: Completion): object {
  const { toolCall, usage } = completion
  const message = {
    role: 'assistant',
    content: toolCall === null ? completion.content : null,
    refusal: null,
    ...(completion.reasoning === '' ? {} : { reasoning_content: completion.reasoning }),
    ...(toolCall === null
      ? {}
      : {
          tool_calls: [
            { id: toolCall.id, type: 'function', function: { name: toolCall.name, arguments: toolCall.arguments } },
          ],
        }),
  }
  return {
    id: completion.id,
    object: 'chat.completion',
    created: completion.created,
    model: completion.model,
    system_fingerprint: 'fp_demo',
    choices: [{ index: 0, message, logprobs: null, finish_reason: completion.finishReason }],
    usage: {
      ...wireUsage(usage),
      prompt_tokens_details: { cached_tokens: 0, text_tokens: usage.promptTokens, audio_tokens: 0, image_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: usage.reasoningTokens,
        text_tokens: usage.completionTokens - usage.reasoningTokens,
        audio_tokens: 0,
      },
    },
  }
}
