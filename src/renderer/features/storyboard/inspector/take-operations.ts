import { ratioOf } from '@renderer/parts/operation-form/ratio'
import { wordsField } from '@renderer/parts/operation-form/params'
import { defaultParams, visibleFields } from '@shared/catalog/projections/form'
import { optionsOf } from '@shared/catalog/projections/values'
import { operationsFor } from '@shared/catalog/operations'
import type { FieldSpec, OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'

/** Everything that makes a picture or a clip out of words. */
export const TAKE_OPERATIONS: readonly OperationSpec[] = operationsFor({}).filter(
  (operation) =>
    (operation.output === 'image' || operation.output === 'video') &&
    !['mask-edit', 'transform', 'keep'].includes(operation.intent) &&
    wordsField(operation) !== undefined,
)

const FILM_RATIO = 16 / 9
/** Shapes closer than this are the same to the eye; the first one named is the vendor's usual. */
const RATIO_TOLERANCE = 0.02

/** A fresh form for a take: the shape nearest to a film's, and the shortest clip that fills the shot. */
export function takeDefaults(spec: OperationSpec, modelId: string, seconds: number): Params {
  const usual = defaultParams(spec)
  const chosen = visibleFields(spec, modelId, usual).flatMap((field) => {
    const value = wideOption(field) ?? lengthOption(field, seconds)
    return value === undefined ? [] : [[field.key, value] as const]
  })
  return { ...usual, ...Object.fromEntries(chosen) }
}

function wideOption({ kind }: FieldSpec): string | undefined {
  if (kind.type !== 'aspect-ratio' && kind.type !== 'size') return undefined
  let best: { readonly value: string; readonly distance: number } | undefined
  for (const { value } of kind.options) {
    const ratio = typeof value === 'string' ? ratioOf(value) : null
    if (ratio === null) continue
    const distance = Math.abs(Math.log(ratio / FILM_RATIO))
    if (!best || distance < best.distance - RATIO_TOLERANCE) best = { value: String(value), distance }
  }
  return best?.value
}

function lengthOption({ kind }: FieldSpec, seconds: number): string | number | boolean | undefined {
  if (kind.type !== 'seconds') return undefined
  const options = (optionsOf(kind) ?? []).toSorted((one, other) => Number(one.value) - Number(other.value))
  return (options.find(({ value }) => Number(value) >= seconds) ?? options.at(-1))?.value
}
