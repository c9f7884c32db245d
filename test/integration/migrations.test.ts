import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATIONS } from '@main/db/migrations/all'
import { openDatabase } from '@main/db/open'
import { loadConversation } from '@main/db/queries/chat'
import { loadSongUpload } from '@main/db/queries/song-upload'
import { loadTaskView } from '@main/db/queries/task'
import { DEFAULT_CHAT_SETTINGS } from '@shared/domain/chat-settings'
import { expect, it } from 'vitest'
import { addTask } from './tasks-harness'

const upTo = (name: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  const files = { filePath: join(folder, 'studio.sqlite'), backupFolder: join(folder, 'backups') }
  const index = MIGRATIONS.findIndex((migration) => migration.name === name)
  return {
    before: () => openDatabase({ ...files, migrations: MIGRATIONS.slice(0, index) }),
    after: () => openDatabase({ ...files, migrations: MIGRATIONS.slice(0, index + 1) }),
    /** With all later steps too, for what only today's queries can read. */
    today: () => openDatabase({ ...files, migrations: MIGRATIONS }),
  }
}

it('chat-order keeps chats as they are and takes their names for given by a person', async () => {
  const step = upTo('chat-order')
  const old = await step.before()
  old.run(
    'test',
    `INSERT INTO conversation (id, title, model_id, created_at, updated_at) VALUES ('a', 'Heron', 'm', 1, 1)`,
  )
  old.run('test', `INSERT INTO conversation (id, title, model_id, created_at, updated_at) VALUES ('b', '', 'm', 1, 1)`)
  old.close()
  const db = await step.after()
  expect(db.all('test', 'SELECT id, title, title_by, folder_id, cap_mode FROM conversation ORDER BY id')).toEqual([
    { id: 'a', title: 'Heron', title_by: 'person', folder_id: null, cap_mode: 'stop' },
    { id: 'b', title: '', title_by: 'words', folder_id: null, cap_mode: 'stop' },
  ])
  db.close()
})

it('chat-protocols leaves the settings of old chats to their models', async () => {
  const step = upTo('chat-protocols')
  const old = await step.before()
  old.run(
    'test',
    `INSERT INTO conversation (id, title, model_id, created_at, updated_at) VALUES ('a', 'Heron', 'm', 1, 1)`,
  )
  old.close()
  const db = await step.after()
  expect(await loadConversation(db, 'a')).toMatchObject({ title: 'Heron', settings: DEFAULT_CHAT_SETTINGS })
  db.close()
})

it('song-uploads leaves tasks as they were, with nothing to prepare', async () => {
  const step = upTo('song-uploads')
  const old = await step.before()
  const taskId = await addTask(old)
  old.close()
  const db = await step.today()
  expect(await loadTaskView(db, taskId)).toMatchObject({ state: 'queued' })
  expect(await loadTaskView(db, taskId)).not.toHaveProperty('preparation')
  expect(await loadSongUpload(db, { sha256: 'a', keyProfileId: 'p' })).toBeNull()
  db.close()
})

it('saved-prompts begins empty and holds one prompt a name, whatever its case', async () => {
  const step = upTo('saved-prompts')
  ;(await step.before()).close()
  const db = await step.after()
  const add = (id: string, name: string): void =>
    void db.run('test', `INSERT INTO saved_prompt VALUES ('${id}', '${name}', 'text', 1, 1)`)
  expect(db.all('test', 'SELECT * FROM saved_prompt')).toEqual([])
  add('a', 'Shots')
  expect(() => add('b', 'shots')).toThrow(/UNIQUE/)
  db.close()
})

it('meaning-scores keeps what items mean, and lets scores go with their item', async () => {
  const step = upTo('meaning-scores')
  const old = await step.before()
  old.run(
    'test',
    `INSERT INTO asset (id, sha256, media, mime, extension, byte_size, display_name, title, origin, rev, created_at)
     VALUES ('a', 'hash', 'text', 'text/plain', 'txt', 1, 'a', 'a', 'imported', 1, 1)`,
  )
  old.run('test', "INSERT INTO asset_meaning SELECT number, 'model', x'01' FROM asset")
  old.close()
  const db = await step.after()
  expect(db.all('test', 'SELECT model_id FROM asset_meaning')).toEqual([{ model_id: 'model' }])
  db.run('test', "INSERT INTO meaning_score SELECT 'ranker', 'question', number, 0.5 FROM asset")
  db.run('test', "DELETE FROM asset WHERE id = 'a'")
  expect(db.all('test', 'SELECT * FROM meaning_score')).toEqual([])
  db.close()
})
