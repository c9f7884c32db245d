import type { Failure } from './app-error'
import type { Price } from './money'

export type MessageRole = 'system' | 'user' | 'assistant'

export const MESSAGE_STATES = [
  'complete',
  'streaming',
  'stopped',
  'truncated',
  'interrupted',
  'refused',
  'failed',
] as const
/**
 * `truncated`: the stream ended without a terminal event; `interrupted`: the program ended meanwhile;
 * `stopped`: the person pressed Stop.
 */
export type MessageState = (typeof MESSAGE_STATES)[number]

export type MessagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'asset'; readonly assetId: string }
  /** Something made in the talk: shows the task while it runs and its results after. */
  | { readonly kind: 'generation'; readonly taskId: string; readonly prompt: string }

export interface TokenUsage {
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cachedTokens: number
}

export interface ChatMessage {
  readonly id: string
  readonly conversationId: string
  readonly parentId: string | null
  readonly role: MessageRole
  readonly parts: readonly MessagePart[]
  readonly state: MessageState
  readonly modelId: string | null
  readonly usage: TokenUsage | null
  readonly cost: Price | null
  readonly failure: Failure | null
  readonly createdAtMs: number
}

export interface ConversationCard {
  readonly id: string
  readonly title: string
  readonly modelId: string
  readonly updatedAtMs: number
  readonly isStreaming: boolean
  /** The project it belongs to; null: none. */
  readonly folderId: string | null
  readonly isPinned: boolean
  readonly isArchived: boolean
}

export interface ConversationDetail extends ConversationCard {
  readonly systemPrompt: string
  readonly draft: string
  /** The last message of the branch that is shown; null in an empty chat. */
  readonly activeLeafId: string | null
  /** The question whose answers stand side by side, until one is kept; null: one branch is shown. */
  readonly comparedMessageId: string | null
  /** Names that a person gave to versions, by the id of the version. */
  readonly forkNames: Readonly<Record<string, string>>
  /** All messages of the tree, oldest first. */
  readonly messages: readonly ChatMessage[]
}

/** What is shown of a chat after something was sent in it or one of several answers was kept. */
export interface ShownBranch {
  readonly conversationId: string
  readonly activeLeafId: string | null
  readonly comparedMessageId: string | null
  /** Messages that were just written. */
  readonly messages: readonly ChatMessage[]
}

/** A message that waits until the answer before it is whole. */
export interface FollowUp {
  readonly id: string
  readonly conversationId: string
  readonly text: string
  readonly assetIds: readonly string[]
  readonly modelId: string
  /** It was left over by a restart or by an answer that broke off: it goes only when a person says so. */
  readonly isHeld: boolean
}

/** What every vendor's event grammar is decoded into. */
export type StreamEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'usage'; readonly usage: TokenUsage }
  | { readonly kind: 'finish'; readonly reason: 'complete' | 'length' | 'refused' | 'tool' }
  | { readonly kind: 'error'; readonly failure: Failure }
