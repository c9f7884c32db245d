import { chatModelFacts } from '@shared/catalog/chat/chat-models'
import type { ChatSettings } from '@shared/domain/chat-settings'
import type { WireRequest } from '../types'
import { toGeminiSchema } from './gemini-schema'
import {
  argumentsObject,
  type ChatCall,
  ifSet,
  type OutgoingMessage,
  type OutgoingPart,
  schemaOf,
  streamRequest,
  withoutUndefined,
} from './outgoing'

type Part = Readonly<Record<string, unknown>>

interface Content {
  readonly role: 'user' | 'model'
  readonly parts: readonly Part[]
}

/** A `POST …:streamGenerateContent` in the vendor's own protocol; the model is in the path. */
export function buildGeminiRequest(call: ChatCall): WireRequest {
  const { modelId, settings, systemPrompt } = call
  const generationConfig = generationConfigOf(modelId, settings)
  const request = streamRequest(call, `/v1beta/models/${encodeURIComponent(modelId)}:streamGenerateContent`, {
    contents: toContents(call.messages),
    systemInstruction: systemPrompt.trim() === '' ? undefined : { parts: [{ text: systemPrompt }] },
    generationConfig: Object.keys(generationConfig).length === 0 ? undefined : generationConfig,
    tools: ifSet(toolsOf(call)),
  })
  return { ...request, query: { alt: 'sse' } }
}

function generationConfigOf(modelId: string, settings: ChatSettings): Part {
  const schema = schemaOf(settings)
  return withoutUndefined({
    temperature: ifSet(settings.temperature),
    topP: ifSet(settings.topP),
    topK: ifSet(settings.topK),
    maxOutputTokens: ifSet(settings.maxTokens),
    stopSequences: ifSet(settings.stop),
    presencePenalty: ifSet(settings.presencePenalty),
    frequencyPenalty: ifSet(settings.frequencyPenalty),
    seed: ifSet(settings.seed),
    responseMimeType: schema && 'application/json',
    responseSchema: schema && toGeminiSchema(schema.schema, { typesInCapitals: true }),
    thinkingConfig: thinkingOf(modelId, settings),
    responseModalities: chatModelFacts(modelId).makesPictures ? ['TEXT', 'IMAGE'] : undefined,
  })
}

/** Thoughts are only sent where they are asked for. A level and a budget exclude each other. */
function thinkingOf(modelId: string, { thinking }: ChatSettings): Part | undefined {
  if (chatModelFacts(modelId).thinking === null) return undefined
  if (thinking?.kind === 'off') return { thinkingBudget: 0 }
  if (thinking?.kind === 'budget') return { includeThoughts: true, thinkingBudget: thinking.tokens }
  if (thinking?.kind === 'effort') return { includeThoughts: true, thinkingLevel: thinking.effort }
  return { includeThoughts: true }
}

/** Search and functions exclude each other with this vendor: who switched search on gets search. */
function toolsOf({ tools, settings }: ChatCall): readonly Part[] {
  if (settings.webSearch) return [{ googleSearch: {} }]
  if (tools.length === 0) return []
  const functionDeclarations = tools.map(({ name, description, parameters }) => ({
    name,
    description,
    parameters: toGeminiSchema(parameters, { typesInCapitals: false }),
  }))
  return [{ functionDeclarations }]
}

function toContents(messages: readonly OutgoingMessage[]): readonly Content[] {
  const contents: Content[] = []
  const add = (role: Content['role'], parts: readonly Part[]): void => {
    const last = contents.at(-1)
    if (parts.length === 0) return
    if (last?.role === role) contents[contents.length - 1] = { role, parts: [...last.parts, ...parts] }
    else contents.push({ role, parts })
  }
  let carried: readonly OutgoingPart[] = []
  for (const message of messages) {
    if (message.role === 'user') {
      add('user', [...carried, ...message.parts].flatMap(userPart))
      carried = []
      continue
    }
    add('model', message.parts.flatMap(modelPart))
    add('user', message.parts.flatMap(resultPart))
    carried = [...carried, ...message.parts.filter(({ kind }) => kind === 'file')]
  }
  return contents
}

function userPart(part: OutgoingPart): readonly Part[] {
  if (part.kind === 'text') return part.text === '' ? [] : [{ text: part.text }]
  return part.kind === 'file' ? [{ inline_data: { mime_type: part.mime, data: part.base64 } }] : []
}

function modelPart(part: OutgoingPart): readonly Part[] {
  if (part.kind === 'text') return part.text === '' ? [] : [{ text: part.text }]
  if (part.kind !== 'tool-call') return []
  const functionCall = { name: part.name, args: argumentsObject(part.argumentsText) }
  const sealed = part.signature?.startsWith('gemini:') ? part.signature.slice('gemini:'.length) : undefined
  return [sealed === undefined ? { functionCall } : { functionCall, thoughtSignature: sealed }]
}

function resultPart(part: OutgoingPart): readonly Part[] {
  if (part.kind !== 'tool-result') return []
  const response = part.isError ? { error: part.text } : { result: part.text }
  return [{ functionResponse: { name: part.name, response } }]
}
