import type { MessageHit, MessageSearch } from '@shared/domain/chat-search'
import type { Price } from '@shared/domain/money'
import { searchWordsOf, snippetOf } from '@shared/domain/search-words'
import type { Database } from '../database'
import { fromJson } from '../json'
import { parseSearch, type SearchTerms } from './search-terms'

interface HitRow {
  readonly number: number
  readonly message_id: string
  readonly conversation_id: string
  readonly title: string
  readonly role: MessageHit['role']
  readonly model_id: string | null
  readonly cost_json: string | null
  /** Charges for what the message made; null: it made nothing, or nobody knows. */
  readonly made_micro_usd: number | null
  readonly created_at: number
  readonly body: string
}

interface Part {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** Messages that hold all words and meet all filters, the last written first, by keyset. */
export async function searchMessages(
  db: Database,
  search: MessageSearch,
  limit: number,
): Promise<readonly MessageHit[]> {
  const words = searchWordsOf(search.text)
  const { from, number, conditions } = hitSource(parseSearch(search.text))
  const all = [...conditions, ...filterConditions(search)]
  const rows = db.all<HitRow>(
    'chat.search-messages',
    `SELECT ${number} AS number, message.id AS message_id, message.conversation_id, conversation.title, message.role,
       message.model_id, message.cost_json, ${MADE} AS made_micro_usd, message.created_at, message_text.body
     FROM ${from} CROSS JOIN message ON message.id = message_text.message_id
       CROSS JOIN conversation ON conversation.id = message.conversation_id
     WHERE conversation.deleted_at IS NULL AND ${all.map(({ sql }) => sql).join(' AND ')}
     ORDER BY ${number} DESC LIMIT ?`,
    [...all.flatMap(({ values }) => values), limit],
  )
  return rows.map((row) => ({
    number: row.number,
    messageId: row.message_id,
    conversationId: row.conversation_id,
    title: row.title,
    role: row.role,
    modelId: row.model_id,
    cost: costOf(fromJson<Price>(row.cost_json), row.made_micro_usd),
    createdAtMs: row.created_at,
    snippet: snippetOf(row.body, words),
  }))
}

/** Few messages made something. */
const HAS_TASK = `instr(message.parts_json, '"taskId"') > 0`

/** What a message made, which is not in its own cost. */
const MADE = `CASE WHEN ${HAS_TASK} THEN (SELECT sum(CASE kind WHEN 'charge' THEN amount_micro_usd WHEN 'refund' THEN -amount_micro_usd END)
  FROM json_each(message.parts_json) AS part JOIN ledger_entry ON ledger_entry.task_id = part.value ->> '$.taskId') END`

function costOf(cost: Price | null, madeMicroUsd: number | null): Price | null {
  if (madeMicroUsd === null || cost?.kind === 'unknown') return cost
  const amountMicroUsd = madeMicroUsd + (cost?.amountMicroUsd ?? 0)
  return { kind: 'known', amountMicroUsd, certainty: 'estimate', basis: 'With what was made' }
}

/** Chats in which one message holds all words; for a list of chats. */
export function conversationsHolding(text: string): Part {
  const terms = parseSearch(text)
  if (terms === null) return { sql: 'TRUE', values: [] }
  const { from, conditions } = hitSource(terms)
  return {
    sql: `conversation.id IN (SELECT message.conversation_id FROM ${from}
      CROSS JOIN message ON message.id = message_text.message_id WHERE ${conditions.map(({ sql }) => sql).join(' AND ')})`,
    values: conditions.flatMap(({ values }) => values),
  }
}

interface HitSource {
  readonly from: string
  /** By which the newest come first without sorting all hits: an index gives its own rows in their order, no others. */
  readonly number: string
  readonly conditions: readonly Part[]
}

/** The index that knows the words, joined with their texts; CROSS JOIN keeps the search first. */
function hitSource(terms: SearchTerms | null): HitSource {
  if (terms === null) {
    return { from: 'message_text', number: 'message_text.number', conditions: [{ sql: 'TRUE', values: [] }] }
  }
  const index = terms.grams === null ? 'message_search' : 'message_gram'
  const from = `${index} CROSS JOIN message_text ON message_text.number = ${index}.rowid`
  const first: Part = { sql: `${index} MATCH ?`, values: [terms.grams ?? terms.words ?? ''] }
  const number = `${index}.rowid`
  if (terms.grams === null || terms.words === null) return { from, number, conditions: [first] }
  if (terms.checks === null) {
    return {
      number,
      from: `${from} CROSS JOIN message_search ON message_search.rowid = message_gram.rowid`,
      conditions: [first, { sql: 'message_search MATCH ?', values: [terms.words] }],
    }
  }
  const checks = terms.checks.map((pattern): Part => {
    return { sql: String.raw`message_text.body LIKE ? ESCAPE '\'`, values: [pattern] }
  })
  return { from, number, conditions: [first, ...checks] }
}

function filterConditions(search: MessageSearch): readonly Part[] {
  const parts: Part[] = []
  const add = (sql: string, ...values: (string | number)[]): void => void parts.push({ sql, values })
  if (search.modelId !== undefined) add('message.model_id = ?', search.modelId)
  if (search.sinceMs !== undefined) add('message.created_at >= ?', search.sinceMs)
  if (search.hasPicture === true) {
    // Most messages are words alone, which is seen without reading their JSON.
    add(`(instr(message.parts_json, '"assetId"') > 0 OR ${HAS_TASK}) AND EXISTS (SELECT 1 FROM json_each(message.parts_json) AS part WHERE CASE part.value ->> '$.kind'
      WHEN 'asset' THEN EXISTS (SELECT 1 FROM asset WHERE id = part.value ->> '$.assetId' AND media = 'image')
      ELSE EXISTS (SELECT 1 FROM output WHERE task_id = part.value ->> '$.taskId' AND media = 'image') END)`)
  }
  if (search.costAboveMicroUsd !== undefined) {
    add(`coalesce(message.cost_json ->> '$.amountMicroUsd', 0) + coalesce(${MADE}, 0) > ?`, search.costAboveMicroUsd)
  }
  if (search.beforeNumber !== undefined) add('message_text.number < ?', search.beforeNumber)
  return parts
}

/** Models that answered in chats, for a filter. */
export async function listAnsweringModels(db: Database): Promise<readonly string[]> {
  return db
    .all<{ readonly model_id: string }>(
      'chat.answering-models',
      `SELECT DISTINCT model_id FROM message WHERE role = 'assistant' AND model_id IS NOT NULL ORDER BY model_id`,
    )
    .map((row) => row.model_id)
}
