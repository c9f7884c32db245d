import type { AssetUse, Lineage, LineageEdge, LineageNode, UseCounts } from '@shared/domain/library-lineage'
import type { Database } from '../database'
import { type AssetCardRow, CARD_COLUMNS, toCard } from '../repositories/asset'

/** More of a family than a person can look at. */
const MAX_NODES = 120
const MAX_GENERATIONS = 12
const MAX_USES = 100

interface FamilyRow {
  readonly id: string
  readonly generation: number
}

/** Ancestors and descendants of an item with what binds them; null where there is no such item. */
export async function loadLineage(db: Database, assetId: string): Promise<Lineage | null> {
  const before = walk(db, assetId, 'before')
  const after = walk(db, assetId, 'after')
  const generations = new Map([
    [assetId, 0],
    ...[...before, ...after].map(({ id, generation }) => [id, generation] as const),
  ])
  const ids = [...generations.keys()].slice(0, MAX_NODES)
  const idsJson = JSON.stringify(ids)
  const rows = db.all<AssetCardRow & { model_id: string | null; trashed_at: number | null; is_hidden: number }>(
    'lineage.nodes',
    `SELECT ${CARD_COLUMNS}, asset.model_id, asset.trashed_at, asset.is_hidden FROM json_each(?) AS wanted
       JOIN asset ON asset.id = wanted.value ORDER BY wanted.key`,
    [idsJson],
  )
  if (!rows.some(({ id }) => id === assetId)) return null
  const edges = db.all<LineageEdge>(
    'lineage.edges',
    `SELECT parent_id AS parentId, child_id AS childId, relation FROM asset_relation
     WHERE child_id IN (SELECT value FROM json_each(@ids)) AND parent_id IN (SELECT value FROM json_each(@ids))`,
    { ids: idsJson },
  )
  const nodes = rows.map((row): LineageNode => ({
    card: toCard(row),
    generation: generations.get(row.id) ?? 0,
    modelId: row.model_id,
    isTrashed: row.trashed_at !== null,
    isHidden: row.is_hidden === 1,
  }))
  return { assetId, nodes, edges, isCut: generations.size > ids.length }
}

/** The nearest first; a family that runs in a circle ends by the number of generations. */
function walk(db: Database, assetId: string, direction: 'before' | 'after'): readonly FamilyRow[] {
  const [from, to, step] = direction === 'before' ? ['child_id', 'parent_id', -1] : ['parent_id', 'child_id', 1]
  return db.all<FamilyRow>(
    `lineage.${direction}`,
    `WITH RECURSIVE family (id, generation) AS (
       SELECT @id, 0
       UNION SELECT asset_relation.${to}, family.generation + (${step}) FROM family
         JOIN asset_relation ON asset_relation.${from} = family.id
         WHERE abs(family.generation) < @generations LIMIT @limit)
     SELECT id, ${step === 1 ? 'max' : 'min'}(generation) AS generation FROM family WHERE id <> @id
     GROUP BY id ORDER BY abs(generation), id LIMIT @limit`,
    { id: assetId, generations: MAX_GENERATIONS, limit: MAX_NODES * 2 },
  )
}

/** Every place that shows or needs an item, newest first within each kind. */
export async function listUses(db: Database, assetId: string): Promise<readonly AssetUse[]> {
  const values = { id: assetId, limit: MAX_USES }
  const chats = db.all<{ conversationId: string; messageId: string; title: string }>(
    'use.chats',
    `SELECT conversation.id AS conversationId, message.id AS messageId, conversation.title FROM (
       SELECT message_id AS id FROM message_asset WHERE asset_id = @id
       UNION SELECT json_extract(generation.origin_json, '$.messageId') FROM asset
         JOIN generation ON generation.id = asset.generation_id
         WHERE asset.id = @id AND json_extract(generation.origin_json, '$.kind') = 'chat'
     ) AS shown JOIN message ON message.id = shown.id
       JOIN conversation ON conversation.id = message.conversation_id
     WHERE conversation.deleted_at IS NULL ORDER BY message.id DESC LIMIT @limit`,
    values,
  )
  const shots = db.all<{ projectId: string; shotId: string; title: string }>(
    'use.shots',
    `SELECT DISTINCT scene.project_id AS projectId, shot.id AS shotId,
       storyboard_project.title || ', ' || CASE shot.text WHEN '' THEN 'a shot' ELSE shot.text END AS title
     FROM take JOIN shot ON shot.id = take.shot_id JOIN scene ON scene.id = shot.scene_id
       JOIN storyboard_project ON storyboard_project.id = scene.project_id
     WHERE take.asset_id = @id AND shot.deleted_at IS NULL AND scene.deleted_at IS NULL
       AND storyboard_project.deleted_at IS NULL ORDER BY take.id DESC LIMIT @limit`,
    values,
  )
  const canvases = db.all<{ documentId: string; title: string }>(
    'use.canvases',
    `SELECT id AS documentId, title FROM canvas_document
     WHERE deleted_at IS NULL AND source_asset_id = @id ORDER BY updated_at DESC LIMIT @limit`,
    values,
  )
  const collections = db.all<{ collectionId: string; title: string }>(
    'use.collections',
    `SELECT collection.id AS collectionId, collection.name AS title FROM collection_item
       JOIN collection ON collection.id = collection_item.collection_id
     WHERE collection_item.asset_number = (SELECT number FROM asset WHERE id = @id)
       AND collection.deleted_at IS NULL ORDER BY collection.name LIMIT @limit`,
    values,
  )
  const exports = db.all<{ assetId: string; title: string }>(
    'use.exports',
    `SELECT asset.id AS assetId, asset.title FROM asset_relation JOIN asset ON asset.id = asset_relation.child_id
     WHERE asset_relation.parent_id = @id AND asset_relation.relation = 'export' AND asset.trashed_at IS NULL
     ORDER BY asset.id DESC LIMIT @limit`,
    values,
  )
  return [
    ...chats.map((use) => ({ kind: 'chat' as const, ...use })),
    ...shots.map((use) => ({ kind: 'shot' as const, ...use })),
    ...canvases.map((use) => ({ kind: 'canvas' as const, ...use })),
    ...collections.map((use) => ({ kind: 'collection' as const, ...use })),
    ...exports.map((use) => ({ kind: 'export' as const, ...use })),
  ]
}

/** What needs items that are about to go; a collection is order and no use. */
export async function countUses(db: Database, assetIds: readonly string[]): Promise<UseCounts> {
  const row = db.get<UseCounts>(
    'use.counts',
    `WITH wanted (id) AS (SELECT value FROM json_each(?)),
     chat (asset_id, owner) AS (
       SELECT message_asset.asset_id, message.conversation_id FROM wanted
         JOIN message_asset ON message_asset.asset_id = wanted.id
         JOIN message ON message.id = message_asset.message_id
         JOIN conversation ON conversation.id = message.conversation_id AND conversation.deleted_at IS NULL),
     shot_use (asset_id, owner) AS (
       SELECT take.asset_id, take.shot_id FROM wanted JOIN take ON take.asset_id = wanted.id
         JOIN shot ON shot.id = take.shot_id AND shot.deleted_at IS NULL
         JOIN scene ON scene.id = shot.scene_id AND scene.deleted_at IS NULL
         JOIN storyboard_project ON storyboard_project.id = scene.project_id
           AND storyboard_project.deleted_at IS NULL),
     canvas (asset_id, owner) AS (
       SELECT source_asset_id, canvas_document.id FROM wanted
         JOIN canvas_document ON source_asset_id = wanted.id AND deleted_at IS NULL)
     SELECT (SELECT count(DISTINCT owner) FROM chat) AS chats,
       (SELECT count(DISTINCT owner) FROM shot_use) AS shots,
       (SELECT count(DISTINCT owner) FROM canvas) AS canvases,
       (SELECT count(*) FROM (SELECT asset_id FROM chat UNION SELECT asset_id FROM shot_use
         UNION SELECT asset_id FROM canvas)) AS items`,
    [JSON.stringify(assetIds)],
  )
  return row ?? { items: 0, chats: 0, shots: 0, canvases: 0 }
}
