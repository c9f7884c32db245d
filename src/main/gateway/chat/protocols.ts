import { chatModelFacts } from '@shared/catalog/chat/chat-models'
import type { ChatProtocolId } from '@shared/domain/chat-settings'
import type { WireRequest } from '../types'
import { createClaudeDecoder, decodeWholeClaude } from './claude-decoder'
import { buildClaudeRequest } from './claude-request'
import { buildCompletionsRequest } from './completions-request'
import type { ChatDecoder, DecodedEvent } from './decoder'
import { createGeminiDecoder, decodeWholeGemini } from './gemini-decoder'
import { buildGeminiRequest } from './gemini-request'
import { createOpenAiChatDecoder, decodeWholeChat } from './openai-chat-decoder'
import { buildOpenAiChatRequest } from './openai-chat-request'
import type { ChatCall } from './outgoing'
import { createResponsesDecoder, decodeWholeResponse } from './responses-decoder'
import { buildResponsesRequest } from './responses-request'

/** One way to talk to a model: how a question is put, and how its answer is read. */
export interface ChatProtocol {
  readonly buildRequest: (call: ChatCall) => WireRequest
  readonly createDecoder: (modelId: string) => ChatDecoder
  /** The same of an answer that came whole although a stream was asked for. */
  readonly decodeWhole: (json: unknown, modelId: string) => readonly DecodedEvent[]
}

const optionsOf = (modelId: string) => ({ takesLinks: chatModelFacts(modelId).makesPictures })

const openAiChat: ChatProtocol = {
  buildRequest: buildOpenAiChatRequest,
  createDecoder: (modelId) => createOpenAiChatDecoder(optionsOf(modelId)),
  decodeWhole: (json, modelId) => decodeWholeChat(json, optionsOf(modelId)),
}

export const CHAT_PROTOCOL: Readonly<Record<ChatProtocolId, ChatProtocol>> = {
  'openai-chat': openAiChat,
  responses: {
    buildRequest: buildResponsesRequest,
    createDecoder: createResponsesDecoder,
    decodeWhole: decodeWholeResponse,
  },
  claude: { buildRequest: buildClaudeRequest, createDecoder: createClaudeDecoder, decodeWhole: decodeWholeClaude },
  gemini: { buildRequest: buildGeminiRequest, createDecoder: createGeminiDecoder, decodeWhole: decodeWholeGemini },
  completions: { ...openAiChat, buildRequest: buildCompletionsRequest },
}
