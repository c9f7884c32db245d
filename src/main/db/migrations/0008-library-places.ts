import type { Migration } from './migration'

/**
 * Files that stay where a person has them, what other programs wrote into files, how pictures look, and what texts
 * mean. All but the places can be made again.
 */
export const libraryPlaces: Migration = {
  version: 8,
  name: 'library-places',
  sql: `
    CREATE TABLE indexed_folder (
      id TEXT PRIMARY KEY,
      path TEXT NOT NULL UNIQUE,
      added_at INTEGER NOT NULL,
      scanned_at INTEGER
    ) STRICT;

    -- Where in indexed folders a content lies; one content may lie in several places.
    CREATE TABLE asset_place (
      folder_id TEXT NOT NULL REFERENCES indexed_folder (id) ON DELETE CASCADE,
      relative_path TEXT NOT NULL,
      asset_id TEXT NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
      byte_size INTEGER NOT NULL,
      modified_at INTEGER NOT NULL,
      is_missing INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (folder_id, relative_path)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX asset_place_by_asset ON asset_place (asset_id);

    -- What another program wrote into a file about how it was made.
    CREATE TABLE asset_recipe (
      asset_id TEXT PRIMARY KEY REFERENCES asset (id) ON DELETE CASCADE,
      recipe_json TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE asset_look (
      asset_number INTEGER PRIMARY KEY REFERENCES asset (number) ON DELETE CASCADE,
      -- 64 bits of a perceptual hash; NULL where there is nothing to see.
      print BLOB,
      -- 64 bytes: colours of sixteen fields, and how often each hue occurs.
      layout BLOB,
      -- Up to five colours with their share, as [[red, green, blue, share], …].
      palette_json TEXT NOT NULL DEFAULT '[]',
      frames_per_second REAL,
      -- Loudest point of each of 400 stretches, 0 to 255.
      peaks BLOB
    ) STRICT;

    -- Palettes by coarse colour (five bits of each of red, green and blue), to be found by a colour.
    CREATE TABLE asset_colour (
      colour INTEGER NOT NULL,
      asset_number INTEGER NOT NULL REFERENCES asset (number) ON DELETE CASCADE,
      share INTEGER NOT NULL,
      PRIMARY KEY (colour, asset_number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX asset_colour_by_asset ON asset_colour (asset_number);

    -- Pairs that a person said are no duplicates; the smaller number first.
    CREATE TABLE distinct_pair (
      first_number INTEGER NOT NULL REFERENCES asset (number) ON DELETE CASCADE,
      second_number INTEGER NOT NULL REFERENCES asset (number) ON DELETE CASCADE,
      PRIMARY KEY (first_number, second_number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX distinct_pair_by_second ON distinct_pair (second_number);

    -- What a text says as a vector of a model: paid for once, so it is kept. The signs of its numbers are read for each
    -- question, the numbers themselves (little-endian floats, length 1) only of what comes near.
    CREATE TABLE asset_meaning (
      asset_number INTEGER PRIMARY KEY REFERENCES asset (number) ON DELETE CASCADE,
      model_id TEXT NOT NULL,
      bits BLOB NOT NULL
    ) STRICT;
    CREATE TABLE asset_vector (
      asset_number INTEGER PRIMARY KEY REFERENCES asset (number) ON DELETE CASCADE,
      vector BLOB NOT NULL
    ) STRICT;
    -- Questions that were asked before answer without the network.
    CREATE TABLE meaning_question (
      model_id TEXT NOT NULL,
      question TEXT NOT NULL,
      vector BLOB NOT NULL,
      asked_at INTEGER NOT NULL,
      PRIMARY KEY (model_id, question)
    ) STRICT, WITHOUT ROWID;
  `,
}
