import type { SavedPrompt } from '@shared/domain/saved-prompt'
import type { Database } from '../database'

/** All of them, by name. */
export async function listSavedPrompts(db: Database): Promise<readonly SavedPrompt[]> {
  return db.all<SavedPrompt>('saved-prompt.list', 'SELECT id, name, text FROM saved_prompt ORDER BY name', [])
}

export async function findSavedPromptByName(db: Database, name: string): Promise<SavedPrompt | null> {
  return (
    db.get<SavedPrompt>('saved-prompt.by-name', 'SELECT id, name, text FROM saved_prompt WHERE name = ?', [name]) ??
    null
  )
}
