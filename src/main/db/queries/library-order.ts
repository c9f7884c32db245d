import type { LibraryCollection, LibraryTag, PlaceCounts } from '@shared/domain/library-order'
import type { Database } from '../database'
import { fromJson } from '../json'

/** All tags by name. Kept counts are of a tag itself; what lies beneath is counted with it, each item once. A thousand of them are one small answer. */
export async function listTags(db: Database): Promise<readonly LibraryTag[]> {
  const rows = db.all<{ id: number; name: string; parent_id: number | null; item_count: number; aliases: string }>(
    'tag.list',
    `SELECT tag.id, tag.name, tag.parent_id,
       CASE WHEN EXISTS (SELECT 1 FROM tag AS child WHERE child.parent_id = tag.id) THEN (
         WITH RECURSIVE beneath (id) AS (
           SELECT tag.id UNION SELECT child.id FROM beneath JOIN tag AS child ON child.parent_id = beneath.id)
         SELECT count(DISTINCT member.asset_number) FROM beneath JOIN asset_tag AS member ON member.tag_id = beneath.id
           JOIN asset ON asset.number = member.asset_number
         WHERE asset.is_hidden = 0 AND asset.trashed_at IS NULL
       ) ELSE tag.item_count END AS item_count,
       (SELECT json_group_array(name) FROM tag_alias WHERE tag_id = tag.id) AS aliases
     FROM tag ORDER BY tag.folded_name`,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    parentId: row.parent_id,
    aliases: fromJson<readonly string[]>(row.aliases),
    count: row.item_count,
  }))
}

export async function listCollections(db: Database): Promise<readonly LibraryCollection[]> {
  const rows = db.all<{
    id: string
    kind: 'manual' | 'smart'
    name: string
    parent_id: string | null
    search: string
    item_count: number
  }>(
    'collection.list',
    `SELECT id, kind, name, parent_id, search,
       CASE WHEN EXISTS (SELECT 1 FROM collection AS child WHERE child.parent_id = collection.id AND child.deleted_at IS NULL)
       THEN (
         WITH RECURSIVE within (id) AS (SELECT collection.id UNION SELECT child.id FROM within
           JOIN collection AS child ON child.parent_id = within.id AND child.deleted_at IS NULL)
         SELECT count(DISTINCT member.asset_number) FROM within
           JOIN collection_item AS member ON member.collection_id = within.id
           JOIN asset ON asset.number = member.asset_number
         WHERE asset.is_hidden = 0 AND asset.trashed_at IS NULL
       ) ELSE item_count END AS item_count
     FROM collection WHERE deleted_at IS NULL ORDER BY lower(name), id`,
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    parentId: row.parent_id,
    search: row.search,
    count: row.kind === 'manual' ? row.item_count : null,
  }))
}

/** From the counts of the days; only the trash, which is small, is counted. */
export async function countPlaces(db: Database): Promise<PlaceCounts> {
  const shown = db.get<{ all: number | null; picked: number | null; rejected: number | null }>(
    'library.place-counts',
    `SELECT sum(count) AS "all", sum(iif(pick = 1, count, 0)) AS picked, sum(iif(pick = -1, count, 0)) AS rejected
     FROM asset_day_count`,
  )
  const trash = db.get<{ count: number }>(
    'library.trash-count',
    'SELECT count(*) AS count FROM asset WHERE is_hidden = 0 AND trashed_at IS NOT NULL',
  )
  return {
    all: shown?.all ?? 0,
    picked: shown?.picked ?? 0,
    rejected: shown?.rejected ?? 0,
    trash: trash?.count ?? 0,
  }
}

/** Which collections all, or only some, of the assets are in, and the same of tags; for menus with check marks. */
export async function loadMemberships(
  db: Database,
  assetIds: readonly string[],
): Promise<{
  readonly tags: readonly { readonly id: number; readonly count: number }[]
  readonly collections: readonly { readonly id: string; readonly count: number }[]
}> {
  const values = [JSON.stringify(assetIds)]
  return {
    tags: db.all(
      'tag.memberships',
      `SELECT tag_id AS id, count(*) AS count FROM json_each(?) AS wanted JOIN asset ON asset.id = wanted.value
         JOIN asset_tag ON asset_tag.asset_number = asset.number GROUP BY tag_id`,
      values,
    ),
    collections: db.all(
      'collection.memberships',
      `SELECT collection_id AS id, count(*) AS count FROM json_each(?) AS wanted JOIN asset ON asset.id = wanted.value
         JOIN collection_item ON collection_item.asset_number = asset.number GROUP BY collection_id`,
      values,
    ),
  }
}

/** Members of stacks, the winner first. */
export async function loadStackMembers(db: Database, stackIds: readonly string[]): Promise<readonly string[]> {
  const rows = db.all<{ id: string }>(
    'stack.members',
    `SELECT asset.id FROM asset JOIN stack ON stack.id = asset.stack_id
     WHERE asset.stack_id IN (SELECT value FROM json_each(?)) AND asset.is_hidden = 0 AND asset.trashed_at IS NULL
     ORDER BY asset.stack_id, asset.number = stack.winner_number DESC, asset.number`,
    [JSON.stringify(stackIds)],
  )
  return rows.map(({ id }) => id)
}
