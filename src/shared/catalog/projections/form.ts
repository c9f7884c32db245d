import type { Params } from '../../domain/generation'
import type { FieldKind, FieldRule, FieldSpec, OperationSpec } from '../types'
import { conditionsHold } from './values'

/**
 * The fields to draw, in order. What the model alone rules out is already gone: fields that it does not take,
 * options that it does not know. Rules between fields stay for the reasons to explain.
 */
export function visibleFields(spec: OperationSpec, modelId: string, params: Params): readonly FieldSpec[] {
  const modelRules = (spec.rules ?? []).filter(
    (rule) => rule.when.every(({ field }) => field === 'model') && conditionsHold(rule.when, spec, modelId, params),
  )
  return spec.fields
    .filter((field) => conditionsHold(field.shownWhen ?? [], spec, modelId, params))
    .filter((field) => !modelRules.some((rule) => rule.field === field.key && rule.mustBeEmpty === true))
    .map((field) => narrow(field, modelRules))
}

/** What a fresh form holds: the values that are sent even if nobody touches them. */
export function defaultParams(spec: Pick<OperationSpec, 'fields'>): Params {
  return Object.fromEntries(
    spec.fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]])),
  )
}

function narrow(field: FieldSpec, modelRules: readonly FieldRule[]): FieldSpec {
  const rules = modelRules.filter((rule) => rule.field === field.key)
  return rules.reduce((narrowed, rule) => ({ ...narrowed, kind: narrowKind(narrowed.kind, rule) }), field)
}

function narrowKind(kind: FieldKind, rule: FieldRule): FieldKind {
  const { allowed } = rule
  const max = rule.countedWith ? undefined : rule.max
  if (allowed && 'options' in kind) {
    const options = kind.options.filter(({ value }) => allowed.includes(value))
    return options.length === 0 ? kind : { ...kind, options }
  }
  if (max === undefined) return kind
  if ('maxLength' in kind) return { ...kind, maxLength: Math.min(max, kind.maxLength ?? max) }
  return 'max' in kind ? { ...kind, max: Math.min(max, kind.max ?? max) } : kind
}
