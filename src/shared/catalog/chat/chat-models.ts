import type { ChatProtocolId, ThinkingEffort } from '../../domain/chat-settings'

/** What a model takes besides words, as its protocol offers it. */
export interface ChatInputs {
  readonly pictures: boolean
  readonly pdf: boolean
  readonly audio: boolean
}

export type ThinkingKind =
  | { readonly kind: 'effort'; readonly efforts: readonly ThinkingEffort[] }
  | { readonly kind: 'budget'; readonly min: number; readonly max: number; readonly canBeOff: boolean }
  /** On or off by a word of the body. */
  | { readonly kind: 'switch' }

/** What is known of a chat model by its name; a model that nobody knows gets the widest guess. */
export interface ChatModelFacts {
  /** The first one is used unless the chat says another. */
  readonly protocols: readonly ChatProtocolId[]
  readonly inputs: ChatInputs
  readonly thinking: ThinkingKind | null
  /** False: temperature, top-p and penalties are refused. */
  readonly takesSampling: boolean
  readonly hasWebSearch: boolean
  readonly takesTools: boolean
  readonly takesSchema: boolean
  readonly hasVerbosity: boolean
  /** Its answers are pictures: a link in them is a result and is fetched into the library. */
  readonly makesPictures: boolean
  /** Its answers are spoken. */
  readonly speaks: boolean
}

interface Rule {
  readonly matches: RegExp
  readonly facts: Partial<ChatModelFacts>
}

const UNKNOWN_MODEL: ChatModelFacts = {
  protocols: ['openai-chat'],
  inputs: { pictures: true, pdf: false, audio: false },
  thinking: null,
  takesSampling: true,
  hasWebSearch: false,
  takesTools: true,
  takesSchema: true,
  hasVerbosity: false,
  makesPictures: false,
  speaks: false,
}

const EVERYTHING: ChatInputs = { pictures: true, pdf: true, audio: true }
const PICTURES_AND_PDF: ChatInputs = { pictures: true, pdf: true, audio: false }
const WORDS_ONLY: ChatInputs = { pictures: false, pdf: false, audio: false }
const OPENAI_EFFORTS: readonly ThinkingEffort[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh']

/**
 * By name, because the gateway's list says nothing of this; every rule that matches adds to the ones before it.
 * Sources: ChainHub's chat pages (D007, D012–D041) and the vendors' own.
 */
const RULES: readonly Rule[] = [
  {
    matches: /^(?:gpt-4o|gpt-4\.1|gpt-5|chatgpt-)/,
    facts: { protocols: ['openai-chat', 'responses'], inputs: PICTURES_AND_PDF, hasWebSearch: true },
  },
  {
    matches: /^(?:gpt-5|o\d)/,
    facts: {
      protocols: ['openai-chat', 'responses'],
      inputs: PICTURES_AND_PDF,
      thinking: { kind: 'effort', efforts: OPENAI_EFFORTS },
      takesSampling: false,
      hasWebSearch: true,
    },
  },
  { matches: /^gpt-5/, facts: { hasVerbosity: true } },
  { matches: /^gpt-5(?:\.\d)?-chat/, facts: { takesSampling: true, thinking: null, hasVerbosity: false } },
  { matches: /codex|^o[13]-pro|^gpt-5(?:\.\d)?-pro/, facts: { protocols: ['responses', 'openai-chat'] } },
  {
    matches: /search-(?:preview|api)/,
    facts: { protocols: ['openai-chat'], takesSampling: false, hasWebSearch: true },
  },
  { matches: /audio/, facts: { protocols: ['openai-chat'], inputs: { ...WORDS_ONLY, audio: true }, speaks: true } },
  { matches: /^gpt-3\.5-turbo-instruct|^(?:davinci|babbage)-002/, facts: { ...completionsOnly() } },
  {
    matches: /^claude-/,
    facts: {
      protocols: ['claude', 'openai-chat'],
      inputs: PICTURES_AND_PDF,
      hasWebSearch: true,
      thinking: { kind: 'budget', min: 1_024, max: 64_000, canBeOff: true },
    },
  },
  { matches: /^claude-3-5-|^claude-3-(?:opus|haiku|sonnet)/, facts: { thinking: null } },
  { matches: /^claude-.*-thinking$/, facts: { takesSampling: false } },
  { matches: /^claude-(?:opus|sonnet)-(?:4-[6-9]|[5-9])/, facts: { takesSampling: false } },
  {
    matches: /^gemini-/,
    facts: { protocols: ['gemini', 'openai-chat'], inputs: EVERYTHING, hasWebSearch: true },
  },
  {
    matches: /^gemini-2\.5-pro/,
    facts: { thinking: { kind: 'budget', min: 128, max: 32_768, canBeOff: false } },
  },
  {
    matches: /^gemini-2\.5-flash/,
    facts: { thinking: { kind: 'budget', min: 512, max: 24_576, canBeOff: true } },
  },
  {
    matches: /^gemini-[3-9]/,
    facts: { thinking: { kind: 'effort', efforts: ['minimal', 'low', 'medium', 'high'] } },
  },
  {
    matches: /^gemini-.*image/,
    facts: { makesPictures: true, thinking: null, takesTools: false, takesSchema: false },
  },
  // Reverse channels of the vendor's own page: search and files are built in, settings are ignored.
  {
    matches: /^gemini-.*-all$/,
    facts: { protocols: ['openai-chat'], inputs: EVERYTHING, thinking: null, takesTools: false },
  },
  {
    matches: /^gpt-.*(?:-all|-image-vip)$/,
    facts: { protocols: ['openai-chat'], makesPictures: true, takesTools: false },
  },
  {
    matches: /^gpt-4-gizmo-/,
    facts: { takesTools: false, takesSchema: false, makesPictures: true, inputs: EVERYTHING },
  },
  { matches: /^deepseek-(?:chat|reasoner)|^deepseek-v/, facts: { inputs: WORDS_ONLY } },
  { matches: /^(?:deepseek-v3|doubao|glm)/, facts: { thinking: { kind: 'switch' } } },
  { matches: /^qwen/, facts: { thinking: { kind: 'switch' } } },
]

function completionsOnly(): Partial<ChatModelFacts> {
  return {
    protocols: ['completions'],
    inputs: WORDS_ONLY,
    thinking: null,
    takesTools: false,
    takesSchema: false,
    hasWebSearch: false,
  }
}

/** What a model takes, by its id; also for ids that were typed in. */
export function chatModelFacts(modelId: string): ChatModelFacts {
  const name = modelId.slice(modelId.lastIndexOf('/') + 1).toLowerCase()
  return RULES.filter(({ matches }) => matches.test(name)).reduce<ChatModelFacts>(
    (facts, rule) => ({ ...facts, ...rule.facts }),
    UNKNOWN_MODEL,
  )
}

/** The protocol that a question goes by: the chat's choice where it has one, else the model's own. */
export function chatProtocolOf(modelId: string, chosen: ChatProtocolId | null): ChatProtocolId {
  return chosen ?? chatModelFacts(modelId).protocols[0] ?? 'openai-chat'
}
