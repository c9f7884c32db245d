import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import { isFields, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import { type Completion, wireUsage } from './chat-completion'
import { pieces, typingPause } from './chat-stream'
import { answerTalk } from './talk'

const USUAL_MAX_TOKENS = 16

/** `/v1/completions`: goes on with a text. */
export async function textCompletion(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'completions')
  const prompt = Array.isArray(fields.prompt) ? fields.prompt.join('\n') : textField(fields, 'prompt')
  if (prompt === '') throw new Refusal(400, 'invalid_request', 'field prompt is required')
  if (fields.messages !== undefined)
    throw new Refusal(400, 'invalid_request', 'Unrecognized request argument supplied: messages')
  const completion = answerTalk(context, request, {
    model: model.id,
    turns: [{ role: 'user', text: prompt, pictures: [], files: [] }],
    tools: [],
    toolChoice: 'none',
    maxTokens: numberField(fields, 'max_tokens', USUAL_MAX_TOKENS),
    thinks: false,
    searches: false,
    schema: null,
  })
  const { promptTokens, completionTokens } = completion.usage
  const isStream = fields.stream === true
  chargeCall(context, request, { model, inputTokens: promptTokens, outputTokens: completionTokens, isStream })
  const wantsUsage = isFields(fields.stream_options) && fields.stream_options.include_usage === true
  if (isStream) return eventReply(textEvents(context, completion, wantsUsage))
  await workTime(context, Math.min(20, 0.4 + completionTokens / 60))
  return jsonReply({
    ...head(completion),
    choices: [choice(completion.content, completion.finishReason)],
    usage: wireUsage(completion.usage),
  })
}

async function* textEvents(
  context: GatewayContext,
  completion: Completion,
  wantsUsage: boolean,
): AsyncGenerator<string> {
  const event = (value: object): string => `data: ${JSON.stringify({ ...head(completion), ...value })}\n\n`
  for (const piece of pieces(completion.content)) {
    await typingPause(context, piece)
    yield event({ choices: [choice(piece, null)] })
  }
  yield event({ choices: [choice('', completion.finishReason)] })
  if (wantsUsage) yield event({ choices: [], usage: wireUsage(completion.usage) })
  yield 'data: [DONE]\n\n'
}

const head = ({ id, created, model }: Completion): object => ({
  id: `cmpl-${id}`,
  object: 'text_completion',
  created,
  model,
})

const choice = (text: string, finishReason: string | null): object => ({
  index: 0,
  text,
  logprobs: null,
  finish_reason: finishReason,
})
