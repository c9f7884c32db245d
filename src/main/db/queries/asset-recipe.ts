import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import type { Database } from '../database'

export async function loadImportedRecipe(db: Database, assetId: string): Promise<ImportedRecipe | null> {
  const row = db.get<{ recipe_json: string }>(
    'recipe.load',
    'SELECT recipe_json FROM asset_recipe WHERE asset_id = ?',
    [assetId],
  )
  return row ? (JSON.parse(row.recipe_json) as ImportedRecipe) : null
}
