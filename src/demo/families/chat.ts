import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import { type Fields, isFields, listField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { type Completion, wireUsage } from './chat-completion'
import { chatEvents } from './chat-stream'
import { spokenEvents, spokenFormOf, spokenMessage } from './spoken-answer'
import { textCompletion } from './text-completion'
import { answerTalk, type Talk, type TalkFile, type Turn } from './talk'
import { answerWithClip, isClipModel } from './sora-chat'

export const chatRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/chat/completions', errors: 'openai', needsKey: true, handle: completeChat },
  { method: 'POST', path: '/v1/completions', errors: 'openai', needsKey: true, handle: textCompletion },
]

async function completeChat(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  if (isClipModel(fields)) return answerWithClip(context, request, fields)
  const model = servedModel(requiredModel(fields), 'openai')
  const messages = listField(fields, 'messages').filter(isFields)
  if (messages.length === 0) throw new Refusal(400, 'invalid_request', 'field messages is required')
  const spoken = spokenFormOf(fields)
  const completion = answerTalk(context, request, readTalk(fields, messages))
  const { promptTokens, completionTokens } = completion.usage
  const isStream = fields.stream === true
  chargeCall(context, request, { model, inputTokens: promptTokens, outputTokens: completionTokens, isStream })
  if (isStream) {
    const written = (): AsyncGenerator<string> => chatEvents(context, completion, wantsUsage(fields))
    return eventReply(spoken === null ? written() : spokenEvents(context, completion, spoken))
  }
  await workTime(context, Math.min(20, 0.4 + completionTokens / 60))
  return jsonReply(wholeAnswer(completion, spoken === null ? null : await spokenMessage(context, completion, spoken)))
}

function requiredModel(fields: Fields): string {
  const model = textField(fields, 'model')
  if (model === '') throw new Refusal(400, 'invalid_request', 'field model is required')
  return model
}

function wantsUsage(fields: Fields): boolean {
  return isFields(fields.stream_options) && fields.stream_options.include_usage === true
}

function readTalk(fields: Fields, messages: readonly Fields[]): Talk {
  assertToolsAnswered(messages)
  const model = textField(fields, 'model')
  const format = isFields(fields.response_format) ? fields.response_format : {}
  const schema = isFields(format.json_schema) ? format.json_schema.schema : null
  const asksToThink = isFields(fields.thinking) && fields.thinking.type === 'enabled'
  return {
    model,
    turns: messages.map(turnOf),
    tools: listField(fields, 'tools').filter(isFields),
    toolChoice: fields.tool_choice,
    maxTokens: numberField(fields, 'max_completion_tokens', numberField(fields, 'max_tokens', Number.MAX_SAFE_INTEGER)),
    thinks: asksToThink || /reason|thinking|^o\d/.test(model) || textField(fields, 'reasoning_effort') === 'high',
    searches: isFields(fields.web_search_options),
    schema: schema ?? null,
  }
}

function turnOf(message: Fields): Turn {
  const role = textField(message, 'role')
  return {
    role: role === 'user' || role === 'assistant' || role === 'tool' ? role : 'system',
    text: textOf(message),
    pictures: picturesOf(message),
    files: filesOf(message),
  }
}

/** The vendor refuses a talk in which a call has no answer, or an answer no call. */
function assertToolsAnswered(messages: readonly Fields[]): void {
  const open = new Set<string>()
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.delete(textField(message, 'tool_call_id')))
        throw new Refusal(
          400,
          'invalid_request',
          "messages with role 'tool' must be a response to a preceding message with 'tool_calls'.",
        )
      continue
    }
    if (open.size > 0) break
    for (const call of listField(message, 'tool_calls').filter(isFields)) open.add(textField(call, 'id'))
  }
  if (open.size === 0) return
  throw new Refusal(
    400,
    'invalid_request',
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (No tool output found for ${[...open].join(', ')})`,
  )
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

function filesOf(message: Fields): TalkFile[] {
  return listField(message, 'content')
    .filter(isFields)
    .flatMap((part) => {
      if (isFields(part.input_audio)) return [{ mime: 'audio', base64: textField(part.input_audio, 'data') }]
      if (!isFields(part.file)) return []
      const data = /^data:([^;]+);base64,(.*)$/s.exec(textField(part.file, 'file_data'))
      if (data === null) throw new Refusal(400, 'invalid_request', "Invalid value: 'file_data' must be a data URI.")
      return [{ mime: data[1] ?? '', base64: data[2] ?? '' }]
    })
}

function wholeAnswer(completion: Completion, spokenAnswer: object | null): object {
  const { toolCall, usage, search } = completion
  const annotations = search?.results.map(({ url, title }) => ({
    type: 'url_citation',
    url_citation: { start_index: 0, end_index: 1, url, title },
  }))
  const message = {
    role: 'assistant',
    content: toolCall === null ? completion.content : null,
    refusal: null,
    ...(annotations === undefined ? {} : { annotations }),
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
    id: `chatcmpl-${completion.id}`,
    object: 'chat.completion',
    created: completion.created,
    model: completion.model,
    system_fingerprint: 'fp_demo',
    choices: [{ index: 0, message: spokenAnswer ?? message, logprobs: null, finish_reason: completion.finishReason }],
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
