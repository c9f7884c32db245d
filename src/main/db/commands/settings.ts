import type { Database } from '../database'

export async function saveSetting(db: Database, key: string, valueJson: string): Promise<void> {
  db.run(
    'settings.save',
    'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
    [key, valueJson],
  )
}

/** Moves a value that cannot be read out of the way; it is kept for whoever wants to look at it. */
export async function setSettingAside(db: Database, key: string, asideKey: string): Promise<void> {
  db.transaction('settings.set-aside', () => {
    db.run('settings.drop-former-aside', 'DELETE FROM setting WHERE key = ?', [asideKey])
    db.run('settings.rename', 'UPDATE setting SET key = ? WHERE key = ?', [asideKey, key])
  })
}
