import type { Database } from '../database'

/** Tags that a name or an alias means, and all beneath them. */
export function tagIdsNamed(db: Database, name: string): readonly number[] {
  const folded = name.toLowerCase()
  const rows = db.all<{ id: number }>(
    'tag.ids-named',
    `SELECT id FROM tag WHERE folded_name = ? UNION SELECT tag_id FROM tag_alias WHERE folded_name = ?`,
    [folded, folded],
  )
  return rows.flatMap(({ id }) => tagIdsBeneath(db, id))
}

/** A tag and all beneath it. */
export function tagIdsBeneath(db: Database, tagId: number): readonly number[] {
  const rows = db.all<{ id: number }>(
    'tag.ids-beneath',
    `WITH RECURSIVE beneath (id) AS (SELECT ? UNION SELECT tag.id FROM beneath JOIN tag ON tag.parent_id = beneath.id)
     SELECT id FROM beneath`,
    [tagId],
  )
  return rows.map(({ id }) => id)
}

/** Manual collections of a name, and all within them. */
export function collectionIdsNamed(db: Database, name: string): readonly string[] {
  const rows = db.all<{ id: string }>(
    'collection.ids-named',
    `SELECT id FROM collection WHERE kind = 'manual' AND deleted_at IS NULL AND lower(name) = lower(?)`,
    [name],
  )
  return rows.flatMap(({ id }) => collectionIdsWithin(db, id))
}

/** A collection and all within it. */
export function collectionIdsWithin(db: Database, collectionId: string): readonly string[] {
  const rows = db.all<{ id: string }>(
    'collection.ids-within',
    `WITH RECURSIVE within (id) AS (SELECT ? UNION SELECT collection.id FROM within
       JOIN collection ON collection.parent_id = within.id AND collection.deleted_at IS NULL)
     SELECT id FROM within`,
    [collectionId],
  )
  return rows.map(({ id }) => id)
}

/** Models of visible assets; hops from one to the next in the index instead of reading all of it. */
export function modelIdsContaining(db: Database, text: string): readonly string[] {
  const rows = db.all<{ id: string }>(
    'asset.model-ids',
    `WITH RECURSIVE model (id) AS (
       SELECT min(model_id) FROM asset WHERE is_hidden = 0 AND trashed_at IS NULL
       UNION ALL
       SELECT (SELECT min(model_id) FROM asset WHERE is_hidden = 0 AND trashed_at IS NULL AND model_id > model.id)
       FROM model WHERE model.id IS NOT NULL
     ) SELECT id FROM model WHERE id IS NOT NULL`,
  )
  return rows.map(({ id }) => id).filter((id) => id.toLowerCase().includes(text))
}
