import type { PlaceOfUse } from '@shared/domain/library-lineage'
import type { Database } from '../database'

/** More than a person reads before deleting. */
const MOST_NAMED = 60

interface Counted {
  readonly title: string
  readonly items: number
}

/** The chats, shots and canvases that need any of some items, those that need most of them first. */
export async function listPlacesOfUse(db: Database, assetIds: readonly string[]): Promise<readonly PlaceOfUse[]> {
  const values = { ids: JSON.stringify(assetIds), limit: MOST_NAMED }
  const chats = db.all<Counted & { readonly conversationId: string; readonly messageId: string }>(
    'use-place.chats',
    `SELECT conversation.id AS conversationId, max(message.id) AS messageId, conversation.title,
       count(DISTINCT message_asset.asset_id) AS items
     FROM json_each(@ids) AS wanted JOIN message_asset ON message_asset.asset_id = wanted.value
       JOIN message ON message.id = message_asset.message_id
       JOIN conversation ON conversation.id = message.conversation_id
     WHERE conversation.deleted_at IS NULL
     GROUP BY conversation.id ORDER BY items DESC, conversation.id DESC LIMIT @limit`,
    values,
  )
  const shots = db.all<Counted & { readonly projectId: string; readonly shotId: string }>(
    'use-place.shots',
    `SELECT scene.project_id AS projectId, shot.id AS shotId,
       storyboard_project.title || ', ' || CASE shot.text WHEN '' THEN 'a shot' ELSE shot.text END AS title,
       count(DISTINCT take.asset_id) AS items
     FROM json_each(@ids) AS wanted JOIN take ON take.asset_id = wanted.value
       JOIN shot ON shot.id = take.shot_id JOIN scene ON scene.id = shot.scene_id
       JOIN storyboard_project ON storyboard_project.id = scene.project_id
     WHERE shot.deleted_at IS NULL AND scene.deleted_at IS NULL AND storyboard_project.deleted_at IS NULL
     GROUP BY shot.id ORDER BY items DESC, shot.id DESC LIMIT @limit`,
    values,
  )
  const canvases = db.all<Counted & { readonly documentId: string }>(
    'use-place.canvases',
    `SELECT canvas_document.id AS documentId, canvas_document.title, 1 AS items
     FROM json_each(@ids) AS wanted JOIN canvas_document ON canvas_document.source_asset_id = wanted.value
     WHERE canvas_document.deleted_at IS NULL ORDER BY canvas_document.updated_at DESC LIMIT @limit`,
    values,
  )
  return [
    ...chats.map(({ items, ...use }) => ({ use: { kind: 'chat' as const, ...use }, items })),
    ...shots.map(({ items, ...use }) => ({ use: { kind: 'shot' as const, ...use }, items })),
    ...canvases.map(({ items, ...use }) => ({ use: { kind: 'canvas' as const, ...use }, items })),
  ]
    .toSorted((first, second) => second.items - first.items)
    .slice(0, MOST_NAMED)
}
