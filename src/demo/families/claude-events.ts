import type { GatewayContext } from '../context'
import type { Completion } from './chat-completion'
import { pieces, typingPause } from './chat-stream'

/** What only the vendor can read, and wants back unchanged. */
export const SEALED = 'RGVtbw=='

type Block = Readonly<Record<string, unknown>> & { readonly type: string }

/** `search` is a turn that is paused after its search, `rest` what follows when it was given back. */
export type ClaudePart = 'whole' | 'search' | 'rest'

/** The content of an answer as blocks. */
export function claudeBlocks(completion: Completion, part: ClaudePart): readonly Block[] {
  const blocks = allBlocks(completion)
  if (part === 'whole') return blocks
  const isText = ({ type }: Block): boolean => type === 'text'
  if (part === 'rest') return blocks.filter(isText)
  return [...blocks.filter((block) => !isText(block)), { type: 'text', text: 'Let me look further. ' }]
}

function allBlocks(completion: Completion): readonly Block[] {
  const { reasoning, content, toolCall, search } = completion
  const citations = search?.results.slice(0, 1).map(citationOf)
  return [
    ...(reasoning === '' ? [] : [{ type: 'thinking', thinking: reasoning, signature: SEALED }]),
    ...(search === null ? [] : searchBlocks(completion)),
    ...(content === '' ? [] : [{ type: 'text', text: content, ...(citations === undefined ? {} : { citations }) }]),
    ...(toolCall === null
      ? []
      : [{ type: 'tool_use', id: toolCall.id, name: toolCall.name, input: JSON.parse(toolCall.arguments) as unknown }]),
  ]
}

function searchBlocks({ id, search }: Completion): readonly Block[] {
  const results = search?.results.map(({ url, title }) => ({
    type: 'web_search_result',
    url,
    title,
    encrypted_content: SEALED,
    page_age: '1 hour ago',
  }))
  return [
    { type: 'server_tool_use', id: `srvtoolu_${id}`, name: 'web_search', input: { query: search?.query } },
    { type: 'web_search_tool_result', tool_use_id: `srvtoolu_${id}`, content: results },
  ]
}

const citationOf = ({ url, title, text }: { readonly url: string; readonly title: string; readonly text: string }) => ({
  type: 'web_search_result_location',
  url,
  title,
  encrypted_index: SEALED,
  cited_text: text,
})

export function claudeStopReason({ finishReason }: Completion, part: ClaudePart): string {
  if (part === 'search') return 'pause_turn'
  if (finishReason === 'tool_calls') return 'tool_use'
  return finishReason === 'length' ? 'max_tokens' : finishReason === 'content_filter' ? 'refusal' : 'end_turn'
}

export function claudeUsage({ usage, search }: Completion): object {
  return {
    input_tokens: usage.promptTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: usage.completionTokens,
    ...(search === null ? {} : { server_tool_use: { web_search_requests: 1 } }),
  }
}

/** The answer as named events: each block opens, grows and closes, then the reason and the end. */
export async function* claudeEvents(
  context: GatewayContext,
  completion: Completion,
  part: ClaudePart,
): AsyncGenerator<string> {
  const usage = { ...claudeUsage(completion), output_tokens: 1 }
  const message = {
    id: `msg_${completion.id}`,
    type: 'message',
    role: 'assistant',
    model: completion.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  }
  yield event('message_start', { message })
  yield event('ping', {})
  for (const [index, block] of claudeBlocks(completion, part).entries()) {
    yield event('content_block_start', { index, content_block: emptied(block) })
    for (const delta of deltasOf(block)) {
      await typingPause(context, JSON.stringify(delta))
      yield event('content_block_delta', { index, delta })
    }
    yield event('content_block_stop', { index })
  }
  const delta = { stop_reason: claudeStopReason(completion, part), stop_sequence: null }
  yield event('message_delta', { delta, usage: { output_tokens: completion.usage.completionTokens } })
  yield event('message_stop', {})
}

const event = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`

function emptied(block: Block): Block {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '' }
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' }
    case 'tool_use':
    case 'server_tool_use':
      return { ...block, input: {} }
    default:
      return block
  }
}

function deltasOf(block: Block): readonly object[] {
  switch (block.type) {
    case 'text': {
      const citations = Array.isArray(block.citations) ? (block.citations as readonly unknown[]) : []
      return [
        ...pieces(String(block.text)).map((text) => ({ type: 'text_delta', text })),
        ...citations.map((citation) => ({ type: 'citations_delta', citation })),
      ]
    }
    case 'thinking':
      return [
        ...pieces(String(block.thinking)).map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature: block.signature },
      ]
    case 'tool_use':
    case 'server_tool_use':
      return ['', ...pieces(JSON.stringify(block.input))].map((partial) => ({
        type: 'input_json_delta',
        partial_json: partial,
      }))
    default:
      return []
  }
}
