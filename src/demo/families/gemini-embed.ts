import { chargeCall, type GatewayContext } from '../context'
import type { DemoModel } from '../store/prices'
import { type Fields, isFields, listField, numberField, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import { assertMembers, assertRange } from '../wire/members'
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

export function embedContent(
  context: GatewayContext,
  request: GatewayRequest,
  fields: Fields,
  model: DemoModel,
): Reply {
  assertMembers(fields, {
    content: 'object',
    model: 'text?',
    taskType: 'text?',
    title: 'text?',
    outputDimensionality: 'whole?',
  })
  assertRange(fields, 'outputDimensionality', 128, 3_072)
  const task = textField(fields, 'taskType')
  if (task !== '' && !TASKS.includes(task)) throw new Refusal(400, 'INVALID_ARGUMENT', `Invalid task type ${task}.`)
  const parts = isFields(fields.content) ? listField(fields.content, 'parts').filter(isFields) : []
  const text = parts.map((part) => textField(part, 'text')).join('\n')
  if (text === '') throw new Refusal(400, 'INVALID_ARGUMENT', 'content.parts must not be empty.')
  chargeCall(context, request, { model, inputTokens: countTokens(text), outputTokens: 0 })
  return jsonReply({ embedding: { values: vectorOf(text, numberField(fields, 'outputDimensionality', 3_072)) } })
}
