import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReceivedRequest } from '@demo/wire/gateway-request'
import { DOCUMENTATION_PAGES } from '@shared/catalog/documentation/pages'
import { placesOf } from '@shared/catalog/documentation/places'
import type { ChatMessage, MessagePart } from '@shared/domain/chat'
import { type ChatSettings, DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatStudio, openChatStudio, said } from './chat-harness'
import { type DemoGateway, startDemoGateway } from '@demo/gateway'
import type { Members } from '../fakes/documented-calls'
import { membersOf } from './sent-fields'

/** A page about talking to a model: what the studio sends for it, and what it finds in the answer. */
interface ChatPage {
  readonly row: string
  readonly title: string
  readonly modelId: string
  readonly path: string
  readonly settings: Partial<ChatSettings>
  readonly text?: string
  readonly assetIds?: readonly string[]
  /** Members that the full question has to carry, by their path in the body. */
  readonly members: readonly string[]
  /** What the answer holds besides its words. */
  readonly finds?: MessagePart['kind']
  /** The page shows an answer in one piece. */
  readonly isWhole?: boolean
}

const CHAT = '/v1/chat/completions'
const MESSAGES = '/v1/messages'
const native = (modelId: string): string => `/v1beta/models/${modelId}:streamGenerateContent`

const SONNET = 'claude-sonnet-4-5-20250929'
const SAMPLED: Partial<ChatSettings> = { temperature: 0.4, topP: 0.9, maxTokens: 4000, stop: ['###'] }
const COMPATIBLE: Partial<ChatSettings> = { protocol: 'openai-chat' }
const THINKING: Partial<ChatSettings> = { thinking: { kind: 'budget', tokens: 2048 } }
const SCHEMA = {
  name: 'palette',
  schemaText: JSON.stringify({
    type: 'object',
    properties: { name: { type: 'string' }, count: { type: 'integer' } },
    required: ['name', 'count'],
    additionalProperties: false,
  }),
}
const FUNCTION = {
  name: 'pick_font',
  description: 'Chooses a font',
  parametersText: JSON.stringify({ type: 'object', properties: { mood: { type: 'string' } } }),
}
const CALLING = {
  settings: { functions: [FUNCTION] },
  text: 'Please pick_font for a poster',
  finds: 'tool-call',
} as const

const PAGES: readonly ChatPage[] = [
  {
    row: 'D007',
    title: 'a chat with any model carries its settings and pictures',
    modelId: 'gpt-4o',
    path: CHAT,
    settings: { ...SAMPLED, presencePenalty: 0.2, frequencyPenalty: 0.1, seed: 7 },
    assetIds: ['dot.png'],
    members: ['messages', 'temperature', 'top_p', 'stop', 'presence_penalty', 'frequency_penalty', 'seed', 'stream'],
  },
  {
    row: 'D012',
    title: 'a text is gone on with through completions',
    modelId: 'gpt-3.5-turbo-instruct',
    path: '/v1/completions',
    settings: SAMPLED,
    members: ['prompt', 'temperature', 'top_p', 'max_tokens', 'stop', 'stream'],
  },
  {
    row: 'D013',
    title: 'a function is called through Responses',
    modelId: 'gpt-5',
    path: '/v1/responses',
    ...CALLING,
    settings: { ...CALLING.settings, protocol: 'responses', thinking: { kind: 'effort', effort: 'high' } },
    members: ['input', 'instructions', 'tools', 'reasoning', 'stream'],
  },
  {
    row: 'D014',
    title: 'a GPT answers by its own name as the model',
    modelId: 'gpt-4-gizmo-g-2fkFE8rbu',
    path: CHAT,
    settings: SAMPLED,
    members: ['model', 'messages', 'temperature', 'stream'],
  },
  {
    row: 'D015',
    title: 'Gemini answers in its native format',
    modelId: 'gemini-2.5-pro',
    path: native('gemini-2.5-pro'),
    settings: { ...SAMPLED, topK: 20 },
    members: ['contents', 'systemInstruction', 'generationConfig.temperature', 'generationConfig.topK'],
  },
  {
    row: 'D016',
    title: 'gemini-2.5-flash-all answers in the compatible format, with a picture',
    modelId: 'gemini-2.5-flash-all',
    path: CHAT,
    settings: SAMPLED,
    assetIds: ['dot.png'],
    members: ['messages', 'stream'],
  },
  {
    row: 'D017',
    title: 'Gemini answers in the compatible format',
    modelId: 'gemini-2.5-pro',
    path: CHAT,
    settings: { ...COMPATIBLE, ...SAMPLED },
    members: ['messages', 'temperature', 'top_p', 'stream'],
  },
  {
    row: 'D018',
    title: 'Gemini looks at a picture in the compatible format',
    modelId: 'gemini-2.5-flash',
    path: CHAT,
    settings: COMPATIBLE,
    assetIds: ['dot.png'],
    members: ['messages.content.image_url.url'],
  },
  {
    row: 'D020',
    title: 'Gemini streams in its native format',
    modelId: 'gemini-2.5-flash',
    path: native('gemini-2.5-flash'),
    settings: SAMPLED,
    members: ['contents.parts.text', 'generationConfig.maxOutputTokens', 'generationConfig.stopSequences'],
  },
  {
    row: 'D021',
    title: 'Gemini thinks, and its thoughts are kept apart',
    modelId: 'gemini-2.5-pro',
    path: native('gemini-2.5-pro'),
    settings: THINKING,
    members: ['generationConfig.thinkingConfig.thinkingBudget', 'generationConfig.thinkingConfig.includeThoughts'],
    finds: 'reasoning',
  },
  {
    row: 'D026',
    title: 'Gemini searches the web and names its sources',
    modelId: 'gemini-2.5-flash',
    path: native('gemini-2.5-flash'),
    settings: { webSearch: true },
    members: ['tools'],
    finds: 'web-search',
  },
  {
    row: 'D028',
    title: 'gemini-3-pro-preview answers, its effort chosen',
    modelId: 'gemini-3-pro-preview',
    path: native('gemini-3-pro-preview'),
    settings: { thinking: { kind: 'effort', effort: 'high' } },
    members: ['contents', 'generationConfig.thinkingConfig'],
  },
  {
    row: 'D030',
    title: 'Claude answers in its native format',
    modelId: SONNET,
    path: MESSAGES,
    settings: { temperature: 0.4, maxTokens: 4000, topK: 20, stop: ['###'] },
    members: ['messages', 'system', 'max_tokens', 'temperature', 'top_k', 'stop_sequences', 'stream'],
  },
  {
    row: 'D031',
    title: 'Claude streams in the compatible format',
    modelId: SONNET,
    path: CHAT,
    settings: { ...COMPATIBLE, temperature: 0.4, maxTokens: 4000 },
    members: ['messages', 'temperature', 'stream'],
  },
  {
    row: 'D032',
    title: 'Claude thinks in the compatible format',
    modelId: `${SONNET}-thinking`,
    path: CHAT,
    settings: { ...COMPATIBLE, ...THINKING },
    members: ['messages', 'thinking'],
    finds: 'reasoning',
  },
  {
    row: 'D033',
    title: 'Claude looks at a picture, the answer in one piece',
    modelId: SONNET,
    path: CHAT,
    settings: COMPATIBLE,
    assetIds: ['dot.png'],
    members: ['messages.content.image_url.url'],
    isWhole: true,
  },
  {
    row: 'D034',
    title: 'Claude looks at a picture, streamed',
    modelId: SONNET,
    path: CHAT,
    settings: COMPATIBLE,
    assetIds: ['dot.png'],
    members: ['messages.content.image_url.url', 'stream'],
  },
  {
    row: 'D035',
    title: 'Claude answers in the compatible format in one piece',
    modelId: SONNET,
    path: CHAT,
    settings: { ...COMPATIBLE, temperature: 0.4 },
    members: ['messages', 'temperature'],
    isWhole: true,
  },
  {
    row: 'D036',
    title: 'Claude calls a function',
    modelId: SONNET,
    path: MESSAGES,
    ...CALLING,
    members: ['messages', 'tools.name', 'tools.input_schema', 'stream'],
  },
  {
    row: 'D037',
    title: 'Claude streams in its native format',
    modelId: 'claude-haiku-4-5-20251001',
    path: MESSAGES,
    settings: { temperature: 0.4 },
    members: ['messages', 'system', 'max_tokens', 'temperature', 'stream'],
  },
  {
    row: 'D038',
    title: 'Claude answers in the shape of a schema',
    modelId: SONNET,
    path: MESSAGES,
    settings: { schema: SCHEMA },
    members: ['messages', 'output_format'],
    finds: 'answer-shape',
  },
  {
    row: 'D039',
    title: 'Claude thinks in its native format',
    modelId: SONNET,
    path: MESSAGES,
    settings: THINKING,
    members: ['thinking.type', 'thinking.budget_tokens'],
    finds: 'reasoning',
  },
  {
    row: 'D040',
    title: 'Claude searches the web and names its sources',
    modelId: SONNET,
    path: MESSAGES,
    settings: { webSearch: true },
    members: ['tools.type', 'tools.name'],
    finds: 'web-search',
  },
  {
    row: 'D041',
    title: 'Claude reads a PDF',
    modelId: SONNET,
    path: MESSAGES,
    settings: {},
    assetIds: ['tides.pdf'],
    members: ['messages.content.source.data', 'messages.content.source.media_type'],
  },
]

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const FILES: Readonly<Record<string, readonly [mime: string, bytes: Buffer]>> = {
  'dot.png': ['image/png', Buffer.from(PIXEL, 'base64')],
  'tides.pdf': ['application/pdf', Buffer.from('%PDF-1.4 tide tables')],
}

const folder = mkdtempSync(join(tmpdir(), 'every-chat-page-'))
const received: ReceivedRequest[] = []
let demo: DemoGateway
let studio: ChatStudio

const openStudio = (): Promise<ChatStudio> =>
  openChatStudio({
    folder,
    origin: demo.origin,
    key: demo.demoKey,
    deps: {
      assetFile: async (assetId) => {
        const [mime, bytes] = FILES[assetId] ?? []
        if (mime === undefined || bytes === undefined) return null
        const path = join(folder, assetId)
        writeFileSync(path, bytes)
        return { path, mime, byteSize: bytes.byteLength, fileName: assetId }
      },
    },
  })

beforeAll(async () => {
  demo = await startDemoGateway({ timeScale: 0.0001, onRequest: (request) => void received.push(request) })
  studio = await openStudio()
})

afterAll(async () => {
  await studio.close()
  await demo.close()
})

interface Asked {
  readonly answer: ChatMessage
  readonly request: ReceivedRequest
}

interface Question {
  readonly settings: Partial<ChatSettings>
  readonly systemPrompt: string
  readonly text: string
  readonly assetIds: readonly string[]
}

async function ask({ modelId, path }: ChatPage, question: Question): Promise<Asked> {
  const { id: conversationId } = await studio.newChat()
  const { systemPrompt, text, assetIds } = question
  const settings = { ...DEFAULT_CHAT_SETTINGS, ...question.settings }
  await studio.chat.update({ conversationId, systemPrompt, settings })
  const { assistantMessage } = await studio.chat.send({
    clientRequestId: randomUUID(),
    conversationId,
    parentId: null,
    text,
    assetIds: [...assetIds],
    modelId,
  })
  const answer = await studio.settled(assistantMessage)
  const request = received.findLast((one) => one.path === path)
  if (!request) throw new Error(`${path} was never asked: ${answer.failure?.message ?? answer.state}`)
  return { answer, request }
}

/** Lets the gateway answer the next question in one piece, as it answers a question that asks for no stream. */
async function answerWhole({ modelId, path }: ChatPage): Promise<void> {
  const body = { model: modelId, messages: [{ role: 'user', content: 'A harbour' }] }
  const headers = { authorization: `Bearer ${demo.demoKey}`, 'content-type': 'application/json' }
  const whole = await fetch(`${demo.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const effect = { kind: 'body', contentType: 'application/json', body: await whole.text() }
  const fault = { match: { method: 'POST', pathPrefix: path }, times: 1, effect }
  await fetch(`${demo.origin}/__demo/faults`, { method: 'POST', body: JSON.stringify(fault) })
}

function lacking(members: Members, wanted: readonly string[]): readonly string[] {
  return wanted.filter((path) => valuesAt(members, path.split('.')).length === 0)
}

/** What stands at a path, in any entry of a list on the way. */
function valuesAt(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (name === undefined) return value === undefined ? [] : [value]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesAt(item, [name, ...rest]))
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return []
  return valuesAt((value as Members)[name], rest)
}

describe('every page about talking to a model', () => {
  it.each(PAGES)('$row: $title', async (page) => {
    const { settings, text = 'A harbour in snow', assetIds = [], members, finds } = page
    const { protocol = null } = settings
    const plain = { settings: { protocol }, systemPrompt: '', text: 'A harbour in snow', assetIds: [] }
    const minimal = await ask(page, plain)
    expect([minimal.answer.state, minimal.answer.failure]).toEqual(['complete', null])
    expect(said(minimal.answer)).not.toBe('')
    if (page.isWhole === true) await answerWhole(page)
    const full = await ask(page, { settings, systemPrompt: 'Be brief.', text, assetIds })
    expect([full.answer.state, full.answer.failure]).toEqual(['complete', null])
    expect(lacking(membersOf(full.request), members)).toEqual([])
    expect(JSON.stringify(membersOf(full.request))).toContain('Be brief.')
    const kinds = full.answer.parts.map(({ kind }) => kind)
    expect(kinds).toContain(finds ?? 'text')
    expect(full.request.headers['content-type']).toContain('application/json')
    expect(full.answer.usage?.outputTokens).toBeGreaterThan(0)
  })

  it('is tried, and no other', () => {
    const rows = DOCUMENTATION_PAGES.map(({ row }) => row).filter((row) =>
      placesOf(row).places.some(({ kind }) => kind === 'chat'),
    )
    // ChainHub itself says that translation is not supported.
    expect(PAGES.map(({ row }) => row)).toEqual(rows.filter((row) => row !== 'D010'))
  })

  it('is kept: another start of the program reads the same answers', async () => {
    const before = await Promise.all((await talks()).map((id) => studio.chat.open({ conversationId: id })))
    await studio.close()
    studio = await openStudio()
    const after = await Promise.all((await talks()).map((id) => studio.chat.open({ conversationId: id })))
    expect(after).toHaveLength(PAGES.length * 2)
    expect(after.map(({ messages }) => messages)).toEqual(before.map(({ messages }) => messages))
  })
})

async function talks(): Promise<readonly string[]> {
  return studio.db.all<{ readonly id: string }>('test', 'SELECT id FROM conversation ORDER BY id').map(({ id }) => id)
}
