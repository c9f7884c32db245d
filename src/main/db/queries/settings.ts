import type { Database } from '../database'

export interface StoredSetting {
  readonly key: string
  /** As stored; whoever reads it decides what to do when it is damaged. */
  readonly valueJson: string
}

/** All settings whose key begins with a prefix such as `view.`. */
export async function listSettings(db: Database, prefix: string): Promise<readonly StoredSetting[]> {
  return db
    .all<{ key: string; value_json: string }>(
      'settings.list',
      'SELECT key, value_json FROM setting WHERE substr(key, 1, length(:prefix)) = :prefix ORDER BY key',
      { prefix },
    )
    .map((row) => ({ key: row.key, valueJson: row.value_json }))
}

export async function loadSetting(db: Database, key: string): Promise<string | null> {
  return (
    db.get<{ value_json: string }>('settings.load', 'SELECT value_json FROM setting WHERE key = ?', [key])
      ?.value_json ?? null
  )
}
