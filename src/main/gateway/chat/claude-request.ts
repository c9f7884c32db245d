import { chatModelFacts } from '@shared/catalog/chat/chat-models'
import type { ChatSettings } from '@shared/domain/chat-settings'
import type { WireRequest } from '../types'
import {
  argumentsObject,
  type ChatCall,
  ifSet,
  isPicture,
  type OutgoingMessage,
  type OutgoingPart,
  schemaOf,
  streamRequest,
  withoutUndefined,
} from './outgoing'

type Block = Readonly<Record<string, unknown>> & { readonly type: string }

interface Turn {
  readonly role: 'user' | 'assistant'
  readonly content: readonly Block[]
}

/** The vendor demands a limit; this one every model of the last years takes. */
const USUAL_MAX_TOKENS = 8_192
const SCHEMA_BETA = 'structured-outputs-2025-11-13'
const MAX_SEARCHES = 5

/** A streamed `POST /v1/messages` in the vendor's own protocol. */
export function buildClaudeRequest(call: ChatCall): WireRequest {
  const { modelId, settings } = call
  const facts = chatModelFacts(modelId)
  const schema = schemaOf(settings)
  const budget = settings.thinking?.kind === 'budget' ? settings.thinking.tokens : 0
  // Sampling and thinking exclude each other.
  const takesSampling = facts.takesSampling && budget === 0
  const body = withoutUndefined({
    model: modelId,
    max_tokens: maxTokensOf(settings, budget),
    system: call.systemPrompt.trim() === '' ? undefined : call.systemPrompt,
    messages: toTurns(call.messages),
    stream: true,
    temperature: takesSampling ? ifSet(settings.temperature) : undefined,
    top_p: takesSampling ? ifSet(settings.topP) : undefined,
    top_k: takesSampling ? ifSet(settings.topK) : undefined,
    stop_sequences: ifSet(settings.stop),
    thinking: thinkingOf(settings),
    output_config: settings.thinking?.kind === 'effort' ? { effort: settings.thinking.effort } : undefined,
    output_format: schema && { type: 'json_schema', schema: schema.schema },
    tools: ifSet(toolsOf(call)),
  })
  return streamRequest(call, '/v1/messages', body, {
    'anthropic-version': '2023-06-01',
    ...(schema ? { 'anthropic-beta': SCHEMA_BETA } : {}),
  })
}

/** The budget is part of the limit and has to be smaller. */
function maxTokensOf(settings: ChatSettings, budget: number): number {
  const limit = settings.maxTokens ?? USUAL_MAX_TOKENS + budget
  return Math.max(limit, budget + 1)
}

function thinkingOf({ thinking }: ChatSettings): Block | undefined {
  if (thinking?.kind === 'budget') return { type: 'enabled', budget_tokens: Math.max(1_024, thinking.tokens) }
  return thinking?.kind === 'off' ? { type: 'disabled' } : undefined
}

function toolsOf({ tools, settings }: ChatCall): readonly object[] {
  return [
    ...tools.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters })),
    ...(settings.webSearch ? [{ type: 'web_search_20250305', name: 'web_search', max_uses: MAX_SEARCHES }] : []),
  ]
}

/** Turns alternate: neighbours of the same side are one, and results of calls are the person's, first of all. */
function toTurns(messages: readonly OutgoingMessage[]): readonly Turn[] {
  const turns: Turn[] = []
  const add = (role: Turn['role'], content: readonly Block[]): void => {
    const last = turns.at(-1)
    if (content.length === 0) return
    if (last?.role === role) turns[turns.length - 1] = { role, content: [...last.content, ...content] }
    else turns.push({ role, content })
  }
  let carried: readonly OutgoingPart[] = []
  for (const message of messages) {
    if (message.role === 'user') {
      add('user', [...carried, ...message.parts].flatMap(userBlock))
      carried = []
      continue
    }
    const hasCalls = message.parts.some(({ kind }) => kind === 'tool-call')
    add(
      'assistant',
      message.parts.flatMap((part) => assistantBlock(part, hasCalls)),
    )
    add('user', message.parts.flatMap(resultBlock))
    carried = [...carried, ...message.parts.filter(({ kind }) => kind === 'file')]
  }
  return turns
}

function userBlock(part: OutgoingPart): readonly Block[] {
  if (part.kind === 'text') return part.text === '' ? [] : [{ type: 'text', text: part.text }]
  if (part.kind !== 'file') return []
  const source = { type: 'base64', media_type: part.mime, data: part.base64 }
  return isPicture(part) ? [{ type: 'image', source }] : [{ type: 'document', source, title: part.name }]
}

/** Signed thoughts go back unchanged where a call follows them; elsewhere the vendor drops them anyway. */
function assistantBlock(part: OutgoingPart, hasCalls: boolean): readonly Block[] {
  switch (part.kind) {
    case 'text':
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }]
    case 'tool-call':
      return [{ type: 'tool_use', id: part.callId, name: part.name, input: argumentsObject(part.argumentsText) }]
    case 'verbatim':
      return part.content as readonly Block[]
    case 'reasoning':
      return hasCalls ? thoughtBlock(part.text, part.signature) : []
    default:
      return []
  }
}

function thoughtBlock(text: string, signature: string): readonly Block[] {
  const [protocol, sealed] = splitAt(signature, signature.indexOf(':'))
  if (protocol === 'claude') return [{ type: 'thinking', thinking: text, signature: sealed }]
  return protocol === 'claude-redacted' ? [{ type: 'redacted_thinking', data: sealed }] : []
}

function resultBlock(part: OutgoingPart): readonly Block[] {
  if (part.kind !== 'tool-result') return []
  const { callId, text, isError } = part
  return [{ type: 'tool_result', tool_use_id: callId, content: text, ...(isError ? { is_error: true } : {}) }]
}

const splitAt = (text: string, at: number): readonly [string, string] => [text.slice(0, at), text.slice(at + 1)]
