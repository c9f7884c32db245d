import { request } from '@renderer/data/studio'
import type { OperationSpec } from '@shared/catalog/types'
import type { Recipe } from '@shared/domain/generation'
import type { ImportedRecipe } from '@shared/domain/imported-recipe'
import { nameOf, paramWords } from './recipe-words'

type Line = readonly [name: string, value: string]

/** How an item was made, as a text to be pasted anywhere: the prompt, and a line for each setting. Null: nobody knows. */
export async function recipeText(assetId: string): Promise<string | null> {
  const own = await request('generation.recipe-of-asset', { assetId })
  if (own) {
    // The catalog is large and only wanted here.
    const { findOperation } = await import('@shared/catalog/operations')
    return ownText(own, findOperation(own.operationId))
  }
  const { recipe } = await request('library.extras', { assetId })
  return recipe ? foreignText(recipe) : null
}

export function ownText(recipe: Recipe, operation?: OperationSpec): string {
  return join(recipe.prompt, [
    ['Model', recipe.modelId],
    ['Operation', operation?.title ?? nameOf(recipe.operationId)],
    ...paramWords(recipe, operation).map(({ name, text }): Line => [name, text]),
  ])
}

export function foreignText({ prompt, negativePrompt, modelId, settings }: ImportedRecipe): string {
  return join(prompt, [
    ['Without', negativePrompt],
    ['Model', modelId ?? ''],
    ...Object.entries(settings).map(([name, value]): Line => [nameOf(name), value]),
  ])
}

function join(prompt: string, lines: readonly Line[]): string {
  const settings = lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`)
  return [prompt, settings.join('\n')].filter((part) => part !== '').join('\n\n')
}
