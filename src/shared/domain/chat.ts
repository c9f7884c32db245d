import type { Failure } from './app-error'
import type { AnswerSchema, ChatSettings } from './chat-settings'
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
  | ReasoningPart
  /** A picture or sound: attached by the person, or made by the model inside its answer. */
  | { readonly kind: 'asset'; readonly assetId: string }
  /** Something made in the talk: shows the task while it runs and its results after. */
  | { readonly kind: 'generation'; readonly taskId: string; readonly prompt: string }
  | ToolCallPart
  | ToolResultPart
  | WebSearchPart
  | AnswerShape
  /** The model before could not answer, and the next of the chain did. */
  | ModelSwitch
  | TurnPause

export interface ReasoningPart {
  readonly kind: 'reasoning'
  readonly text: string
  /** How long the model thought, as seen from here. */
  readonly durationMs?: number
  /** What the vendor needs to see again unchanged, `protocol:` in front; closes the thought. */
  readonly signature?: string
}

/** A function that the model asks to be called. Whether the person allowed it is in the row of the call. */
export interface ToolCallPart {
  readonly kind: 'tool-call'
  /** The vendor's id, or one that its decoder made; unique within the message. */
  readonly callId: string
  readonly name: string
  /** JSON as the model wrote it; may be broken. */
  readonly argumentsText: string
  readonly signature?: string
}

/** What was told to the model of a call; stands in the message of the call. */
export interface ToolResultPart {
  readonly kind: 'tool-result'
  readonly callId: string
  readonly text: string
  readonly isError: boolean
  /** What the call made, where it made something. */
  readonly taskId: string | null
}

export interface WebSource {
  /** As the vendor gave it: never opened or fetched without a click. */
  readonly url: string
  readonly title: string
  readonly citedText?: string
}

export interface WebSearchPart {
  readonly kind: 'web-search'
  readonly queries: readonly string[]
  readonly sources: readonly WebSource[]
}

/** The shape that the answer was asked in; stands before it, so that later settings judge no earlier answer. */
export interface AnswerShape {
  readonly kind: 'answer-shape'
  readonly schema: AnswerSchema
}

export interface ModelSwitch {
  readonly kind: 'model-switch'
  readonly fromModelId: string
  readonly toModelId: string
  /** Why the first one did not answer, for a person. */
  readonly reason: string
}

/** The model broke its turn off in the middle of its work and was asked at once to go on: another call that is charged. */
export interface TurnPause {
  readonly kind: 'turn-pause'
}

export interface TokenUsage {
  /** All of it, what came from the cache included. */
  readonly inputTokens: number
  /** All of it, thoughts included. */
  readonly outputTokens: number
  readonly cachedTokens: number
  readonly cacheWriteTokens?: number
  readonly reasoningTokens?: number
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
  readonly settings: ChatSettings
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

export type FinishReason = 'complete' | 'length' | 'refused' | 'tool' | 'paused'

/** What every vendor's event grammar is decoded into. Bytes of pictures and sounds are stored before they get here. */
export type StreamEvent =
  | { readonly kind: 'text'; readonly text: string }
  /** A piece of a thought; an empty one may bring its time or its signature. */
  | ReasoningPart
  /** A call begins, or the next piece of its arguments. */
  | ToolCallPart
  | ToolResultPart
  | { readonly kind: 'asset'; readonly assetId: string }
  | WebSearchPart
  | AnswerShape
  /** From here on another model answers. */
  | ModelSwitch
  | TurnPause
  | { readonly kind: 'usage'; readonly usage: TokenUsage }
  | { readonly kind: 'finish'; readonly reason: FinishReason }
  | { readonly kind: 'error'; readonly failure: Failure }
