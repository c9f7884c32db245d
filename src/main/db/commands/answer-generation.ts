import type { Database } from '../database'

export interface AnswerGeneration {
  readonly generationId: string
  readonly conversationId: string
  readonly messageId: string
  readonly modelId: string
  readonly prompt: string
  readonly inputAssetIds: readonly string[]
  readonly keyProfileId: string
  readonly nowMs: number
}

/** Stands in for the operation of what a chat model made inside its answer; no form belongs to it. */
export const ANSWER_OPERATION_ID = 'chat.answer'

/** The recipe of what came inside an answer: it has no task, because the answer itself was the work. One for a message. */
export async function noteAnswerGeneration(db: Database, answer: AnswerGeneration): Promise<string> {
  return db.transaction('chat.note-answer-generation', () => {
    const clientRequestId = `answer:${answer.messageId}`
    const { conversationId, messageId } = answer
    db.run(
      'chat.add-answer-generation',
      `INSERT OR IGNORE INTO generation (id, client_request_id, operation_id, spec_version, model_id, prompt, params_json,
         input_asset_ids_json, origin_json, estimate_json, key_profile_id, key_profile_label, created_at)
       VALUES (?, ?, ?, 1, ?, ?, '{}', ?, ?, ?, ?, coalesce((SELECT label FROM key_profile WHERE id = ?), ''), ?)`,
      [
        answer.generationId,
        clientRequestId,
        ANSWER_OPERATION_ID,
        answer.modelId,
        answer.prompt,
        JSON.stringify(answer.inputAssetIds),
        JSON.stringify({ kind: 'chat', conversationId, messageId }),
        JSON.stringify({ kind: 'unknown', why: 'Paid with the answer in the chat.' }),
        answer.keyProfileId,
        answer.keyProfileId,
        answer.nowMs,
      ],
    )
    const row = db.get<{ id: string }>(
      'chat.answer-generation',
      'SELECT id FROM generation WHERE client_request_id = ?',
      [clientRequestId],
    )
    return row?.id ?? answer.generationId
  })
}
