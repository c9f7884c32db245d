import { chatModelFacts } from '@shared/catalog/chat/chat-models'
import type { ChatSettings } from '@shared/domain/chat-settings'
import type { WireRequest } from '../types'
import {
  type ChatCall,
  dataUriOf,
  ifSet,
  isPicture,
  type OutgoingFile,
  type OutgoingMessage,
  type OutgoingPart,
  schemaOf,
  streamRequest,
  withoutUndefined,
} from './outgoing'

type Item = Readonly<Record<string, unknown>>

/**
 * A streamed `POST /v1/responses`. The whole talk is sent each time and nothing is kept at the vendor: behind a
 * gateway that balances, the next call may land on another account, which does not know the last answer's id.
 */
export function buildResponsesRequest(call: ChatCall): WireRequest {
  const { modelId, settings } = call
  const facts = chatModelFacts(modelId)
  const tools = [
    ...call.tools.map((tool) => ({ type: 'function', ...tool, strict: false })),
    ...(settings.webSearch ? [{ type: 'web_search_preview' }] : []),
  ]
  const thinks = facts.thinking !== null
  return streamRequest(call, '/v1/responses', {
    model: modelId,
    instructions: call.systemPrompt.trim() === '' ? undefined : call.systemPrompt,
    input: call.messages.flatMap(itemsOf),
    stream: true,
    store: false,
    include: thinks && tools.length > 0 ? ['reasoning.encrypted_content'] : undefined,
    max_output_tokens: ifSet(settings.maxTokens),
    temperature: facts.takesSampling ? ifSet(settings.temperature) : undefined,
    top_p: facts.takesSampling ? ifSet(settings.topP) : undefined,
    reasoning: thinks ? { ...effortOf(settings), summary: 'auto' } : undefined,
    text: textOf(settings, facts.hasVerbosity),
    tools: ifSet(tools),
  })
}

function effortOf({ thinking }: ChatSettings): Item {
  if (thinking?.kind === 'effort') return { effort: thinking.effort }
  return thinking?.kind === 'off' ? { effort: 'none' } : {}
}

function textOf(settings: ChatSettings, hasVerbosity: boolean): Item | undefined {
  const schema = schemaOf(settings)
  const text = withoutUndefined({
    format: schema && { type: 'json_schema', ...schema, strict: true },
    verbosity: hasVerbosity ? ifSet(settings.verbosity) : undefined,
  })
  return Object.keys(text).length === 0 ? undefined : text
}

/** A message as items in their order: words as a message, calls, results and sealed thoughts each for themselves. */
function itemsOf({ role, parts }: OutgoingMessage): readonly Item[] {
  const items: Item[] = []
  let content: Item[] = []
  const flush = (): void => {
    if (content.length > 0) items.push({ role, content })
    content = []
  }
  for (const part of parts) {
    const piece = contentOf(part, role)
    if (piece) content.push(piece)
    const item = itemOf(part)
    if (!item) continue
    flush()
    items.push(item)
  }
  flush()
  return items
}

function contentOf(part: OutgoingPart, role: OutgoingMessage['role']): Item | null {
  if (part.kind === 'text' && part.text !== '') {
    return { type: role === 'assistant' ? 'output_text' : 'input_text', text: part.text }
  }
  return part.kind === 'file' && role === 'user' ? fileContent(part) : null
}

function fileContent(file: OutgoingFile): Item {
  return isPicture(file)
    ? { type: 'input_image', image_url: dataUriOf(file), detail: 'auto' }
    : { type: 'input_file', filename: file.name, file_data: dataUriOf(file) }
}

function itemOf(part: OutgoingPart): Item | null {
  switch (part.kind) {
    case 'tool-call':
      return { type: 'function_call', call_id: part.callId, name: part.name, arguments: part.argumentsText || '{}' }
    case 'tool-result':
      return { type: 'function_call_output', call_id: part.callId, output: part.text }
    case 'reasoning':
      return part.signature.startsWith('responses:') ? sealedThought(part.signature.slice('responses:'.length)) : null
    default:
      return null
  }
}

function sealedThought(sealed: string): Item | null {
  try {
    return { type: 'reasoning', summary: [], ...(JSON.parse(sealed) as Item) }
  } catch {
    return null
  }
}
