import type { Database } from '../database'

const DUE = `asset.is_hidden = 0 AND asset.trashed_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM asset_meaning WHERE asset_meaning.asset_number = asset.number AND asset_meaning.model_id = ?)`

export async function countMeanings(
  db: Database,
  modelId: string,
): Promise<{ readonly known: number; readonly missing: number; readonly characters: number }> {
  const known = db.get<{ count: number }>(
    'meaning.known',
    'SELECT count(*) AS count FROM asset_meaning WHERE model_id = ?',
    [modelId],
  )
  const due = db.get<{ count: number; characters: number | null }>(
    'meaning.missing',
    `SELECT count(*) AS count, sum(min(length(asset_text.body), 2000)) AS characters
     FROM asset JOIN asset_text ON asset_text.asset_number = asset.number WHERE ${DUE}`,
    [modelId],
  )
  return { known: known?.count ?? 0, missing: due?.count ?? 0, characters: due?.characters ?? 0 }
}

/** Words of items that have no vector yet, newest first. */
export async function listMeaningsDue(
  db: Database,
  modelId: string,
  limit: number,
): Promise<readonly { readonly number: number; readonly text: string }[]> {
  return db.all(
    'meaning.due',
    `SELECT asset.number, substr(asset_text.body, 1, 2000) AS text
     FROM asset JOIN asset_text ON asset_text.asset_number = asset.number WHERE ${DUE}
     ORDER BY asset.number DESC LIMIT ?`,
    [modelId, limit],
  )
}

/** Signs of all vectors, in stretches by number. */
export async function listMeaningBits(
  db: Database,
  modelId: string,
  afterNumber: number,
  limit: number,
): Promise<readonly { readonly number: number; readonly bits: Uint8Array }[]> {
  return db.all(
    'meaning.bits-after',
    `SELECT asset_number AS number, bits FROM asset_meaning WHERE asset_number > ? AND model_id = ?
     ORDER BY asset_number LIMIT ?`,
    [afterNumber, modelId, limit],
  )
}

export async function loadVectors(db: Database, numbers: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
  const rows = db.all<{ number: number; vector: Uint8Array }>(
    'meaning.vectors',
    `SELECT asset_number AS number, vector FROM json_each(?) AS wanted
     JOIN asset_vector ON asset_vector.asset_number = wanted.value
     JOIN asset ON asset.number = wanted.value AND asset.is_hidden = 0 AND asset.trashed_at IS NULL`,
    [JSON.stringify(numbers)],
  )
  return new Map(rows.map(({ number, vector }) => [number, vector]))
}

export async function loadQuestion(db: Database, modelId: string, question: string): Promise<Uint8Array | null> {
  const row = db.get<{ vector: Uint8Array }>(
    'meaning.load-question',
    'SELECT vector FROM meaning_question WHERE model_id = ? AND question = ?',
    [modelId, question],
  )
  return row?.vector ?? null
}

/** Words of items, cut to a length; those that are gone are left out. */
export async function loadMeaningTexts(
  db: Database,
  numbers: readonly number[],
  characters: number,
): Promise<readonly { readonly number: number; readonly text: string }[]> {
  return db.all(
    'meaning.texts',
    `SELECT asset_number AS number, substr(asset_text.body, 1, ?) AS text FROM json_each(?) AS wanted
     JOIN asset_text ON asset_text.asset_number = wanted.value ORDER BY wanted.key`,
    [characters, JSON.stringify(numbers)],
  )
}

/** How well items answer a question, of those that were judged for it. */
export async function loadScores(
  db: Database,
  modelId: string,
  question: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = db.all<{ number: number; score: number }>(
    'meaning.load-scores',
    `SELECT asset_number AS number, score FROM meaning_score
     WHERE model_id = ? AND question = ? AND asset_number IN (SELECT value FROM json_each(?))`,
    [modelId, question, JSON.stringify(numbers)],
  )
  return new Map(rows.map(({ number, score }) => [number, score]))
}
