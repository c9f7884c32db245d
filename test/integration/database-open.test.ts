import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@main/db/open'
import { MIGRATIONS } from '@main/db/migrations/all'
import type { Migration } from '@main/db/migrations/migration'
import BetterSqlite3 from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeReadOnly } from '../fixtures/read-only-folder'

let folder: string
let filePath: string
let backupFolder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-open-'))
  filePath = join(folder, 'studio.sqlite')
  backupFolder = join(folder, 'backups')
})

const open = (migrations: readonly Migration[] = MIGRATIONS) => openDatabase({ filePath, backupFolder, migrations })
const versionOf = (path: string): unknown =>
  new BetterSqlite3(path, { readonly: true }).pragma('user_version', { simple: true })

const newest = MIGRATIONS.length
const addColumn: Migration = {
  version: newest + 1,
  name: 'add-column',
  sql: 'ALTER TABLE setting ADD COLUMN extra TEXT',
}
const broken: Migration = {
  version: newest + 1,
  name: 'broken',
  sql: 'CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)',
}

async function createWithSetting(): Promise<void> {
  const db = await open(MIGRATIONS)
  db.run('test.insert', "INSERT INTO setting (key, value_json) VALUES ('theme', '\"dark\"')")
  db.close()
}

describe('openDatabase', () => {
  it('makes a new library that a power cut cannot tear', async () => {
    const db = await open()
    expect(db.get<{ synchronous: number }>('test', 'PRAGMA synchronous')?.synchronous).toBe(2)
    expect(db.get<{ journal_mode: string }>('test', 'PRAGMA journal_mode')?.journal_mode).toBe('wal')
    expect(db.get<{ foreign_keys: number }>('test', 'PRAGMA foreign_keys')?.foreign_keys).toBe(1)
    db.close()
  })

  it('keeps a verified copy of the old version before it migrates', async () => {
    await createWithSetting()
    const db = await open([...MIGRATIONS, addColumn])
    db.close()
    const [copy, ...others] = readdirSync(backupFolder)
    expect(others).toEqual([])
    expect(versionOf(join(backupFolder, copy ?? ''))).toBe(newest)
    expect(versionOf(filePath)).toBe(newest + 1)
  })

  it('leaves the old version whole when a step fails', async () => {
    await createWithSetting()
    await expect(open([...MIGRATIONS, broken])).rejects.toThrow('nowhere')
    expect(versionOf(filePath)).toBe(newest)
    const db = await open(MIGRATIONS)
    expect(db.get('test', "SELECT name FROM sqlite_schema WHERE name = 'half'")).toBeUndefined()
    expect(db.get('test', 'SELECT value_json FROM setting')).toEqual({ value_json: '"dark"' })
    db.close()
  })

  it('opens a library of a newer version to look at, and says which version', async () => {
    await createWithSetting()
    new BetterSqlite3(filePath).pragma('user_version = 9999')
    const db = await open()
    expect(db.readOnlyReason).toContain('9999')
    expect(db.get('test', 'SELECT value_json FROM setting')).toEqual({ value_json: '"dark"' })
    expect(() => db.run('test', "DELETE FROM setting WHERE key = 'theme'")).toThrow(/newer version/)
    db.close()
  })

  it('does not touch a file that is no database', async () => {
    writeFileSync(filePath, 'This is a text and no database. '.repeat(100))
    await expect(open()).rejects.toMatchObject({ failure: { code: 'database-damaged' } })
    expect(readFileSync(filePath, 'utf8')).toContain('This is a text')
  })

  it('never counts a half copy as a backup', async () => {
    await createWithSetting()
    const tooEarly: Migration = { ...addColumn, version: newest }
    await expect(open([...MIGRATIONS, tooEarly])).rejects.toThrow('out of order')
    expect(readdirSync(folder)).not.toContain('backups')
  })

  it('says that its disk does not answer', async () => {
    const db = await open()
    expect(() => db.run('test', "ATTACH '/nowhere/at/all.sqlite' AS other")).toThrow('does not answer')
    db.close()
  })

  it('opens a folder that cannot be written read-only, with what lies in its journal', async ({ skip }) => {
    await createWithSetting()
    // As a kill leaves it: the last commits are in the journal only.
    const writer = new BetterSqlite3(filePath)
    writer.exec("UPDATE setting SET value_json = '\"light\"' WHERE key = 'theme'")
    const journal = readFileSync(`${filePath}-wal`)
    const database = readFileSync(filePath)
    writer.close()
    writeFileSync(filePath, database)
    writeFileSync(`${filePath}-wal`, journal)
    const readOnly = makeReadOnly(folder)
    if (readOnly.whyNot) return skip(readOnly.whyNot)
    try {
      const before = readdirSync(folder)
      const db = await open([...MIGRATIONS, addColumn])
      expect(db.readOnlyReason).toContain('cannot be written')
      expect(db.get('test', 'SELECT value_json, extra FROM setting')).toEqual({ value_json: '"light"', extra: null })
      expect(() => db.run('test', 'DELETE FROM setting')).toThrow(/cannot be written/)
      db.close()
      expect(readdirSync(folder)).toEqual(before)
      expect(readFileSync(`${filePath}-wal`)).toEqual(journal)
    } finally {
      readOnly.undo()
    }
  })
})
