import { chargeCall, type GatewayContext, servedModel } from '../context'
import { createRandom, hashText } from '../store/random'
import { choiceField, numberField, parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, assertRange } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { countTokens } from './inputs'

export const embeddingRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/embeddings', errors: 'openai', needsKey: true, handle: embed },
]

const MAX_INPUTS = 2_048
const USUAL_DIMENSIONS: Readonly<Record<string, number>> = { 'text-embedding-3-large': 3_072 }

function embed(context: GatewayContext, request: GatewayRequest): Reply {
  const fields = parseFields(request.body)
  const model = servedModel(textField(fields, 'model'), 'embeddings')
  assertMembers(fields, {
    model: 'text',
    input: 'any',
    dimensions: 'whole?',
    encoding_format: 'text?',
    user: 'text?',
  })
  assertRange(fields, 'dimensions', 1, USUAL_DIMENSIONS[model.id] ?? 1_536)
  const format = choiceField(fields, 'encoding_format', ['float', 'base64'], 'float')
  const inputs = inputsOf(fields.input)
  const dimensions = numberField(fields, 'dimensions', USUAL_DIMENSIONS[model.id] ?? 1_536)
  const tokens = inputs.reduce((sum, text) => sum + countTokens(text), 0)
  chargeCall(context, request, { model, inputTokens: tokens, outputTokens: 0 })
  const data = inputs.map((text, index) => {
    const vector = vectorOf(text, dimensions)
    return { object: 'embedding', index, embedding: format === 'base64' ? inBase64(vector) : vector }
  })
  const usage = { prompt_tokens: tokens, total_tokens: tokens }
  return jsonReply({ object: 'list', data, model: model.id, usage })
}

function inputsOf(input: unknown): readonly string[] {
  const inputs: readonly unknown[] = Array.isArray(input) ? input : [input]
  const texts = inputs.filter((item): item is string => typeof item === 'string' && item !== '')
  if (texts.length === 0 || texts.length !== inputs.length)
    throw new Refusal(400, 'invalid_request', "'$.input' is invalid.")
  if (texts.length > MAX_INPUTS)
    throw new Refusal(400, 'invalid_request', `'$.input' takes at most ${MAX_INPUTS} texts.`)
  return texts
}

/** A vector of length one; texts that share words point into similar directions. */
export function vectorOf(text: string, dimensions: number): readonly number[] {
  const sum = Array.from({ length: dimensions }, () => 0)
  for (const word of text.toLowerCase().split(/\W+/)) {
    if (word === '') continue
    const random = createRandom(hashText(word))
    for (let index = 0; index < dimensions; index += 1) sum[index] = (sum[index] ?? 0) + random.between(-1, 1)
  }
  const length = Math.hypot(...sum) || 1
  return sum.map((value) => Number((value / length).toFixed(7)))
}

function inBase64(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString('base64')
}
