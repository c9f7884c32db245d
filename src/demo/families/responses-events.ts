import type { GatewayContext } from '../context'
import type { Completion } from './chat-completion'
import { pieces, typingPause } from './chat-stream'

type Item = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

/** The whole answer as one object. */
export function responseObject(completion: Completion, status = statusOf(completion)): object {
  const { usage } = completion
  const isDone = status !== 'in_progress'
  return {
    id: `resp_${completion.id}`,
    object: 'response',
    created_at: completion.created,
    status,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    instructions: null,
    model: completion.model,
    output: isDone ? itemsOf(completion) : [],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    store: false,
    temperature: 1,
    text: { format: { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    metadata: {},
    usage: isDone
      ? {
          input_tokens: usage.promptTokens,
          input_tokens_details: { cached_tokens: 0 },
          output_tokens: usage.completionTokens,
          output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
          total_tokens: usage.promptTokens + usage.completionTokens,
        }
      : null,
  }
}

const statusOf = ({ finishReason }: Completion): string => (finishReason === 'length' ? 'incomplete' : 'completed')

function itemsOf(completion: Completion): readonly Item[] {
  const { id, reasoning, content, toolCall, search } = completion
  const annotations = (search?.results ?? []).map(({ url, title }) => ({
    type: 'url_citation',
    url,
    title,
    start_index: 0,
    end_index: 1,
  }))
  const text = { type: 'output_text', text: content, annotations }
  return [
    ...(reasoning === '' ? [] : [thoughtItem(id, reasoning)]),
    ...(search === null
      ? []
      : [
          {
            id: `ws_${id}`,
            type: 'web_search_call',
            status: 'completed',
            action: { type: 'search', query: search.query },
          },
        ]),
    ...(content === ''
      ? []
      : [{ id: `msg_${id}`, type: 'message', role: 'assistant', status: 'completed', content: [text] }]),
    ...(toolCall === null
      ? []
      : [
          {
            id: `fc_${id}`,
            type: 'function_call',
            status: 'completed',
            call_id: toolCall.id,
            name: toolCall.name,
            arguments: toolCall.arguments,
          },
        ]),
  ]
}

const thoughtItem = (id: string, text: string): Item => ({
  id: `rs_${id}`,
  type: 'reasoning',
  summary: [{ type: 'summary_text', text }],
  encrypted_content: 'RGVtbw==',
})

/** The answer as named, numbered events. */
export async function* responseEvents(context: GatewayContext, completion: Completion): AsyncGenerator<string> {
  let number = 0
  const event = (type: string, data: object): string => {
    const value = { type, sequence_number: number, ...data }
    number += 1
    return `event: ${type}\ndata: ${JSON.stringify(value)}\n\n`
  }
  yield event('response.created', { response: responseObject(completion, 'in_progress') })
  yield event('response.in_progress', { response: responseObject(completion, 'in_progress') })
  for (const [index, item] of itemsOf(completion).entries()) {
    yield event('response.output_item.added', { output_index: index, item: begun(item) })
    for (const [type, data] of stepsOf(item, completion)) {
      await typingPause(context, 'delta' in data ? String(data.delta) : '')
      yield event(type, { item_id: item.id, output_index: index, ...data })
    }
    yield event('response.output_item.done', { output_index: index, item })
  }
  const status = statusOf(completion)
  yield event(`response.${status}`, { response: responseObject(completion) })
}

function begun(item: Item): Item {
  switch (item.type) {
    case 'message':
      return { ...item, status: 'in_progress', content: [] }
    case 'function_call':
      return { ...item, status: 'in_progress', arguments: '' }
    case 'reasoning':
      return { id: item.id, type: 'reasoning', summary: [] }
    default:
      return { ...item, status: 'in_progress' }
  }
}

function stepsOf(item: Item, completion: Completion): readonly (readonly [type: string, data: object])[] {
  const { reasoning, content, toolCall, search } = completion
  switch (item.type) {
    case 'reasoning':
      return [
        ['response.reasoning_summary_part.added', { summary_index: 0, part: { type: 'summary_text', text: '' } }],
        ...pieces(reasoning).map(
          (delta) => ['response.reasoning_summary_text.delta', { summary_index: 0, delta }] as const,
        ),
        ['response.reasoning_summary_text.done', { summary_index: 0, text: reasoning }],
      ]
    case 'message':
      return [
        ['response.content_part.added', { content_index: 0, part: { type: 'output_text', text: '', annotations: [] } }],
        ...pieces(content).map((delta) => ['response.output_text.delta', { content_index: 0, delta }] as const),
        ...(search?.results ?? []).map(({ url, title }, index) => {
          const annotation = { type: 'url_citation', url, title, start_index: 0, end_index: 1 }
          return [
            'response.output_text.annotation.added',
            { content_index: 0, annotation_index: index, annotation },
          ] as const
        }),
        ['response.output_text.done', { content_index: 0, text: content }],
      ]
    case 'function_call':
      return [
        ...pieces(toolCall?.arguments ?? '').map(
          (delta) => ['response.function_call_arguments.delta', { delta }] as const,
        ),
        ['response.function_call_arguments.done', { arguments: toolCall?.arguments }],
      ]
    default:
      return [['response.web_search_call.searching', {}]]
  }
}
