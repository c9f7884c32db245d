import type { MessageRole } from '@shared/domain/chat'
import type { WireRequest } from '../types'

/** A message as the gateway is told: pictures are whole data URIs, because gateways often fail to fetch links. */
export interface OutgoingMessage {
  readonly role: MessageRole
  readonly parts: readonly OutgoingPart[]
}

export type OutgoingPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly dataUri: string }

export interface ChatRequestInput {
  readonly modelId: string
  readonly systemPrompt: string
  /** Oldest first. */
  readonly messages: readonly OutgoingMessage[]
  /** To the head and to the first event; thinking models stay silent for minutes. */
  readonly timeoutMs: number
  /** Sent as `Idempotency-Key`; the gateway is not known to honour it. */
  readonly idempotencyKey?: string
}

type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }

interface WireMessage {
  readonly role: MessageRole
  readonly content: string | readonly WirePart[]
}

/** A streamed `POST /v1/chat/completions` that asks for its token counts at the end. */
export function buildChatRequest(input: ChatRequestInput): WireRequest {
  const system: readonly WireMessage[] =
    input.systemPrompt.trim() === '' ? [] : [{ role: 'system', content: input.systemPrompt }]
  return {
    method: 'POST',
    path: '/v1/chat/completions',
    timeoutMs: input.timeoutMs,
    headers: {
      accept: 'text/event-stream',
      ...(input.idempotencyKey === undefined ? {} : { 'idempotency-key': input.idempotencyKey }),
    },
    body: {
      kind: 'json',
      value: {
        model: input.modelId,
        messages: [...system, ...toWireMessages(input.messages)],
        stream: true,
        stream_options: { include_usage: true },
      },
    },
  }
}

/**
 * The protocol takes pictures from the user only: those an assistant made travel with the user's next message,
 * and messages without any content (a stopped answer) are left out.
 */
function toWireMessages(messages: readonly OutgoingMessage[]): readonly WireMessage[] {
  const wire: WireMessage[] = []
  let carried: readonly WirePart[] = []
  for (const message of messages) {
    const parts = message.parts.map(toWirePart).filter((part) => part.type !== 'text' || part.text !== '')
    const texts = parts.filter((part) => part.type === 'text')
    const pictures = parts.filter((part) => part.type === 'image_url')
    if (message.role === 'user') {
      wire.push(...messageOf('user', [...carried, ...parts]))
      carried = []
    } else {
      wire.push(...messageOf(message.role, texts))
      carried = [...carried, ...pictures]
    }
  }
  return wire
}

function messageOf(role: MessageRole, parts: readonly WirePart[]): readonly WireMessage[] {
  if (parts.length === 0) return []
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  // Plain strings are what every model behind the gateway understands.
  return [{ role, content: texts.length === parts.length ? texts.join('\n\n') : parts }]
}

function toWirePart(part: OutgoingPart): WirePart {
  if (part.kind === 'text') return { type: 'text', text: part.text }
  return { type: 'image_url', image_url: { url: part.dataUri } }
}
