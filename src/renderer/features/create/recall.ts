import type { RecipePart, RecipeToRecall } from '@renderer/lib/navigation'
import { wordsField } from '@renderer/parts/operation-form/params'
import { findOperation } from '@shared/catalog/operations'
import { isSet } from '@shared/catalog/projections/values'
import type { Params } from '@shared/domain/generation'
import type { FormContents } from './form-switch'

export interface RecalledForm {
  readonly form: FormContents
  /** What the recipe held and this version has no place for, in words. */
  readonly missing: readonly string[]
}

/** A recipe as a form; where its operation is gone, its words in the form that is open. */
export function recallForm(recipe: RecipeToRecall, open: FormContents): RecalledForm {
  const spec = findOperation(recipe.operationId)
  if (!spec) {
    const prompt = longestText(recipe.params)
    const field = wordsField(open.spec)
    const params = prompt === '' || !field ? open.params : { ...open.params, [field.key]: prompt }
    return { form: { ...open, params }, missing: [`the operation “${recipe.operationId}”`, ...keysOf(recipe.params)] }
  }
  const known = new Set(spec.fields.map(({ key }) => key))
  const params = Object.fromEntries(Object.entries(recipe.params).filter(([key]) => known.has(key)))
  const missing = keysOf(recipe.params).filter((key) => !known.has(key))
  return { form: { spec, modelId: recipe.modelId, params }, missing }
}

/** Only the words of a recipe, put into the open form. */
export function recallWords(prompt: string, open: FormContents): Params {
  const field = wordsField(open.spec)
  return field ? { ...open.params, [field.key]: prompt } : open.params
}

const PART_KEYS: Readonly<Record<Exclude<RecipePart, 'prompt'>, RegExp>> = {
  seed: /^seed$/i,
  size: /^(size|width|height|aspect_?ratio|ratio|resolution)$/i,
}

/** A part of a recipe, put into the open form as far as that has a place for it. */
export function recallPart(recipe: RecipeToRecall, part: RecipePart, open: FormContents): Params {
  if (part === 'prompt') return recallWords(promptOf(recipe), open)
  const known = new Set(open.spec.fields.map(({ key }) => key))
  const taken = Object.entries(recipe.params).filter(([key]) => known.has(key) && PART_KEYS[part].test(key))
  return { ...open.params, ...Object.fromEntries(taken) }
}

function promptOf({ operationId, params }: RecipeToRecall): string {
  const spec = findOperation(operationId)
  const field = spec ? wordsField(spec) : undefined
  const words = field ? params[field.key] : undefined
  return typeof words === 'string' ? words : longestText(params)
}

function keysOf(params: Params): readonly string[] {
  return Object.entries(params).flatMap(([key, value]) => (isSet(value) ? [key] : []))
}

/** Without its operation nobody knows which value was the prompt; it is the longest text, and no list of ids. */
function longestText(params: Params): string {
  const texts = Object.values(params).filter((value) => typeof value === 'string')
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '')
}
