import type { WireRequest } from '../types'
import { type ChatCall, ifSet, type OutgoingMessage, streamRequest, textsOf } from './outgoing'

/** A streamed `POST /v1/completions` of the time before chats: the talk is one text that the model goes on with. */
export function buildCompletionsRequest(call: ChatCall): WireRequest {
  const { settings } = call
  return streamRequest(call, '/v1/completions', {
    model: call.modelId,
    prompt: promptOf(call),
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: settings.maxTokens ?? 1_024,
    temperature: ifSet(settings.temperature),
    top_p: ifSet(settings.topP),
    presence_penalty: ifSet(settings.presencePenalty),
    frequency_penalty: ifSet(settings.frequencyPenalty),
    seed: ifSet(settings.seed),
    stop: ifSet(settings.stop),
  })
}

/** A first question goes as it is, because such models complete texts; a talk has its speakers named. */
function promptOf({ systemPrompt, messages }: ChatCall): string {
  const instructions = systemPrompt.trim() === '' ? [] : [systemPrompt]
  const [first, ...rest] = messages
  if (first && rest.length === 0) return [...instructions, ...textsOf(first.parts)].join('\n\n')
  return [...instructions, ...messages.flatMap(turnOf), 'Assistant:'].join('\n\n')
}

function turnOf({ role, parts }: OutgoingMessage): readonly string[] {
  const text = textsOf(parts).join('\n\n')
  return text === '' ? [] : [`${role === 'user' ? 'User' : 'Assistant'}: ${text}`]
}
