import type { Database } from '../database'
import { fromJson } from '../json'
import { changeContextText } from './asset-text'
import { bumpRevision } from './library-revision'

/** More of one source says nothing new to a search and makes its index heavy. */
const MAX_CHARACTERS = 2_000
const MAX_SOURCES = 12

/**
 * Writes what the search knows of assets besides themselves: tags and their names, the talk that made or shows them,
 * shots, and the negative prompt. Triggers note who is due; a kill in between leaves them due.
 * @returns how many were written
 */
export async function refreshDueContexts(db: Database, limit: number): Promise<number> {
  const due = db.all<{ number: number }>(
    'context.due',
    'SELECT asset_number AS number FROM asset_context_due ORDER BY asset_number DESC LIMIT ?',
    [limit],
  )
  if (due.length === 0) return 0
  db.transaction('context.refresh', () => {
    // A tag may have another name: whoever follows the changes of items, such as their sidecars, hears of it.
    const rev = bumpRevision(db)
    for (const { number } of due) {
      changeContextText(db, number, contextOf(db, number))
      db.run('context.stamp', 'UPDATE asset SET rev = ? WHERE number = ?', [rev, number])
      db.run('context.done', 'DELETE FROM asset_context_due WHERE asset_number = ?', [number])
    }
  })
  return due.length
}

function contextOf(db: Database, assetNumber: number): string {
  const texts = [
    ...tagTexts(db, assetNumber),
    ...negativePrompts(db, assetNumber),
    ...talkTexts(db, assetNumber),
    ...shotTexts(db, assetNumber),
  ]
  return [...new Set(texts.map((text) => text.trim().slice(0, MAX_CHARACTERS)))].filter(Boolean).join('\n')
}

function tagTexts(db: Database, assetNumber: number): readonly string[] {
  const rows = db.all<{ name: string }>(
    'context.tags',
    `WITH RECURSIVE own (id) AS (
       SELECT tag_id FROM asset_tag WHERE asset_number = ?
       UNION SELECT tag.parent_id FROM own JOIN tag ON tag.id = own.id WHERE tag.parent_id IS NOT NULL)
     SELECT name FROM tag WHERE id IN (SELECT id FROM own)
     UNION ALL SELECT name FROM tag_alias WHERE tag_id IN (SELECT id FROM own)`,
    [assetNumber],
  )
  return rows.map(({ name }) => name)
}

function negativePrompts(db: Database, assetNumber: number): readonly string[] {
  const row = db.get<{ params_json: string }>(
    'context.params',
    'SELECT params_json FROM generation WHERE id = (SELECT generation_id FROM asset WHERE number = ?)',
    [assetNumber],
  )
  if (!row) return []
  return Object.entries(fromJson<Record<string, unknown>>(row.params_json)).flatMap(([key, value]) =>
    /negative/i.test(key) && typeof value === 'string' ? [value] : [],
  )
}

/** The message that asked for it with the one before, and every message that shows it. */
function talkTexts(db: Database, assetNumber: number): readonly string[] {
  const rows = db.all<{ parts_json: string; title: string }>(
    'context.messages',
    `WITH asked (id) AS (
       SELECT json_extract(generation.origin_json, '$.messageId') FROM asset
         JOIN generation ON generation.id = asset.generation_id
       WHERE asset.number = @assetNumber AND json_extract(generation.origin_json, '$.kind') = 'chat'),
     shown (id) AS (
       SELECT id FROM asked
       UNION SELECT parent_id FROM message WHERE id IN (SELECT id FROM asked)
       UNION SELECT message_id FROM message_asset WHERE asset_id = (SELECT id FROM asset WHERE number = @assetNumber))
     SELECT message.parts_json, conversation.title FROM shown JOIN message ON message.id = shown.id
       JOIN conversation ON conversation.id = message.conversation_id LIMIT @limit`,
    { assetNumber, limit: MAX_SOURCES },
  )
  return rows.flatMap(({ parts_json: parts, title }) => [title, ...textsOf(parts)])
}

function textsOf(partsJson: string): readonly string[] {
  const parts = fromJson<readonly { readonly kind?: string; readonly text?: string }[]>(partsJson)
  return parts.flatMap(({ kind, text }) => (kind === 'text' && text ? [text] : []))
}

function shotTexts(db: Database, assetNumber: number): readonly string[] {
  const rows = db.all<{ shot: string; scene: string; project: string }>(
    'context.shots',
    `SELECT DISTINCT shot.text AS shot, scene.title AS scene, storyboard_project.title AS project FROM take
       JOIN shot ON shot.id = take.shot_id JOIN scene ON scene.id = shot.scene_id
       JOIN storyboard_project ON storyboard_project.id = scene.project_id
     WHERE take.asset_id = (SELECT id FROM asset WHERE number = ?) LIMIT ?`,
    [assetNumber, MAX_SOURCES],
  )
  return rows.flatMap(({ shot, scene, project }) => [shot, scene, project])
}
