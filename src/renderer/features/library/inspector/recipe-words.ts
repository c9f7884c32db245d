import type { FieldSpec, OperationSpec } from '@shared/catalog/types'
import type { Recipe } from '@shared/domain/generation'
import { formatMicroUsd } from '@renderer/lib/format-money'

export interface ParamWords {
  readonly key: string
  readonly name: string
  readonly text: string
}

/** Settings as a person reads them, in the words of the form where the operation is known; the prompt and the pictures put in have places of their own. */
export function paramWords(recipe: Recipe, operation?: OperationSpec): readonly ParamWords[] {
  const inputs = new Set(recipe.inputAssetIds)
  const fields = new Map(operation?.fields.map((field) => [field.key, field]))
  return Object.entries(recipe.params)
    .filter(([, value]) => isShown(value, recipe.prompt, inputs))
    .map(([key, value]) => {
      const field = fields.get(key)
      return { key, name: field?.label ?? nameOf(key), text: labelOf(field, value) ?? textOf(value) }
    })
}

/** The words of a choice as the form shows them. */
function labelOf(field: FieldSpec | undefined, value: unknown): string | undefined {
  if (!field || !('options' in field.kind)) return undefined
  return field.kind.options.find((option) => option.value === value)?.label
}

const SHORT_FORMS = /\b(?:cfg|fps|id|url|vae)\b/g

/** "aspectRatio" and "aspect_ratio" as "Aspect ratio", "cfgScale" as "CFG scale". */
export function nameOf(key: string): string {
  const words = key
    .replaceAll(/[._-]+/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .trim()
    .toLowerCase()
    .replaceAll(SHORT_FORMS, (word) => word.toUpperCase())
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
  if (Array.isArray(value)) {
    const isOfRows = value.some((item) => typeof item === 'object')
    return value.map(isOfRows ? rowText : textOf).join(isOfRows ? '; ' : ', ')
  }
  return JSON.stringify(value)
}

/** A row of a list as its values. */
function rowText(row: unknown): string {
  return typeof row === 'object' && row !== null ? Object.values(row).map(textOf).join(' · ') : textOf(row)
}
