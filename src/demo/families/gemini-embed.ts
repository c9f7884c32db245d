import { chargeCall, type GatewayContext } from '../context'
import type { DemoModel } from '../store/prices'
import { type Fields, isFields, listField, numberField, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, assertRange, type Members } from '../wire/members'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import { vectorOf } from './embeddings'
import { countTokens } from './inputs'

const TASKS = [
  'SEMANTIC_SIMILARITY',
  'CLASSIFICATION',
  'CLUSTERING',
  'RETRIEVAL_DOCUMENT',
  'RETRIEVAL_QUERY',
  'CODE_RETRIEVAL_QUERY',
  'QUESTION_ANSWERING',
  'FACT_VERIFICATION',
]

const REQUEST: Members = {
  content: 'object',
  model: 'text?',
  taskType: 'text?',
  title: 'text?',
  outputDimensionality: 'whole?',
}

export function embedContent(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
): Reply {
  const { text, values } = embedded(fields)
  chargeCall(context, request, { model, inputTokens: countTokens(text), outputTokens: 0 })
  return jsonReply({ embedding: { values } })
}

export function batchEmbedContents(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
): Reply {
  assertMembers(fields, { requests: 'list' })
  const all = listField(fields, 'requests').filter(isFields).map(embedded)
  const inputTokens = all.reduce((sum, { text }) => sum + countTokens(text), 0)
  chargeCall(context, request, { model, inputTokens, outputTokens: 0 })
  return jsonReply({ embeddings: all.map(({ values }) => ({ values })) })
}

function embedded(fields: Fields): { readonly text: string; readonly values: readonly number[] } {
  assertMembers(fields, REQUEST)
  assertRange(fields, 'outputDimensionality', 128, 3_072)
  const task = textField(fields, 'taskType')
  if (task !== '' && !TASKS.includes(task)) throw new Refusal(400, 'INVALID_ARGUMENT', `Invalid task type ${task}.`)
  const parts = isFields(fields.content) ? listField(fields.content, 'parts').filter(isFields) : []
  const text = parts.map((part) => textField(part, 'text')).join('\n')
  if (text === '') throw new Refusal(400, 'INVALID_ARGUMENT', 'content.parts must not be empty.')
  return { text, values: vectorOf(text, numberField(fields, 'outputDimensionality', 3_072)) }
}
