import { chargeCall, type GatewayContext, servedModel, workTime } from '../context'
import { parseFields, textField } from '../wire/fields'
import type { GatewayRequest } from '../wire/gateway-request'
import {
  either,
  flag,
  inputProblem,
  type InputRules,
  integer,
  listOf,
  objectOf,
  required,
  text,
} from '../wire/input-rules'
import { Refusal } from '../wire/refusal'
import { jsonReply, type Reply } from '../wire/reply'
import type { Route } from '../wire/router'
import { countTokens } from './inputs'

/** Orders texts by the words that they share with a question. */
export const rerankRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/rerank', errors: 'openai', needsKey: true, handle: rerank },
]

const RULES: InputRules = {
  model: required(text()),
  query: required(text()),
  documents: required(listOf(either(text(), objectOf({ text: required(text()) })), 1000, 1)),
  top_n: integer(1),
  instruct: text(),
  return_documents: flag,
  max_chunk_per_doc: integer(1),
  overlap_tokens: integer(0, 80),
}

async function rerank(context: GatewayContext, request: GatewayRequest): Promise<Reply> {
  const fields = parseFields(request.body)
  const problem = inputProblem(fields, RULES)
  if (problem !== null) throw new Refusal(400, 'invalid_request', `field ${problem.field}: ${problem.message}`)
  const model = servedModel(textField(fields, 'model'), 'rerank')
  const query = textField(fields, 'query')
  const documents = (fields.documents as readonly (string | { readonly text: string })[]).map((document) =>
    typeof document === 'string' ? document : document.text,
  )
  const tokens = countTokens(query) * documents.length + documents.reduce((sum, words) => sum + countTokens(words), 0)
  chargeCall(context, request, { model, inputTokens: tokens, outputTokens: 0 })
  await workTime(context, 1)
  const wanted = wordsOf(query)
  const results = documents
    .map((document, index) => ({
      index,
      relevance_score: scoreOf(wanted, document),
      ...(fields.return_documents === true ? { document: { text: document } } : {}),
    }))
    .toSorted((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, typeof fields.top_n === 'number' ? fields.top_n : documents.length)
  return jsonReply({ results, usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens } })
}

/** The beginnings of words, so that "boots" and "boot" meet. */
function wordsOf(words: string): ReadonlySet<string> {
  return new Set((words.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.slice(0, 5)))
}

/** Between 0.01 and 0.99, by how many words of the question a text holds. */
function scoreOf(wanted: ReadonlySet<string>, document: string): number {
  const held = wordsOf(document)
  const shared = [...wanted].filter((word) => held.has(word)).length
  return Number((0.01 + (0.98 * shared) / Math.max(1, wanted.size)).toFixed(4))
}
