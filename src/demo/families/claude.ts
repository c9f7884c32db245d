import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import { type Fields, isFields, listField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, assertRange, type Members } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import type { Completion } from './chat-completion'
import { claudeBlocks, claudeEvents, type ClaudePart, claudeStopReason, claudeUsage, SEALED } from './claude-events'
import { answerTalk, type Talk, type TalkFile, type Turn } from './talk'

export const claudeRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/messages', errors: 'claude', needsKey: true, handle: createMessage },
]

const BODY: Members = {
  model: 'text',
  max_tokens: 'whole',
  messages: 'list',
  system: 'any?',
  stream: 'boolean?',
  temperature: 'number?',
  top_p: 'number?',
  top_k: 'whole?',
  stop_sequences: 'list?',
  tools: 'list?',
  tool_choice: 'object?',
  thinking: 'object?',
  output_format: 'object?',
  output_config: 'object?',
  metadata: 'object?',
  service_tier: 'text?',
}
const SCHEMA_BETA = 'structured-outputs-2025-11-13'

/** `/v1/messages` in the vendor's own words, as strict as the vendor. */
async function createMessage(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'openai')
  assertBody(fields, request)
  const completion = answerTalk(context, request, readTalk(fields, model.id))
  const part = partOf(completion, listField(fields, 'messages').filter(isFields))
  const { promptTokens, completionTokens } = completion.usage
  const isStream = fields.stream === true
  chargeCall(context, request, { model, inputTokens: promptTokens, outputTokens: completionTokens, isStream })
  if (isStream) return eventReply(claudeEvents(context, completion, part))
  await workTime(context, Math.min(20, 0.4 + completionTokens / 60))
  return jsonReply(wholeMessage(completion, part))
}

function assertBody(fields: Fields, request: GatewayRequest): void {
  if (request.headers['anthropic-version'] === undefined)
    throw new Refusal(400, 'invalid_request_error', 'anthropic-version: header is required')
  assertMembers(fields, BODY)
  assertRange(fields, 'temperature', 0, 1)
  assertRange(fields, 'max_tokens', 1, 200_000)
  assertThinking(fields)
  const beta = String(request.headers['anthropic-beta'] ?? '')
  if (fields.output_format !== undefined && !beta.includes(SCHEMA_BETA))
    throw new Refusal(400, 'invalid_request_error', 'output_format: Extra inputs are not permitted')
  for (const tool of listField(fields, 'tools').filter(isFields)) assertTool(tool)
  assertTurns(listField(fields, 'messages'))
}

/** `demo:pause` in a question with search: the turn is paused after the search, and has to come back as it was. */
function partOf(completion: Completion, messages: readonly Fields[]): ClaudePart {
  const last = messages.at(-1)
  if (last?.role !== 'assistant') {
    return completion.search !== null && textsOf(last?.content).includes('demo:pause') ? 'search' : 'whole'
  }
  const blocks = listField(last, 'content').filter(isFields)
  if (!blocks.some(({ type }) => type === 'server_tool_use')) return 'whole'
  if (!blocks.every((block) => isAsItWas(block, blocks))) {
    throw new Refusal(400, 'invalid_request_error', 'messages: blocks of a paused turn cannot be modified.')
  }
  return 'rest'
}

function isAsItWas(block: Fields, blocks: readonly Fields[]): boolean {
  switch (block.type) {
    case 'thinking':
      return block.signature === SEALED && textField(block, 'thinking') !== ''
    case 'server_tool_use':
      return isFields(block.input) && textField(block.input, 'query') !== ''
    case 'web_search_tool_result':
      return (
        blocks.some(({ type, id }) => type === 'server_tool_use' && id === block.tool_use_id) &&
        listField(block, 'content')
          .filter(isFields)
          .every(({ encrypted_content: sealed }) => sealed === SEALED)
      )
    default:
      return true
  }
}

function assertThinking(fields: Fields): void {
  if (!isFields(fields.thinking) || fields.thinking.type !== 'enabled') return
  const budget = numberField(fields.thinking, 'budget_tokens', 0)
  if (budget < 1_024)
    throw new Refusal(
      400,
      'invalid_request_error',
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    )
  if (budget >= numberField(fields, 'max_tokens', 0))
    throw new Refusal(400, 'invalid_request_error', '`max_tokens` must be greater than `thinking.budget_tokens`.')
  if (fields.temperature !== undefined && fields.temperature !== 1)
    throw new Refusal(400, 'invalid_request_error', '`temperature` may only be set to 1 when thinking is enabled.')
}

function assertTool(tool: Fields): void {
  if (typeof tool.type === 'string' && tool.type.startsWith('web_search_')) return
  assertMembers(
    tool,
    {
      name: 'text',
      description: 'text?',
      input_schema: 'object',
      type: 'text?',
      strict: 'boolean?',
      cache_control: 'object?',
    },
    'tools.0.custom.',
  )
}

/** Turns alternate, every call is answered in the turn after it, and results stand before words. */
function assertTurns(messages: readonly unknown[]): void {
  let open: readonly string[] = []
  let lastRole = ''
  for (const message of messages.filter(isFields)) {
    assertMembers(message, { role: 'text', content: 'any' }, 'messages.')
    const role = textField(message, 'role')
    if (role !== 'user' && role !== 'assistant')
      throw new Refusal(400, 'invalid_request_error', `messages: Unexpected role "${role}".`)
    if (role === lastRole)
      throw new Refusal(400, 'invalid_request_error', 'messages: roles must alternate between "user" and "assistant"')
    lastRole = role
    const blocks = listField(message, 'content').filter(isFields)
    const answered = blocks.filter(({ type }) => type === 'tool_result').map((block) => textField(block, 'tool_use_id'))
    const unanswered = open.filter((id) => !answered.includes(id))
    if (unanswered.length > 0)
      throw new Refusal(
        400,
        'invalid_request_error',
        `messages: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${unanswered.join(', ')}.`,
      )
    open = blocks.filter(({ type }) => type === 'tool_use').map((block) => textField(block, 'id'))
  }
}

function readTalk(fields: Fields, model: string): Talk {
  const tools = listField(fields, 'tools').filter(isFields)
  const format = formatOf(fields)
  const system = textsOf(fields.system)
  return {
    model,
    turns: [
      ...(system === '' ? [] : [{ role: 'system', text: system, pictures: [], files: [] } as const]),
      ...listField(fields, 'messages').filter(isFields).map(turnOf),
    ],
    tools: tools
      .filter(({ input_schema: schema }) => schema !== undefined)
      .map((tool) => ({ function: { name: tool.name, description: tool.description, parameters: tool.input_schema } })),
    toolChoice: choiceOf(fields.tool_choice),
    maxTokens: numberField(fields, 'max_tokens', 0),
    thinks: (isFields(fields.thinking) && fields.thinking.type === 'enabled') || model.endsWith('-thinking'),
    searches: tools.some(({ type }) => typeof type === 'string' && type.startsWith('web_search_')),
    schema: format.schema ?? null,
  }
}

/** The form of today, and the one it had behind a header. */
function formatOf(fields: Fields): Fields {
  const { output_config: config, output_format: format } = fields
  if (isFields(config) && isFields(config.format)) return config.format
  return isFields(format) ? format : {}
}

function choiceOf(choice: unknown): unknown {
  if (!isFields(choice)) return undefined
  if (choice.type === 'any') return 'required'
  return choice.type === 'tool' ? { function: { name: choice.name } } : choice.type
}

function turnOf(message: Fields): Turn {
  const blocks = listField(message, 'content').filter(isFields)
  const results = blocks.filter(({ type }) => type === 'tool_result')
  const role = message.role === 'assistant' ? 'assistant' : results.length > 0 ? 'tool' : 'user'
  const said = results.length > 0 ? results.map((block) => textsOf(block.content)).join('\n') : textsOf(message.content)
  return { role, text: said, pictures: picturesOf(blocks), files: documentsOf(blocks) }
}

function textsOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .filter(isFields)
    .map((block) => textField(block, 'text'))
    .filter((text) => text !== '')
    .join('\n')
}

function picturesOf(blocks: readonly Fields[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'image' || !isFields(block.source)) return []
    const { source } = block
    if (source.type === 'url') return [textField(source, 'url')]
    return [`data:${textField(source, 'media_type')};base64,${textField(source, 'data')}`]
  })
}

function documentsOf(blocks: readonly Fields[]): TalkFile[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'document' || !isFields(block.source) || block.source.type !== 'base64') return []
    return [{ mime: textField(block.source, 'media_type'), base64: textField(block.source, 'data') }]
  })
}

function wholeMessage(completion: Completion, part: ClaudePart): object {
  return {
    id: `msg_${completion.id}`,
    type: 'message',
    role: 'assistant',
    model: completion.model,
    content: claudeBlocks(completion, part),
    stop_reason: claudeStopReason(completion, part),
    stop_sequence: null,
    usage: claudeUsage(completion),
  }
}
