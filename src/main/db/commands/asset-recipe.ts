import { COLOUR_LABELS, type ColourLabel } from '@shared/domain/asset'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import type { Database } from '../database'
import { toJson } from '../json'
import { rewriteNotes } from './asset-text'
import { tagNamed } from './library-tags'

/** Keeps what another program wrote into a file; a recipe that is there already stays. */
export async function saveImportedRecipe(db: Database, assetId: string, recipe: ImportedRecipe): Promise<void> {
  db.transaction('recipe.save', () => writeImportedRecipe(db, assetId, recipe))
}

/** Inside a transaction. */
export function writeImportedRecipe(db: Database, assetId: string, recipe: ImportedRecipe): void {
  db.run('recipe.insert', 'INSERT OR IGNORE INTO asset_recipe VALUES (?, ?)', [assetId, toJson(recipe)])
  for (const tag of recipe.tags) addTag(db, assetId, tag)
  if (recipe.rating !== null && recipe.rating > 0) {
    db.run('recipe.rate', 'UPDATE asset SET rating = ? WHERE id = ? AND rating = 0', [recipe.rating, assetId])
  }
}

/** Made by a file and not by a person: nothing that could be undone. */
function addTag(db: Database, assetId: string, name: string): void {
  const clean = name.trim().replaceAll('/', ' ')
  if (clean === '') return
  if (tagNamed(db, clean) === null) {
    db.run('recipe.add-tag', 'INSERT OR IGNORE INTO tag (name, folded_name, parent_id) VALUES (?, ?, NULL)', [
      clean,
      clean.toLowerCase(),
    ])
  }
  db.run(
    'recipe.tag',
    'INSERT OR IGNORE INTO asset_tag (tag_id, asset_number) SELECT ?, number FROM asset WHERE id = ?',
    [tagNamed(db, clean), assetId],
  )
}

/** What another program noted of a file; a note of the person's own stays. */
export async function saveImportedNote(db: Database, assetId: string, note: string): Promise<void> {
  db.transaction('recipe.note', () => {
    const row = db.get<{ number: number }>(
      'recipe.write-note',
      "UPDATE asset SET note = ? WHERE id = ? AND note = '' RETURNING number",
      [note, assetId],
    )
    if (row) rewriteNotes(db, [row.number])
  })
}

/** The colour that a file's sidecar names; one of the person's own stays. */
export async function saveImportedLabel(db: Database, assetId: string, label: ColourLabel): Promise<void> {
  db.run('recipe.label', 'UPDATE asset SET label = ? WHERE id = ? AND label = 0', [
    COLOUR_LABELS.indexOf(label) + 1,
    assetId,
  ])
}
