import type {
  CapMode,
  CappedSpending,
  ChatFolder,
  DaySpending,
  Spending,
  SpendingCap,
} from '@shared/domain/chat-folder'
import type { Database } from '../database'

interface FolderRow {
  readonly id: string
  readonly title: string
  readonly instructions: string
  readonly model_id: string | null
  readonly cap_micro_usd: number | null
  readonly cap_mode: CapMode
}

/** Projects that were not deleted, by name. */
export async function listChatFolders(db: Database): Promise<readonly ChatFolder[]> {
  const rows = db.all<FolderRow>(
    'chat.folders',
    'SELECT * FROM chat_folder WHERE deleted_at IS NULL ORDER BY title COLLATE NOCASE, id',
  )
  return rows.map((row) => toFolder(db, row))
}

export async function loadChatFolder(db: Database, folderId: string): Promise<ChatFolder | null> {
  const row = db.get<FolderRow>('chat.folder', 'SELECT * FROM chat_folder WHERE id = ? AND deleted_at IS NULL', [
    folderId,
  ])
  return row ? toFolder(db, row) : null
}

function toFolder(db: Database, row: FolderRow): ChatFolder {
  const files = db.all<{ readonly asset_id: string }>(
    'chat.folder-files',
    'SELECT asset_id FROM chat_folder_file WHERE folder_id = ? ORDER BY position',
    [row.id],
  )
  return {
    id: row.id,
    title: row.title,
    instructions: row.instructions,
    modelId: row.model_id,
    assetIds: files.map((file) => file.asset_id),
    ...toCap(row),
  }
}

const toCap = (row: { readonly cap_micro_usd: number | null; readonly cap_mode: CapMode }): SpendingCap => ({
  capMicroUsd: row.cap_micro_usd,
  capMode: row.cap_mode,
})

export interface TitleFacts {
  readonly titleBy: 'words' | 'model' | 'person'
  readonly messageCount: number
}

/** Who named a chat, and how much was said in it; null where there is no such chat. */
export async function loadTitleFacts(db: Database, conversationId: string): Promise<TitleFacts | null> {
  const row = db.get<{ readonly title_by: TitleFacts['titleBy']; readonly message_count: number }>(
    'chat.title-facts',
    `SELECT title_by, (SELECT count(*) FROM message WHERE conversation_id = conversation.id) AS message_count
     FROM conversation WHERE id = ? AND deleted_at IS NULL`,
    [conversationId],
  )
  return row ? { titleBy: row.title_by, messageCount: row.message_count } : null
}

interface SpendingRow {
  readonly amount: number | null
  readonly unknown_count: number
}

interface TokenRow {
  readonly input_tokens: number | null
  readonly output_tokens: number | null
}

const AMOUNT = `sum(CASE kind WHEN 'charge' THEN amount_micro_usd WHEN 'refund' THEN -amount_micro_usd END) AS amount,
  count(*) FILTER (WHERE kind = 'charge' AND amount_micro_usd IS NULL) AS unknown_count`
const TOKENS = `sum(usage_json ->> '$.inputTokens') AS input_tokens, sum(usage_json ->> '$.outputTokens') AS output_tokens`

/** What a chat cost: its answers, its title, and what was made in it. */
export async function loadConversationSpending(db: Database, conversationId: string): Promise<CappedSpending | null> {
  const cap = db.get<{ readonly cap_micro_usd: number | null; readonly cap_mode: CapMode }>(
    'chat.cap',
    'SELECT cap_micro_usd, cap_mode FROM conversation WHERE id = ?',
    [conversationId],
  )
  return cap ? { ...spendingOf(db, [conversationId]), ...toCap(cap) } : null
}

export async function loadFolderSpending(db: Database, folder: ChatFolder): Promise<CappedSpending> {
  const rows = db.all<{ readonly id: string }>(
    'chat.ids-of-folder',
    'SELECT id FROM conversation WHERE folder_id = ?',
    [folder.id],
  )
  const { capMicroUsd, capMode } = folder
  return {
    ...spendingOf(
      db,
      rows.map(({ id }) => id),
    ),
    capMicroUsd,
    capMode,
  }
}

/** One JSON list of ids instead of a statement for each number of them. */
function spendingOf(db: Database, conversationIds: readonly string[]): Spending {
  const ids = JSON.stringify(conversationIds)
  const talk = db.get<SpendingRow>(
    'chat.spending-of-answers',
    `SELECT ${AMOUNT} FROM message JOIN ledger_entry ON ledger_entry.message_id = message.id
     WHERE message.conversation_id IN (SELECT value FROM json_each(?))`,
    [ids],
  )
  // The origin is stored as JSON text in the order of its fields, so that its index finds a chat by the beginning.
  const made = db.get<SpendingRow>(
    'chat.spending-of-tasks',
    `SELECT ${AMOUNT} FROM json_each(?) AS chat
       JOIN generation ON generation.origin_json >= '{"kind":"chat","conversationId":"' || chat.value || '"'
         AND generation.origin_json < '{"kind":"chat","conversationId":"' || chat.value || '#'
       JOIN task ON task.generation_id = generation.id JOIN ledger_entry ON ledger_entry.task_id = task.id`,
    [ids],
  )
  const tokens = db.get<TokenRow>(
    'chat.tokens',
    `SELECT ${TOKENS} FROM message WHERE conversation_id IN (SELECT value FROM json_each(?))`,
    [ids],
  )
  return {
    amountMicroUsd: (talk?.amount ?? 0) + (made?.amount ?? 0),
    unknownCount: (talk?.unknown_count ?? 0) + (made?.unknown_count ?? 0),
    inputTokens: tokens?.input_tokens ?? 0,
    outputTokens: tokens?.output_tokens ?? 0,
  }
}

const MAX_DAYS = 30

/** What answers, titles and all that was made in the talks cost a day, over all chats, newest first. */
export async function loadSpendingByDay(db: Database, sinceMs: number): Promise<readonly DaySpending[]> {
  return db
    .all<SpendingRow & TokenRow & { readonly day: string }>(
      'chat.spending-by-day',
      `SELECT date(ledger_entry.created_at / 1000, 'unixepoch', 'localtime') AS day, ${AMOUNT},
         sum(counted.usage_json ->> '$.inputTokens') AS input_tokens,
         sum(counted.usage_json ->> '$.outputTokens') AS output_tokens
       FROM ledger_entry
         LEFT JOIN message ON message.id = ledger_entry.message_id
         -- A title is an entry of its own for the same answer, whose tokens count once.
         LEFT JOIN message AS counted ON counted.id = message.id
           AND ledger_entry.id = (SELECT min(id) FROM ledger_entry AS own WHERE own.message_id = message.id)
         LEFT JOIN task ON task.id = ledger_entry.task_id
         LEFT JOIN generation ON generation.id = task.generation_id
       WHERE ledger_entry.created_at >= ?
         AND (message.id IS NOT NULL OR generation.origin_json LIKE '{"kind":"chat",%')
       GROUP BY day ORDER BY day DESC LIMIT ${MAX_DAYS}`,
      [sinceMs],
    )
    .map((row) => ({
      day: row.day,
      amountMicroUsd: row.amount ?? 0,
      unknownCount: row.unknown_count,
      inputTokens: row.input_tokens ?? 0,
      outputTokens: row.output_tokens ?? 0,
    }))
}
