import { randomSeed } from '@renderer/parts/operation-form/seed'
import { findOperation } from '@shared/catalog/operations'
import type { Recipe } from '@shared/domain/generation'
import type { FormContents } from './form-switch'

/** The same request with another seed; a model without one rolls its own. Null where the operation is gone. */
export function variedForm(recipe: Pick<Recipe, 'operationId' | 'modelId' | 'params'>): FormContents | null {
  const spec = findOperation(recipe.operationId)
  if (!spec) return null
  const seeds = spec.fields.flatMap(({ key, kind }) =>
    kind.type === 'seed' ? [[key, randomSeed(kind.min, kind.max)] as const] : [],
  )
  return { spec, modelId: recipe.modelId, params: { ...recipe.params, ...Object.fromEntries(seeds) } }
}
