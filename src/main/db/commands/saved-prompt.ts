import type { SavedPrompt } from '@shared/domain/saved-prompt'
import type { Database } from '../database'

export async function saveSavedPrompt(db: Database, prompt: SavedPrompt, nowMs: number): Promise<void> {
  db.run(
    'saved-prompt.save',
    `INSERT INTO saved_prompt (id, name, text, created_at, updated_at) VALUES (:id, :name, :text, :nowMs, :nowMs)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text, updated_at = excluded.updated_at`,
    { ...prompt, nowMs },
  )
}

export async function deleteSavedPrompt(db: Database, id: string): Promise<void> {
  db.run('saved-prompt.delete', 'DELETE FROM saved_prompt WHERE id = ?', [id])
}
