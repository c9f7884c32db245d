import type { Database } from '../database'

/** Notes where an item lies under a name that a person knows; null: nowhere any more. */
export async function noteReadableFile(db: Database, assetId: string, path: string | null): Promise<void> {
  db.transaction('readable.note', () => {
    db.run('readable.forget', 'DELETE FROM readable_file WHERE asset_id = ?', [assetId])
    if (path === null) return
    db.run('readable.keep', 'INSERT INTO readable_file (asset_id, folded_path, path) VALUES (?, ?, ?)', [
      assetId,
      foldedPath(path),
      path,
    ])
  })
}

export async function forgetReadableFiles(db: Database): Promise<void> {
  db.run('readable.forget-all', 'DELETE FROM readable_file', [])
}

export const foldedPath = (path: string): string => path.normalize('NFC').toLowerCase()
