import type { OperationSpec } from '@shared/catalog/types'
import type { Recipe } from '@shared/domain/generation'
import { chargeWords, nameOf, paramWords } from '../inspector/recipe-words'

export interface RecipeDiffRow {
  readonly name: string
  /** Null: this recipe says nothing of it. */
  readonly first: string | null
  readonly second: string | null
  readonly isSame: boolean
}

/** Two recipes line by line: what differs first, each in the order of the form. */
export function diffRecipes(
  first: Recipe,
  second: Recipe,
  specOf: (operationId: string) => OperationSpec | undefined,
): readonly RecipeDiffRow[] {
  const left = linesOf(first, specOf)
  const right = linesOf(second, specOf)
  const names = [...new Set([...left.keys(), ...right.keys()])]
  const rows = names.map((name): RecipeDiffRow => {
    const [one, other] = [left.get(name) ?? null, right.get(name) ?? null]
    return { name, first: one, second: other, isSame: one === other }
  })
  return rows.toSorted((a, b) => Number(a.isSame) - Number(b.isSame))
}

function linesOf(
  recipe: Recipe,
  specOf: (operationId: string) => OperationSpec | undefined,
): ReadonlyMap<string, string> {
  const spec = specOf(recipe.operationId)
  return new Map([
    ['Prompt', recipe.prompt],
    ['Model', recipe.modelId],
    ['Operation', spec?.title ?? nameOf(recipe.operationId)],
    ...paramWords(recipe, spec).map(({ name, text }): readonly [string, string] => [name, text]),
    ['Inputs', String(recipe.inputAssetIds.length)],
    ['Price', chargeWords(recipe)],
  ])
}
