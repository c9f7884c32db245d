import { chargeCall, type GatewayContext, workTime } from '../context'
import { type DemoModel, findModel } from '../store/prices'
import { type Fields, isFields, listField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, assertRange, type Members } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { eventReply, jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { batchEmbedContents, embedContent } from './gemini-embed'
import { geminiChunks } from './gemini-events'
import { predictImages } from './gemini-imagen'
import { generateMedia } from './gemini-media'
import { answerTalk, type Talk, type Turn } from './talk'

/** One route, because the method stands behind a colon in the last segment. */
export const geminiRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1beta/models/{call}', errors: 'gemini', needsKey: true, handle: callModel },
]

const BODY: Members = {
  contents: 'list',
  systemInstruction: 'object?',
  safetySettings: 'list?',
  tools: 'list?',
  toolConfig: 'object?',
  generationConfig: 'object?',
  cachedContent: 'text?',
  model: 'text?',
}
const CONFIG: Members = {
  temperature: 'number?',
  topP: 'number?',
  topK: 'whole?',
  maxOutputTokens: 'whole?',
  stopSequences: 'list?',
  candidateCount: 'whole?',
  seed: 'whole?',
  presencePenalty: 'number?',
  frequencyPenalty: 'number?',
  responseMimeType: 'text?',
  responseSchema: 'object?',
  responseJsonSchema: 'object?',
  thinkingConfig: 'object?',
  mediaResolution: 'text?',
  responseModalities: 'list?',
  imageConfig: 'object?',
  speechConfig: 'object?',
}
const THINKING: Members = { includeThoughts: 'boolean?', thinkingBudget: 'whole?', thinkingLevel: 'text?' }

async function callModel(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const [id = '', method = ''] = (request.params.call ?? '').split(':')
  const model = geminiModel(id)
  const fields = parseFields(request.body)
  switch (method) {
    case 'generateContent':
    case 'streamGenerateContent':
      return generate(context, request, fields, model, method === 'streamGenerateContent')
    case 'embedContent':
      return embedContent(context, request, fields, model)
    case 'batchEmbedContents':
      return batchEmbedContents(context, request, fields, model)
    case 'predict':
      return predictImages(context, request, fields, model)
    default:
      throw new Refusal(404, 'NOT_FOUND', `models/${id}:${method} is not found for API version v1beta`)
  }
}

function geminiModel(id: string): DemoModel {
  const model = findModel(id)
  if (model !== null && /^(?:gemini|imagen)-/.test(id)) return model
  throw new Refusal(503, 'model_not_found', `分组 default 下模型 ${id} 无可用渠道（distributor）`)
}

async function generate(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
  isStream: boolean,
): Promise<Reply> {
  assertMembers(fields, BODY)
  const config = isFields(fields.generationConfig) ? fields.generationConfig : {}
  assertMembers(config, CONFIG, 'generation_config.')
  assertRange(config, 'temperature', 0, 2)
  const thinking = isFields(config.thinkingConfig) ? config.thinkingConfig : {}
  assertMembers(thinking, THINKING, 'generation_config.thinking_config.')
  if (thinking.thinkingBudget !== undefined && thinking.thinkingLevel !== undefined)
    throw new Refusal(400, 'INVALID_ARGUMENT', 'You can only set only one of thinking budget and thinking level.')
  if (model.endpoint === 'gemini') return generateMedia(context, request, fields, { config, model, isStream })
  const completion = answerTalk(context, request, readTalk(fields, config, model.id))
  const { promptTokens, completionTokens } = completion.usage
  chargeCall(context, request, { model, inputTokens: promptTokens, outputTokens: completionTokens, isStream })
  const chunks = geminiChunks(completion)
  if (isStream) return streamReply(context, request, chunks)
  await workTime(context, Math.min(20, 0.4 + completionTokens / 60))
  return jsonReply(wholeAnswer(chunks))
}

/** Without `alt=sse` a stream is one JSON list. */
function streamReply(context: GatewayContext, request: GatewayRequest, chunks: readonly object[]): Reply {
  if (request.query.get('alt') !== 'sse') return jsonReply(chunks)
  return eventReply(
    (async function* events() {
      for (const chunk of chunks) {
        await workTime(context, 0.05)
        yield `data: ${JSON.stringify(chunk)}\r\n\r\n`
      }
    })(),
  )
}

/** All parts in one candidate, with what only the last chunk says. */
function wholeAnswer(chunks: readonly object[]): object {
  const candidates = chunks.flatMap((chunk) => listField(chunk as Fields, 'candidates').filter(isFields))
  const parts = candidates.flatMap((candidate) =>
    isFields(candidate.content) ? listField(candidate.content, 'parts').filter(isFields) : [],
  )
  const last = chunks.at(-1) as Fields
  const filled = parts.filter((part) => part.text !== '')
  return { ...last, candidates: [{ ...candidates.at(-1), content: { role: 'model', parts: filled } }] }
}

function readTalk(fields: Fields, config: Fields, model: string): Talk {
  const tools = listField(fields, 'tools').filter(isFields)
  const functions = tools.flatMap((tool) => listField(tool, 'functionDeclarations').filter(isFields))
  const searches = tools.some(({ googleSearch }) => googleSearch !== undefined)
  if (searches && functions.length > 0)
    throw new Refusal(400, 'INVALID_ARGUMENT', 'Tool use with function calling is unsupported')
  const thinking = isFields(config.thinkingConfig) ? config.thinkingConfig : {}
  const system = isFields(fields.systemInstruction) ? textOf(partsOf(fields.systemInstruction)) : ''
  return {
    model,
    turns: [
      ...(system === '' ? [] : [{ role: 'system', text: system, pictures: [], files: [] } as const]),
      ...listField(fields, 'contents').filter(isFields).map(turnOf),
    ],
    tools: functions.map((tool) => ({ function: declarationOf(tool) })),
    toolChoice: undefined,
    maxTokens: numberField(config, 'maxOutputTokens', Number.MAX_SAFE_INTEGER),
    thinks: thinking.includeThoughts === true,
    searches,
    schema: config.responseMimeType === 'application/json' ? (config.responseSchema ?? null) : null,
  }
}

const DECLARATION: Members = { name: 'text', description: 'text', parameters: 'object?' }
const SCHEMA_WORDS_REFUSED = ['additionalProperties', '$schema', 'strict']

function declarationOf(tool: Fields): Fields {
  assertMembers(tool, DECLARATION, 'tools[0].function_declarations[0].')
  const text = JSON.stringify(tool.parameters ?? {})
  const unknown = SCHEMA_WORDS_REFUSED.find((word) => text.includes(`"${word}":`))
  if (unknown === undefined) return tool
  throw new Refusal(
    400,
    'INVALID_ARGUMENT',
    `Invalid JSON payload received. Unknown name "${unknown}" at 'tools[0].function_declarations[0].parameters': Cannot find field.`,
  )
}

function turnOf(content: Fields): Turn {
  const parts = partsOf(content)
  const results = parts.flatMap((part) => (isFields(part.functionResponse) ? [part.functionResponse] : []))
  const role = textField(content, 'role') || 'user'
  if (role !== 'user' && role !== 'model')
    throw new Refusal(400, 'INVALID_ARGUMENT', 'Please use a valid role: user, model.')
  const media = parts.flatMap(inlineOf)
  return {
    role: results.length > 0 ? 'tool' : role === 'model' ? 'assistant' : 'user',
    text: results.length > 0 ? results.map(({ response }) => JSON.stringify(response)).join('\n') : textOf(parts),
    pictures: media
      .filter(({ mime }) => mime.startsWith('image/'))
      .map(({ mime, base64 }) => `data:${mime};base64,${base64}`),
    files: media.filter(({ mime }) => !mime.startsWith('image/')),
  }
}

const partsOf = (content: Fields): readonly Fields[] => listField(content, 'parts').filter(isFields)
const textOf = (parts: readonly Fields[]): string =>
  parts
    .map((part) => textField(part, 'text'))
    .filter((text) => text !== '')
    .join('\n')

function inlineOf(part: Fields): readonly { readonly mime: string; readonly base64: string }[] {
  const data = isFields(part.inline_data) ? part.inline_data : isFields(part.inlineData) ? part.inlineData : null
  if (data === null) return []
  return [
    {
      mime: textField(data, 'mime_type') || textField(data, 'mimeType'),
      base64: textField(data, 'data'),
    },
  ]
}
