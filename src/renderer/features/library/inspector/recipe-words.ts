import type { Recipe } from '@shared/domain/generation'
import { formatMicroUsd } from '@renderer/lib/format-money'

export interface ParamWords {
  readonly key: string
  readonly name: string
  readonly text: string
}

/** Settings as a person reads them; the prompt and the pictures put in have places of their own. */
export function paramWords(recipe: Recipe): readonly ParamWords[] {
  const inputs = new Set(recipe.inputAssetIds)
  return Object.entries(recipe.params)
    .filter(([, value]) => isShown(value, recipe.prompt, inputs))
    .map(([key, value]) => ({ key, name: nameOf(key), text: textOf(value) }))
}

/** "aspectRatio" and "aspect_ratio" as "Aspect ratio". */
export function nameOf(key: string): string {
  const words = key
    .replaceAll(/[._-]+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What was paid; what nobody knows is never shown as zero. */
export function chargeWords(recipe: Recipe): string {
  if (recipe.chargedMicroUsd !== null) return formatMicroUsd(recipe.chargedMicroUsd)
  if (recipe.estimate.kind === 'known') return `unknown, estimated at ${formatMicroUsd(recipe.estimate.amountMicroUsd)}`
  return 'unknown'
}

function isShown(value: unknown, prompt: string, inputs: ReadonlySet<string>): boolean {
  if (value === null || value === undefined || value === '' || value === prompt) return false
  const values = Array.isArray(value) ? value : [value]
  return values.length > 0 && !values.every((item) => typeof item === 'string' && inputs.has(item))
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ')
  return JSON.stringify(value)
}
