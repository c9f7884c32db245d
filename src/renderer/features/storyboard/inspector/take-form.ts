import { reconcileParams } from '@shared/catalog/projections/reconcile'
import { defaultParams } from '@shared/catalog/projections/form'
import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'

/** What a person set besides the defaults; null stands for a default that was cleared. */
export type FormChanges = Readonly<Record<string, unknown>>

export function applyChanges(base: Params, changes: FormChanges): Params {
  return Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null))
}

/** The changes that lead from the defaults to a form. */
export function changesOf(base: Params, params: Params): FormChanges {
  const set = Object.entries(params).filter(([key, value]) => value !== undefined && !isSame(base[key], value))
  const cleared = Object.keys(base).filter((key) => params[key] === undefined)
  return { ...Object.fromEntries(set), ...Object.fromEntries(cleared.map((key) => [key, null])) }
}

/**
 * What of the changes still fits another operation, whose fresh form is `newBase`. Every change was meant, also one
 * that happens to be the vendor's own default.
 */
export function carryChanges(
  changes: FormChanges,
  oldSpec: OperationSpec,
  newSpec: OperationSpec,
  newModelId: string,
  newBase: Params,
): FormChanges {
  const given = applyChanges({}, changes)
  const { params } = reconcileParams(given, withoutDefaults(oldSpec), newSpec, newModelId)
  const usual = defaultParams(newSpec)
  const isMeant = (key: string, value: unknown): boolean =>
    !isSame(usual[key], value) || Object.values(given).some((wanted) => isSame(wanted, value))
  return Object.fromEntries(
    Object.entries(params).filter(([key, value]) => isMeant(key, value) && !isSame(newBase[key], value)),
  )
}

function withoutDefaults(spec: OperationSpec): OperationSpec {
  return { ...spec, fields: spec.fields.map(({ default: _default, ...field }) => field) }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
