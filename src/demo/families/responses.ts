import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import { type Fields, isFields, listField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, type Members } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { responseEvents, responseObject } from './responses-events'
import { answerTalk, type Talk, type TalkFile, type Turn } from './talk'

export const responsesRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/responses', errors: 'openai', needsKey: true, handle: createResponse },
]

const BODY: Members = {
  model: 'text',
  input: 'any',
  instructions: 'text?',
  stream: 'boolean?',
  tools: 'list?',
  tool_choice: 'any?',
  parallel_tool_calls: 'boolean?',
  reasoning: 'object?',
  text: 'object?',
  max_output_tokens: 'whole?',
  temperature: 'number?',
  top_p: 'number?',
  store: 'boolean?',
  previous_response_id: 'text?',
  metadata: 'object?',
  include: 'list?',
  truncation: 'text?',
  user: 'text?',
}
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh']

async function createResponse(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'openai')
  assertMembers(fields, BODY)
  assertReasoning(fields, model.id)
  const completion = answerTalk(context, request, readTalk(fields, model.id))
  const { promptTokens, completionTokens } = completion.usage
  const isStream = fields.stream === true
  chargeCall(context, request, { model, inputTokens: promptTokens, outputTokens: completionTokens, isStream })
  if (isStream) return eventReply(responseEvents(context, completion))
  await workTime(context, Math.min(20, 0.4 + completionTokens / 60))
  return jsonReply(responseObject(completion))
}

function assertReasoning(fields: Fields, model: string): void {
  const effort = isFields(fields.reasoning) ? textField(fields.reasoning, 'effort') : ''
  if (effort !== '' && !EFFORTS.includes(effort))
    throw new Refusal(400, 'invalid_value', `Invalid value: '${effort}'. Supported values are: ${EFFORTS.join(', ')}.`)
  if (/^(?:gpt-5|o\d)/.test(model) && typeof fields.temperature === 'number' && fields.temperature !== 1)
    throw new Refusal(
      400,
      'unsupported_parameter',
      "Unsupported parameter: 'temperature' is not supported with this model.",
    )
}

function readTalk(fields: Fields, model: string): Talk {
  const tools = listField(fields, 'tools').filter(isFields)
  const instructions = textField(fields, 'instructions')
  const format = isFields(fields.text) && isFields(fields.text.format) ? fields.text.format : {}
  return {
    model,
    turns: [
      ...(instructions === '' ? [] : [{ role: 'system', text: instructions, pictures: [], files: [] } as const]),
      ...turnsOf(fields.input),
    ],
    tools: tools.filter(({ type }) => type === 'function').map((tool) => ({ function: functionOf(tool) })),
    toolChoice: isFields(fields.tool_choice) ? { function: { name: fields.tool_choice.name } } : fields.tool_choice,
    maxTokens: numberField(fields, 'max_output_tokens', Number.MAX_SAFE_INTEGER),
    thinks: isFields(fields.reasoning) && fields.reasoning.summary !== undefined,
    searches: tools.some(({ type }) => typeof type === 'string' && type.startsWith('web_search')),
    schema: format.type === 'json_schema' ? format.schema : null,
  }
}

function functionOf(tool: Fields): Fields {
  assertMembers(
    tool,
    { type: 'text', name: 'text', description: 'text?', parameters: 'object?', strict: 'boolean?' },
    'tools[0].',
  )
  return tool
}

function turnsOf(input: unknown): readonly Turn[] {
  if (typeof input === 'string') return [{ role: 'user', text: input, pictures: [], files: [] }]
  if (!Array.isArray(input)) throw new Refusal(400, 'invalid_type', "Invalid type for 'input'.")
  const items = input.filter(isFields)
  assertCallsAnswered(items)
  return items.flatMap(turnsOfItem)
}

function assertCallsAnswered(items: readonly Fields[]): void {
  const answered = new Set(items.filter(({ type }) => type === 'function_call_output').map((item) => item.call_id))
  const open = items.find(({ type, call_id: id }) => type === 'function_call' && !answered.has(id))
  if (open) throw new Refusal(400, 'invalid_request', `No tool output found for function call ${String(open.call_id)}.`)
}

function turnsOfItem(item: Fields): readonly Turn[] {
  if (item.type === 'function_call_output') {
    return [{ role: 'tool', text: textField(item, 'output'), pictures: [], files: [] }]
  }
  const role = textField(item, 'role')
  if (role !== 'user' && role !== 'assistant' && role !== 'system' && role !== 'developer') return []
  const parts = listField(item, 'content').filter(isFields)
  assertParts(parts, role)
  const text = typeof item.content === 'string' ? item.content : parts.map((part) => textField(part, 'text')).join('\n')
  const pictures = parts.filter(({ type }) => type === 'input_image').map((part) => textField(part, 'image_url'))
  return [{ role: role === 'developer' ? 'system' : role, text, pictures, files: parts.flatMap(fileOf) }]
}

/** What a person says and what the model said are parts of different kinds. */
function assertParts(parts: readonly Fields[], role: string): void {
  const wrong = parts.find(({ type }) => (type === 'output_text') !== (role === 'assistant'))
  if (wrong)
    throw new Refusal(400, 'invalid_value', `Invalid value: '${String(wrong.type)}' for a message of the ${role}.`)
}

function fileOf(part: Fields): readonly TalkFile[] {
  if (part.type !== 'input_file') return []
  const data = /^data:([^;]+);base64,(.*)$/s.exec(textField(part, 'file_data'))
  return data === null ? [] : [{ mime: data[1] ?? '', base64: data[2] ?? '' }]
}
