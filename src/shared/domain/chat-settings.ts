/** How many models may answer one question side by side. */
export const MIN_COMPARED_MODELS = 2
export const MAX_COMPARED_MODELS = 6

/** How a talk goes over the wire; each has its own request and its own grammar of events. */
export const CHAT_PROTOCOLS = ['openai-chat', 'responses', 'claude', 'gemini', 'completions'] as const
export type ChatProtocolId = (typeof CHAT_PROTOCOLS)[number]

export const THINKING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type ThinkingEffort = (typeof THINKING_EFFORTS)[number]

/** How much a model thinks before it answers; null leaves it to the model. */
export type ThinkingChoice =
  | { readonly kind: 'effort'; readonly effort: ThinkingEffort }
  | { readonly kind: 'budget'; readonly tokens: number }
  | { readonly kind: 'off' }

/** The tools of the studio that a model may call: each makes something with an operation of the catalog. */
export const STUDIO_TOOLS = [
  'make_picture',
  'edit_picture',
  'make_clip',
  'animate_picture',
  'make_song',
  'speak',
] as const
export type StudioToolName = (typeof STUDIO_TOOLS)[number]

/** A function that the person described. It is never run here: its calls are shown, and the person types the result. */
export interface OwnFunction {
  readonly name: string
  readonly description: string
  /** A JSON schema as text. */
  readonly parametersText: string
}

export interface AnswerSchema {
  readonly name: string
  /** A JSON schema as text. */
  readonly schemaText: string
}

/** Settings of one chat. Null, empty or false leaves the matter to the model: nothing is sent for it. */
export interface ChatSettings {
  /** Null: what the catalog says of the model. */
  readonly protocol: ChatProtocolId | null
  readonly temperature: number | null
  readonly topP: number | null
  readonly topK: number | null
  readonly maxTokens: number | null
  readonly stop: readonly string[]
  readonly presencePenalty: number | null
  readonly frequencyPenalty: number | null
  readonly seed: number | null
  readonly thinking: ThinkingChoice | null
  readonly verbosity: 'low' | 'medium' | 'high' | null
  readonly webSearch: boolean
  readonly schema: AnswerSchema | null
  /** Asked one after the other when a model before them did not take the question. */
  readonly fallbackModelIds: readonly string[]
  readonly tools: readonly StudioToolName[]
  /** Tools that may run in this chat without being asked for each time. */
  readonly allowedTools: readonly StudioToolName[]
  /** Which operation and model a tool uses, as `operation|model`; absent: the catalog's first. */
  readonly makers: Readonly<Partial<Record<StudioToolName, string>>>
  readonly functions: readonly OwnFunction[]
  /** Models that answer each message side by side until one answer is kept; fewer than two: the chat's own model. */
  readonly comparedModelIds: readonly string[]
}

export const DEFAULT_CHAT_SETTINGS: ChatSettings = {
  protocol: null,
  temperature: null,
  topP: null,
  topK: null,
  maxTokens: null,
  stop: [],
  presencePenalty: null,
  frequencyPenalty: null,
  seed: null,
  thinking: null,
  verbosity: null,
  webSearch: false,
  schema: null,
  fallbackModelIds: [],
  tools: [],
  allowedTools: [],
  makers: {},
  functions: [],
  comparedModelIds: [],
}

/** Stored settings, whatever version wrote them: what is missing has its default. */
export function readChatSettings(stored: Partial<ChatSettings> | null): ChatSettings {
  return stored === null ? DEFAULT_CHAT_SETTINGS : { ...DEFAULT_CHAT_SETTINGS, ...stored }
}
