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
  textsOf,
} from './outgoing'

type WirePart = Readonly<Record<string, unknown>> & { readonly type: string }
type WireMessage = Readonly<Record<string, unknown>> & { readonly role: string }

/** A streamed `POST /v1/chat/completions` that asks for its token counts at the end. */
export function buildOpenAiChatRequest(call: ChatCall): WireRequest {
  const { modelId, settings, systemPrompt } = call
  const facts = chatModelFacts(modelId)
  const system: readonly WireMessage[] = systemPrompt.trim() === '' ? [] : [{ role: 'system', content: systemPrompt }]
  const schema = schemaOf(settings)
  const limitName = facts.takesSampling ? 'max_tokens' : 'max_completion_tokens'
  return streamRequest(call, '/v1/chat/completions', {
    model: modelId,
    messages: [...system, ...toWireMessages(call.messages)],
    stream: true,
    stream_options: { include_usage: true },
    [limitName]: ifSet(settings.maxTokens),
    ...samplingOf(settings, facts.takesSampling),
    stop: ifSet(settings.stop),
    seed: ifSet(settings.seed),
    verbosity: facts.hasVerbosity ? ifSet(settings.verbosity) : undefined,
    response_format: schema && { type: 'json_schema', json_schema: { ...schema, strict: true } },
    tools: ifSet(call.tools.map((tool) => ({ type: 'function', function: tool }))),
    // The only switch that models behind this route know; those that search by themselves ignore it.
    web_search_options: settings.webSearch ? {} : undefined,
    ...thinkingOf(modelId, settings),
    ...(facts.speaks ? { modalities: ['text', 'audio'], audio: { voice: 'alloy', format: 'pcm16' } } : {}),
  })
}

function samplingOf(settings: ChatSettings, isTaken: boolean): Readonly<Record<string, unknown>> {
  if (!isTaken) return {}
  return {
    temperature: ifSet(settings.temperature),
    top_p: ifSet(settings.topP),
    presence_penalty: ifSet(settings.presencePenalty),
    frequency_penalty: ifSet(settings.frequencyPenalty),
  }
}

/** Four dialects: effort, a budget in Claude's or Gemini's place, an object with a type, a switch of Qwen's. */
function thinkingOf(modelId: string, { thinking }: ChatSettings): Readonly<Record<string, unknown>> {
  if (thinking === null) return {}
  if (thinking.kind === 'effort') return { reasoning_effort: thinking.effort }
  if (/^gemini/i.test(modelId)) {
    const tokens = thinking.kind === 'budget' ? thinking.tokens : 0
    return {
      extra_body: { google: { thinking_config: { include_thoughts: tokens > 0, thinking_budget: tokens } } },
    }
  }
  if (thinking.kind === 'budget') return { thinking: { type: 'enabled', budget_tokens: thinking.tokens } }
  if (/^qwen/i.test(modelId)) return { extra_body: { enable_thinking: false } }
  return { thinking: { type: 'disabled' } }
}

/**
 * The protocol takes files from the user only: those of an assistant travel with the user's next message, and
 * messages without any content (a stopped answer) are left out.
 */
function toWireMessages(messages: readonly OutgoingMessage[]): readonly WireMessage[] {
  const wire: WireMessage[] = []
  let carried: readonly OutgoingPart[] = []
  for (const message of messages) {
    if (message.role === 'user') {
      wire.push(...userMessage([...carried, ...message.parts]))
      carried = []
    } else {
      wire.push(...assistantMessages(message))
      carried = [...carried, ...message.parts.filter(({ kind }) => kind === 'file')]
    }
  }
  return wire
}

function userMessage(parts: readonly OutgoingPart[]): readonly WireMessage[] {
  const wire = parts.flatMap((part): readonly WirePart[] => {
    if (part.kind === 'file') return [filePart(part)]
    return part.kind === 'text' && part.text !== '' ? [{ type: 'text', text: part.text }] : []
  })
  if (wire.length === 0) return []
  const texts = textsOf(parts)
  // Plain strings are what every model behind the gateway understands.
  return [{ role: 'user', content: texts.length === wire.length ? texts.join('\n\n') : wire }]
}

function filePart(file: OutgoingFile): WirePart {
  if (isPicture(file)) return { type: 'image_url', image_url: { url: dataUriOf(file) } }
  if (file.mime.startsWith('audio/')) {
    const format = /wav/.test(file.mime) ? 'wav' : 'mp3'
    return { type: 'input_audio', input_audio: { data: file.base64, format } }
  }
  return { type: 'file', file: { filename: file.name, file_data: dataUriOf(file) } }
}

/** What the model said with its calls, and after it a message for each result. */
function assistantMessages({ role, parts }: OutgoingMessage): readonly WireMessage[] {
  const content = textsOf(parts).join('\n\n')
  const calls = parts.flatMap((part) => {
    if (part.kind !== 'tool-call') return []
    return [{ id: part.callId, type: 'function', function: { name: part.name, arguments: part.argumentsText || '{}' } }]
  })
  const results = parts.flatMap((part) =>
    part.kind === 'tool-result' ? [{ role: 'tool', tool_call_id: part.callId, content: part.text }] : [],
  )
  if (content === '' && calls.length === 0) return []
  const said = calls.length === 0 ? { role, content } : { role, content: content || null, tool_calls: calls }
  return [said, ...results]
}
