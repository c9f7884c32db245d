import type { Params } from '../../domain/generation'
import type { ChoiceOption, Condition, FieldKind, FieldSpec, ListKind, OperationSpec } from '../types'

/** True for a value that a person gave: not absent, not empty text, not an empty list. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

/** What a field stands at: the given value, else the default of a field that is always sent. */
export function valueOf(field: FieldSpec, params: Params): unknown {
  const value = Object.hasOwn(params, field.key) ? params[field.key] : undefined
  if (isSet(value)) return value
  return field.sent === 'always' ? field.default : undefined
}

/** The assets of a field's value: one id or a list of ids. */
export function assetIdsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((id): id is string => typeof id === 'string' && id !== '')
}

/** A link that a person pasted in place of a file. */
export function isWebLink(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^\s/]/i.test(value)
}

/** Every asset that a form uses, masks included, in the order of its fields, each once. */
export function inputAssetIds(spec: OperationSpec, params: Params): readonly string[] {
  return [...new Set(spec.fields.flatMap((field) => assetIdsIn(field, params)))].filter((id) => !isWebLink(id))
}

function assetIdsIn(field: FieldSpec, params: Params): readonly string[] {
  const { kind } = field
  if (kind.type === 'list') {
    return rowsOf(kind, valueOf(field, params)).flatMap((row) => kind.fields.flatMap((inner) => assetIdsIn(inner, row)))
  }
  return kind.type === 'asset' || kind.type === 'mask' ? assetIdsOf(valueOf(field, params)) : []
}

/** The rows of a list's value, each as a small form of its own; what is no row is left out. */
export function rowsOf(kind: ListKind, value: unknown): readonly Params[] {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : []
  if (kind.isBare === true) return items.map((item) => ({ [kind.fields[0]?.key ?? '']: item }))
  return items.filter((item): item is Params => typeof item === 'object' && item !== null && !Array.isArray(item))
}

/** The value of a list with these rows; `undefined` for none. */
export function listOfRows(kind: ListKind, rows: readonly Params[]): readonly unknown[] | undefined {
  if (rows.length === 0) return undefined
  return kind.isBare === true ? rows.map((row) => row[kind.fields[0]?.key ?? '']) : rows
}

/** True where the person may choose the model: it stands in the body or in the path. */
export function takesModel({ request }: OperationSpec): boolean {
  return request.modelField !== null || /\{\+?model\}/.test(request.path)
}

export function conditionsHold(
  conditions: readonly Condition[],
  spec: OperationSpec,
  modelId: string,
  params: Params,
): boolean {
  return conditions.every((condition) => {
    const field = spec.fields.find(({ key }) => key === condition.field)
    const value = condition.field === 'model' ? modelId : field && valueOf(field, params)
    if (condition.isSet !== undefined && isSet(value) !== condition.isSet) return false
    if (condition.isOneOf && !condition.isOneOf.some((wanted) => wanted === value)) return false
    return !condition.isNoneOf?.some((unwanted) => unwanted === value)
  })
}

/** The options of a field that offers some, else null. */
export function optionsOf(kind: FieldKind): readonly ChoiceOption[] | null {
  return 'options' in kind ? kind.options : null
}

export function allowsOther(kind: FieldKind): boolean {
  return 'allowsOther' in kind && kind.allowsOther === true
}

/** Characters as a person counts them, without splitting a pair of surrogates. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** A number that is one, or is written as one; NaN for anything else. Form values come from outside and may be anything. */
export function asNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
}

/** Any form value as words; objects as JSON. */
export function asWords(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
