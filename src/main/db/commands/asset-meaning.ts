import type { Database } from '../database'

export interface NewMeaning {
  readonly assetNumber: number
  readonly bits: Uint8Array
  readonly vector: Uint8Array
}

/** Keeps vectors that were paid for; in one transaction with what they cost. */
export async function saveMeanings(
  db: Database,
  modelId: string,
  meanings: readonly NewMeaning[],
  cost: MeaningCost | null,
): Promise<void> {
  db.transaction('meaning.save', () => {
    for (const { assetNumber, bits, vector } of meanings) {
      db.run('meaning.bits', 'INSERT OR REPLACE INTO asset_meaning (asset_number, model_id, bits) VALUES (?, ?, ?)', [
        assetNumber,
        modelId,
        bits,
      ])
      db.run('meaning.vector', 'INSERT OR REPLACE INTO asset_vector VALUES (?, ?)', [assetNumber, vector])
    }
    if (cost) noteCost(db, modelId, cost)
  })
}

export interface MeaningCost {
  readonly ledgerEntryId: string
  /** Null where nobody knows the price. */
  readonly amountMicroUsd: number | null
  readonly keyProfileId: string
  readonly nowMs: number
}

/** A question that was asked before is answered without the network. */
export async function saveQuestion(
  db: Database,
  modelId: string,
  question: string,
  vector: Uint8Array,
  cost: MeaningCost,
): Promise<void> {
  db.transaction('meaning.question', () => {
    db.run('meaning.save-question', 'INSERT OR REPLACE INTO meaning_question VALUES (?, ?, ?, ?)', [
      modelId,
      question,
      vector,
      cost.nowMs,
    ])
    noteCost(db, modelId, cost)
  })
}

export interface MeaningScore {
  readonly assetNumber: number
  /** The higher, the better an item answers the question. */
  readonly score: number
}

/** Keeps how well items answer a question: it was paid for. */
export async function saveScores(
  db: Database,
  modelId: string,
  question: string,
  scores: readonly MeaningScore[],
  cost: MeaningCost,
): Promise<void> {
  db.transaction('meaning.scores', () => {
    for (const { assetNumber, score } of scores) {
      // An item may have gone while the gateway judged it.
      db.run(
        'meaning.save-score',
        `INSERT OR REPLACE INTO meaning_score (model_id, question, asset_number, score)
         SELECT ?, ?, number, ? FROM asset WHERE number = ?`,
        [modelId, question, score, assetNumber],
      )
    }
    noteCost(db, modelId, cost)
  })
}

function noteCost(db: Database, modelId: string, cost: MeaningCost): void {
  db.run(
    'meaning.ledger',
    `INSERT INTO ledger_entry (id, kind, amount_micro_usd, model_id, key_profile_id, created_at)
     VALUES (?, 'charge', ?, ?, ?, ?)`,
    [cost.ledgerEntryId, cost.amountMicroUsd, modelId, cost.keyProfileId, cost.nowMs],
  )
}
