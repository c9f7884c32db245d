import type { Migration } from './migration'

/** What the counts of the days are kept by; the same expressions in every trigger. */
const DAY_KEY = (row: 'new' | 'old'): string =>
  `${row}.created_at / 86400000, ${row}.media, coalesce(${row}.model_id, ''), ${row}.rating, ${row}.pick, ${row}.label, ${row}.is_folded`

const IS_DAY_OF_OLD = `day = old.created_at / 86400000 AND media = old.media AND model_id = coalesce(old.model_id, '')
          AND rating = old.rating AND pick = old.pick AND label = old.label AND is_folded = old.is_folded`

const COUNTED_COLUMNS = 'created_at, media, model_id, rating, pick, label, is_folded, is_hidden, trashed_at'

const ADD_TO_DAY = `INSERT INTO asset_day_count VALUES (${DAY_KEY('new')}, 1) ON CONFLICT DO UPDATE SET count = count + 1;`

const TAKE_FROM_DAY = `UPDATE asset_day_count SET count = count - 1 WHERE ${IS_DAY_OF_OLD};
      DELETE FROM asset_day_count WHERE ${IS_DAY_OF_OLD} AND count = 0;`

const IS_SHOWN = (row: 'new' | 'old'): string => `${row}.is_hidden = 0 AND ${row}.trashed_at IS NULL`

/** Keeps `item_count` of a membership's owner true: members come and go, and assets go to the trash and back. */
const countedMembership = (table: string, owner: string, column: string): string => `
    CREATE TRIGGER ${table}_added AFTER INSERT ON ${table} BEGIN
      UPDATE ${owner} SET item_count = item_count + 1 WHERE id = new.${column} AND EXISTS (
        SELECT 1 FROM asset WHERE number = new.asset_number AND is_hidden = 0 AND trashed_at IS NULL);
    END;
    CREATE TRIGGER ${table}_removed AFTER DELETE ON ${table} BEGIN
      UPDATE ${owner} SET item_count = item_count - 1 WHERE id = old.${column} AND EXISTS (
        SELECT 1 FROM asset WHERE number = old.asset_number AND is_hidden = 0 AND trashed_at IS NULL);
    END;
    CREATE TRIGGER ${table}_hidden AFTER UPDATE OF is_hidden, trashed_at ON asset
      WHEN ${IS_SHOWN('old')} AND NOT (${IS_SHOWN('new')}) BEGIN
      UPDATE ${owner} SET item_count = item_count - 1
        WHERE id IN (SELECT ${column} FROM ${table} WHERE asset_number = new.number);
    END;
    CREATE TRIGGER ${table}_shown AFTER UPDATE OF is_hidden, trashed_at ON asset
      WHEN ${IS_SHOWN('new')} AND NOT (${IS_SHOWN('old')}) BEGIN
      UPDATE ${owner} SET item_count = item_count + 1
        WHERE id IN (SELECT ${column} FROM ${table} WHERE asset_number = new.number);
    END;`

/** What a generation cost: all charges that are known, else the estimate, else nothing (never zero). */
const COST_OF = (generationId: string): string =>
  `coalesce((SELECT sum(charged_micro_usd) FROM task WHERE generation_id = ${generationId}),
        (SELECT json_extract(estimate_json, '$.amountMicroUsd') FROM generation WHERE id = ${generationId}))`

/**
 * Order in the library: labels, picks, tags, collections, stacks, the log of what can be undone, and culling. Members
 * are kept by the number of an asset, so that pages of a collection are read off its index.
 */
export const libraryOrder: Migration = {
  version: 7,
  name: 'library-order',
  sql: `
    -- 1 red, 2 yellow, 3 green, 4 blue, 5 purple.
    ALTER TABLE asset ADD COLUMN label INTEGER NOT NULL DEFAULT 0 CHECK (label BETWEEN 0 AND 5);
    -- 1 picked, -1 rejected.
    ALTER TABLE asset ADD COLUMN pick INTEGER NOT NULL DEFAULT 0 CHECK (pick BETWEEN -1 AND 1);
    -- Of the whole run that made it; NULL: not known.
    ALTER TABLE asset ADD COLUMN cost_micro_usd INTEGER;
    ALTER TABLE asset ADD COLUMN stack_id TEXT;
    -- Under the winner of a stack that is closed.
    ALTER TABLE asset ADD COLUMN is_folded INTEGER NOT NULL DEFAULT 0;

    -- Only rows that get a value: of a million that nobody knows the cost of, none is written.
    UPDATE asset SET cost_micro_usd = ${COST_OF('asset.generation_id')} WHERE generation_id IN (
      SELECT generation_id FROM task WHERE charged_micro_usd IS NOT NULL
      UNION SELECT id FROM generation WHERE json_extract(estimate_json, '$.amountMicroUsd') IS NOT NULL);
    CREATE TRIGGER task_charged AFTER UPDATE OF charged_micro_usd ON task
      WHEN new.charged_micro_usd IS NOT old.charged_micro_usd BEGIN
      UPDATE asset SET cost_micro_usd = ${COST_OF('new.generation_id')} WHERE generation_id = new.generation_id;
    END;
    CREATE TRIGGER asset_costed AFTER INSERT ON asset WHEN new.generation_id IS NOT NULL BEGIN
      UPDATE asset SET cost_micro_usd = ${COST_OF('new.generation_id')} WHERE number = new.number;
    END;
    CREATE TRIGGER asset_costed_later AFTER UPDATE OF generation_id ON asset
      WHEN new.generation_id IS NOT old.generation_id BEGIN
      UPDATE asset SET cost_micro_usd = ${COST_OF('new.generation_id')} WHERE number = new.number;
    END;

    DROP TRIGGER asset_shown;
    DROP TRIGGER asset_gone;
    DROP TRIGGER asset_unplaced;
    DROP TRIGGER asset_placed;
    ALTER TABLE asset_day_count RENAME TO asset_day_count_before;
    CREATE TABLE asset_day_count (
      day INTEGER NOT NULL,
      media TEXT NOT NULL,
      model_id TEXT NOT NULL,
      rating INTEGER NOT NULL,
      pick INTEGER NOT NULL,
      label INTEGER NOT NULL,
      is_folded INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (day, media, model_id, rating, pick, label, is_folded)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO asset_day_count SELECT day, media, model_id, rating, 0, 0, 0, count FROM asset_day_count_before;
    DROP TABLE asset_day_count_before;
    CREATE TRIGGER asset_shown AFTER INSERT ON asset WHEN ${IS_SHOWN('new')} BEGIN
      ${ADD_TO_DAY}
    END;
    CREATE TRIGGER asset_gone AFTER DELETE ON asset WHEN ${IS_SHOWN('old')} BEGIN
      ${TAKE_FROM_DAY}
    END;
    CREATE TRIGGER asset_unplaced AFTER UPDATE OF ${COUNTED_COLUMNS} ON asset WHEN ${IS_SHOWN('old')} BEGIN
      ${TAKE_FROM_DAY}
    END;
    CREATE TRIGGER asset_placed AFTER UPDATE OF ${COUNTED_COLUMNS} ON asset WHEN ${IS_SHOWN('new')} BEGIN
      ${ADD_TO_DAY}
    END;

    CREATE INDEX asset_grid_marked ON asset (created_at DESC, id DESC, pick, label, media, model_id, rating, is_folded)
      WHERE is_hidden = 0 AND trashed_at IS NULL AND (pick <> 0 OR label <> 0);
    DROP INDEX asset_hit;
    -- All that a search or a measure needs to know of an asset to count it, without its wide row.
    CREATE INDEX asset_hit ON asset (number, created_at, media, model_id, rating, pick, label, cost_micro_usd, width,
        height, duration_ms, is_folded)
      WHERE is_hidden = 0 AND trashed_at IS NULL;
    CREATE INDEX asset_noted ON asset (number) WHERE note <> '';
    CREATE INDEX asset_by_stack ON asset (stack_id) WHERE stack_id IS NOT NULL;

    CREATE TABLE stack (
      id TEXT PRIMARY KEY,
      winner_number INTEGER NOT NULL,
      is_open INTEGER NOT NULL DEFAULT 0,
      -- Members that are not in the trash.
      item_count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tag (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      -- In lower case, so that one word is one tag.
      folded_name TEXT NOT NULL UNIQUE,
      -- No foreign keys among tags: an undo writes the rows of all of them back in any order.
      parent_id INTEGER,
      item_count INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE tag_alias (
      folded_name TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      tag_id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tag_alias_by_tag ON tag_alias (tag_id);
    CREATE TABLE asset_tag (
      tag_id INTEGER NOT NULL,
      asset_number INTEGER NOT NULL,
      PRIMARY KEY (tag_id, asset_number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX asset_tag_by_asset ON asset_tag (asset_number);

    CREATE TABLE collection (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('manual', 'smart')),
      name TEXT NOT NULL,
      parent_id TEXT REFERENCES collection (id),
      -- What a smart collection asks for, as it stands in the search box.
      search TEXT NOT NULL DEFAULT '',
      item_count INTEGER NOT NULL DEFAULT 0,
      created_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT;
    CREATE TABLE collection_item (
      collection_id TEXT NOT NULL,
      asset_number INTEGER NOT NULL,
      added_at INTEGER NOT NULL,
      PRIMARY KEY (collection_id, asset_number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX collection_item_by_asset ON collection_item (asset_number);
    ${countedMembership('asset_tag', 'tag', 'tag_id')}
    ${countedMembership('collection_item', 'collection', 'collection_id')}
    CREATE TRIGGER asset_left BEFORE DELETE ON asset BEGIN
      DELETE FROM asset_tag WHERE asset_number = old.number;
      DELETE FROM collection_item WHERE asset_number = old.number;
      DELETE FROM asset_context_due WHERE asset_number = old.number;
    END;

    -- What changed, row by row, before and after; the newest steps only.
    CREATE TABLE undo_change (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      step_id TEXT NOT NULL,
      action TEXT NOT NULL,
      item_count INTEGER NOT NULL,
      changes_json TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX undo_change_by_step ON undo_change (step_id);
    CREATE INDEX undo_change_by_state ON undo_change (state, number);

    -- At most one session; nothing of it touches an asset before it is applied.
    CREATE TABLE culling_session (
      singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
      title TEXT NOT NULL,
      position INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE culling_item (
      ordinal INTEGER PRIMARY KEY,
      asset_id TEXT NOT NULL,
      -- NULL: left as it is.
      rating INTEGER,
      pick INTEGER,
      label INTEGER
    ) STRICT;

    -- Which messages hold which assets, kept by triggers, because parts are read whole.
    CREATE TABLE message_asset (
      message_id TEXT NOT NULL,
      asset_id TEXT NOT NULL,
      PRIMARY KEY (message_id, asset_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX message_asset_by_asset ON message_asset (asset_id);
    INSERT INTO message_asset SELECT message.id, json_extract(part.value, '$.assetId')
      FROM message, json_each(message.parts_json) AS part WHERE json_extract(part.value, '$.kind') = 'asset'
        ON CONFLICT DO NOTHING;
    CREATE INDEX take_by_asset ON take (asset_id) WHERE asset_id IS NOT NULL;
    CREATE INDEX canvas_by_source ON canvas_document (source_asset_id) WHERE deleted_at IS NULL;

    -- Assets whose tags, talk, shots or negative prompt changed since their search text was written.
    -- ON CONFLICT and not OR IGNORE: what fires a trigger overrules the latter.
    CREATE TABLE asset_context_due (asset_number INTEGER PRIMARY KEY) STRICT;
    INSERT INTO asset_context_due SELECT asset.number FROM generation JOIN asset ON asset.generation_id = generation.id
      WHERE generation.params_json LIKE '%negative%' OR generation.origin_json LIKE '%"chat"%'
        ON CONFLICT DO NOTHING;
    INSERT INTO asset_context_due SELECT asset.number FROM message_asset JOIN asset ON asset.id = message_asset.asset_id WHERE TRUE
        ON CONFLICT DO NOTHING;
    INSERT INTO asset_context_due SELECT asset.number FROM take JOIN asset ON asset.id = take.asset_id WHERE TRUE
        ON CONFLICT DO NOTHING;
    CREATE TRIGGER asset_made AFTER INSERT ON asset WHEN new.generation_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM generation WHERE id = new.generation_id
          AND (params_json LIKE '%negative%' OR origin_json LIKE '%"chat"%')) BEGIN
      INSERT INTO asset_context_due VALUES (new.number)
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER message_holds AFTER INSERT ON message BEGIN
      INSERT INTO message_asset SELECT new.id, json_extract(part.value, '$.assetId')
        FROM json_each(new.parts_json) AS part WHERE json_extract(part.value, '$.kind') = 'asset'
        ON CONFLICT DO NOTHING;
      INSERT INTO asset_context_due SELECT asset.number FROM message_asset
        JOIN asset ON asset.id = message_asset.asset_id WHERE message_asset.message_id = new.id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER message_holds_now AFTER UPDATE OF parts_json ON message BEGIN
      INSERT INTO message_asset SELECT new.id, json_extract(part.value, '$.assetId')
        FROM json_each(new.parts_json) AS part WHERE json_extract(part.value, '$.kind') = 'asset'
        ON CONFLICT DO NOTHING;
      INSERT INTO asset_context_due SELECT asset.number FROM message_asset
        JOIN asset ON asset.id = message_asset.asset_id WHERE message_asset.message_id = new.id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER message_gone AFTER DELETE ON message BEGIN
      DELETE FROM message_asset WHERE message_id = old.id;
    END;
    CREATE TRIGGER conversation_renamed AFTER UPDATE OF title ON conversation WHEN new.title <> old.title BEGIN
      INSERT INTO asset_context_due SELECT asset.number FROM message
        JOIN message_asset ON message_asset.message_id = message.id JOIN asset ON asset.id = message_asset.asset_id
        WHERE message.conversation_id = new.id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER take_filled AFTER INSERT ON take WHEN new.asset_id IS NOT NULL BEGIN
      INSERT INTO asset_context_due SELECT number FROM asset WHERE id = new.asset_id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER take_filled_later AFTER UPDATE OF asset_id ON take WHEN new.asset_id IS NOT NULL BEGIN
      INSERT INTO asset_context_due SELECT number FROM asset WHERE id = new.asset_id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER shot_rewritten AFTER UPDATE OF text ON shot WHEN new.text <> old.text BEGIN
      INSERT INTO asset_context_due SELECT asset.number FROM take JOIN asset ON asset.id = take.asset_id
        WHERE take.shot_id = new.id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER asset_tagged AFTER INSERT ON asset_tag BEGIN
      INSERT INTO asset_context_due VALUES (new.asset_number)
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER asset_untagged AFTER DELETE ON asset_tag BEGIN
      INSERT INTO asset_context_due SELECT number FROM asset WHERE number = old.asset_number
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER tag_changed AFTER UPDATE OF name, parent_id ON tag BEGIN
      INSERT INTO asset_context_due SELECT asset_number FROM asset_tag WHERE tag_id = new.id
        ON CONFLICT DO NOTHING;
    END;
    CREATE TRIGGER tag_alias_added AFTER INSERT ON tag_alias BEGIN
      INSERT INTO asset_context_due SELECT asset_number FROM asset_tag WHERE tag_id = new.tag_id
        ON CONFLICT DO NOTHING;
    END;
  `,
}
