import type { AssetDetail } from '@shared/domain/asset'
import type { Database } from '../../db/database'
import { loadImportedRecipe } from '../../db/queries/asset-recipe'
import { loadRecipeOfAsset } from '../../db/queries/generation'
import type { XmpFacts } from './xmp'

/** Prompt, rating, tags and the whole recipe, wherever they come from. */
export async function xmpFactsOf(db: Database, detail: AssetDetail): Promise<XmpFacts> {
  const own = await loadRecipeOfAsset(db, detail.id)
  const imported = own ? null : await loadImportedRecipe(db, detail.id)
  const recipe = own
    ? { prompt: own.prompt, modelId: own.modelId, operationId: own.operationId, params: own.params }
    : imported && {
        prompt: imported.prompt,
        negativePrompt: imported.negativePrompt,
        modelId: imported.modelId,
        params: imported.settings,
      }
  return {
    title: detail.title,
    description: own?.prompt ?? imported?.prompt ?? '',
    rating: detail.rating,
    label: detail.label ?? null,
    tags: detail.tags.map(({ name }) => name),
    creatorTool: 'ChainHub Studio',
    recipeJson: recipe ? JSON.stringify(recipe) : null,
  }
}
