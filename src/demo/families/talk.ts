import type { GatewayContext } from '../context'
import { pictureSize, sniffPicture } from '../media/pixels'
import { hashText } from '../store/random'
import type { Fields } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { Refusal } from '../wire/refusal'
import { type Question, writeAnswer, writeReasoning } from './chat-answer'
import type { Completion } from './chat-completion'
import { chooseTool } from './chat-tools'
import { assertAllowed, countTokens } from './inputs'
import { writeBySchema } from './schema-answer'

export interface TalkFile {
  readonly mime: string
  readonly base64: string
}

export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly text: string
  /** Pictures as addresses, data URIs mostly. */
  readonly pictures: readonly string[]
  /** Documents and sounds. */
  readonly files: readonly TalkFile[]
}

/** A question as every grammar puts it. */
export interface Talk {
  readonly model: string
  readonly turns: readonly Turn[]
  /** Functions in OpenAI's form. */
  readonly tools: readonly Fields[]
  readonly toolChoice: unknown
  readonly maxTokens: number
  readonly thinks: boolean
  readonly searches: boolean
  /** A JSON schema that the answer has to fit; null where words are wanted. */
  readonly schema: unknown
}

const MAX_PROMPT_CHARACTERS = 4_000_000
const PICTURE_TOKENS = 765
const BYTES_PER_FILE_TOKEN = 60

/** Works out the whole answer before the first byte is sent, so that its cost is known when it is charged. */
export function answerTalk(context: GatewayContext, request: GatewayRequest, talk: Talk): Completion {
  const question = readQuestion(context, request, talk)
  assertAllowed(question.text)
  const last = talk.turns.at(-1)
  const isToolAnswered = last?.role === 'tool'
  const toolCall = isToolAnswered
    ? null
    : chooseTool(
        { tools: talk.tools, tool_choice: talk.toolChoice },
        question.text,
        `call_${request.bodySha256.slice(0, 12)}`,
      )
  const reasoning = talk.thinks ? writeReasoning(question) : ''
  const text = toolCall === null ? writeText(talk, question, isToolAnswered ? last.text : null) : ''
  const room = Math.max(0, talk.maxTokens - countTokens(reasoning))
  const isCut = countTokens(text) > room
  const content = isCut ? text.slice(0, room * 4) : text
  const reasoningTokens = reasoning === '' ? 0 : countTokens(reasoning)
  return {
    id: request.id,
    created: Math.floor(Date.now() / 1000),
    model: talk.model,
    reasoning,
    content,
    toolCall,
    search: talk.searches ? searchFor(question.text) : null,
    finishReason: toolCall !== null ? 'tool_calls' : isCut ? 'length' : 'stop',
    usage: {
      promptTokens: talk.turns.reduce((sum, turn) => sum + tokensOf(turn), 0),
      completionTokens: reasoningTokens + countTokens(content + (toolCall?.arguments ?? '')),
      reasoningTokens,
    },
  }
}

function writeText(talk: Talk, question: Question, toolText: string | null): string {
  if (talk.schema !== null) return writeBySchema(talk.schema, question.text)
  if (toolText !== null) return `Done. The tool said: ${toolText.slice(0, 400)}`
  return writeAnswer(question)
}

function readQuestion(context: GatewayContext, request: GatewayRequest, { model, turns }: Talk): Question {
  const users = turns.filter(({ role }) => role === 'user')
  const last = users.at(-1)
  if (last === undefined) throw new Refusal(400, 'invalid_request', 'messages must contain a user message')
  const { text, pictures, files } = last
  if (text.trim() === '' && pictures.length + files.length === 0)
    throw new Refusal(400, 'invalid_request', 'messages: text content blocks must be non-empty')
  if (text.length > MAX_PROMPT_CHARACTERS) {
    throw new Refusal(
      400,
      'context_length_exceeded',
      "This model's maximum context length is 1047576 tokens. Please reduce the length of the messages.",
    )
  }
  const counter = `chat ${request.key} ${model} ${hashText(JSON.stringify(turns))}`
  const variant = context.journal.get<number>('counters', counter) ?? 0
  context.journal.put('counters', counter, variant + 1)
  return {
    text,
    model,
    pictures: pictures.map(describePicture),
    files: files.map(describeFile),
    turns: users.length,
    variant,
    seed: context.seed,
  }
}

function tokensOf({ text, pictures, files }: Turn): number {
  const fileTokens = files.reduce((sum, { base64 }) => sum + Math.ceil(base64.length / BYTES_PER_FILE_TOKEN), 0)
  return 4 + countTokens(text) + pictures.length * PICTURE_TOKENS + fileTokens
}

function describePicture(url: string): string {
  const base64 = /^data:[\w/.+-]+;base64,(.*)$/s.exec(url)?.[1]
  if (base64 === undefined) return 'by link'
  const bytes = Buffer.from(base64, 'base64')
  if (sniffPicture(bytes) === null)
    throw new Refusal(
      400,
      'invalid_image_format',
      'You uploaded an unsupported image. Please make sure your image is valid.',
    )
  const size = pictureSize(bytes)
  return size === null ? (sniffPicture(bytes)?.toUpperCase() ?? '') : `${size.width} × ${size.height} px`
}

function describeFile({ mime, base64 }: TalkFile): string {
  const bytes = Buffer.from(base64, 'base64')
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  if (mime === 'application/pdf' && !isPdf) throw new Refusal(400, 'invalid_file', 'The PDF specified was not valid.')
  if (bytes.length === 0) throw new Refusal(400, 'invalid_file', 'The file is empty.')
  return `${mime}, ${bytes.length} bytes`
}

export interface WebSearch {
  readonly query: string
  readonly results: readonly { readonly url: string; readonly title: string; readonly text: string }[]
}

function searchFor(text: string): WebSearch {
  const query = text.trim().split('\n')[0]?.slice(0, 80) ?? ''
  const slug = encodeURIComponent(query.toLowerCase().replaceAll(/\W+/g, '-').slice(0, 40))
  return {
    query,
    results: [
      { url: `https://almanac.example/${slug}`, title: `${query} – The Almanac`, text: 'What is known about it' },
      { url: `https://harbour.example/notes/${slug}`, title: 'Notes from the harbour', text: 'Seen from the pier' },
    ],
  }
}
