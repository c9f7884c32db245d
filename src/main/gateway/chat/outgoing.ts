import type { ChatMessage } from '@shared/domain/chat'
import type { ChatSettings } from '@shared/domain/chat-settings'
import type { WireRequest } from '../types'

/** A message as a model is told. */
export interface OutgoingMessage {
  readonly role: ChatMessage['role']
  readonly parts: readonly OutgoingPart[]
}

/** Bytes travel inside the request, because gateways often fail to fetch links. */
export interface OutgoingFile {
  readonly kind: 'file'
  readonly mime: string
  readonly base64: string
  readonly name: string
}

export type OutgoingPart =
  | { readonly kind: 'text'; readonly text: string }
  | OutgoingFile
  | { readonly kind: 'reasoning'; readonly text: string; readonly signature: string }
  /** A turn that the vendor paused, in its own words: goes back to it unchanged, and to nobody else. */
  | { readonly kind: 'verbatim'; readonly content: readonly unknown[] }
  | {
      readonly kind: 'tool-call'
      readonly callId: string
      readonly name: string
      readonly argumentsText: string
      readonly signature?: string | undefined
    }
  | {
      readonly kind: 'tool-result'
      readonly callId: string
      readonly name: string
      readonly text: string
      readonly isError: boolean
    }

/** A function that a model may call. */
export interface ToolSpec {
  readonly name: string
  readonly description: string
  /** A JSON schema. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** One question with all that goes with it, before a protocol puts it into its own words. */
export interface ChatCall {
  readonly modelId: string
  readonly systemPrompt: string
  /** Oldest first. */
  readonly messages: readonly OutgoingMessage[]
  readonly settings: ChatSettings
  readonly tools: readonly ToolSpec[]
  /** To the head and to the first event; thinking models stay silent for minutes. */
  readonly timeoutMs: number
  /** Sent as `Idempotency-Key`; the gateway is not known to honour it. */
  readonly idempotencyKey?: string
}

export const isPicture = (file: OutgoingFile): boolean => file.mime.startsWith('image/')
export const dataUriOf = (file: OutgoingFile): string => `data:${file.mime};base64,${file.base64}`

export const textsOf = (parts: readonly OutgoingPart[]): readonly string[] =>
  parts.flatMap((part) => (part.kind === 'text' && part.text !== '' ? [part.text] : []))

/** A streamed request of a protocol. */
export function streamRequest(
  call: ChatCall,
  path: string,
  body: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): WireRequest {
  return {
    method: 'POST',
    path,
    timeoutMs: call.timeoutMs,
    headers: {
      accept: 'text/event-stream',
      ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
      ...headers,
    },
    body: { kind: 'json', value: withoutUndefined(body) },
  }
}

/** What is not set is not sent; true of every member at the top of a body. */
export function withoutUndefined(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

/** Null and an empty list mean "not set". */
export function ifSet<Value>(value: Value | null): Value | undefined {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value
}

/** The chat's schema as an object; undefined where there is none or its text is broken. */
export function schemaOf(settings: ChatSettings): { readonly name: string; readonly schema: unknown } | undefined {
  if (settings.schema === null) return undefined
  try {
    return { name: settings.schema.name, schema: JSON.parse(settings.schema.schemaText) as unknown }
  } catch {
    return undefined
  }
}

/** Arguments as an object; what a model wrote as broken JSON becomes an empty one. */
export function argumentsObject(argumentsText: string): unknown {
  try {
    const value: unknown = JSON.parse(argumentsText)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
