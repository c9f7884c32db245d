import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATIONS } from '@main/db/migrations/all'
import { openDatabase } from '@main/db/open'
import { describe, expect, it } from 'vitest'

describe('the step that adds places', () => {
  it('keeps every asset of a library from before, and lets what hangs on one go with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'database-places-'))
    const options = { filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') }
    const before = await openDatabase({ ...options, migrations: MIGRATIONS.filter(({ version }) => version < 8) })
    const insert = `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, display_name, title, origin, rev, created_at)
      VALUES ('a', 'hash', 'image', 'image/png', 'png', 1, 'a', 'a', 'imported', 1, 1)`
    before.run('test', insert)
    before.close()

    const db = await openDatabase(options)
    expect(db.get('test', 'SELECT id FROM asset')).toEqual({ id: 'a' })
    db.run('test', "INSERT INTO indexed_folder VALUES ('f', '/somewhere', 1, NULL)")
    db.run('test', "INSERT INTO asset_place VALUES ('f', 'a.png', 'a', 1, 1, 0)")
    db.run('test', "INSERT INTO asset_recipe VALUES ('a', '{}')")
    db.run('test', 'INSERT INTO asset_look (asset_number) SELECT number FROM asset')
    db.run('test', 'INSERT INTO asset_colour SELECT 1, number, 1 FROM asset')
    db.run('test', "DELETE FROM asset WHERE id = 'a'")
    const left = ['asset_place', 'asset_recipe', 'asset_look', 'asset_colour'].map(
      (table) => db.all('test', `SELECT * FROM ${table}`).length,
    )
    expect(left).toEqual([0, 0, 0, 0])
    db.close()
  })
})
