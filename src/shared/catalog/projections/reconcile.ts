import type { Params } from '../../domain/generation'
import type { FieldKind, FieldSpec, ListKind, OperationSpec } from '../types'
import { defaultParams, visibleFields } from './form'
import { ratioName } from './ratio'
import { allowsOther, asNumber, asWords, assetIdsOf, isSet, isWebLink, listOfRows, optionsOf, rowsOf } from './values'

/** Something of the old form that the new one has no place for, as words for a person. */
export interface DroppedValue {
  readonly label: string
  readonly value: string
}

export interface Reconciled {
  readonly params: Params
  readonly dropped: readonly DroppedValue[]
}

/** Kinds that mean the same with every vendor; a value of theirs finds its place under another key. */
const CANONICAL_KINDS: readonly FieldKind['type'][] = [
  'prompt',
  'negative-prompt',
  'lyrics',
  'seed',
  'count',
  'aspect-ratio',
  'size',
  'quality',
  'seconds',
  'voice',
  'asset',
  'mask',
  'remote-id',
]

/**
 * The form for another model or operation: keeps what is legal there, takes defaults for the rest, and lists what
 * the person had set and lost. Text is never cut; a text that is too long is a reason not to send.
 */
export function reconcileParams(
  oldParams: Params,
  oldSpec: OperationSpec,
  newSpec: OperationSpec,
  newModelId: string,
): Reconciled {
  const given = oldSpec.fields.filter((field) => isGiven(field, oldParams, oldSpec === newSpec))
  const params: Record<string, unknown> = { ...defaultParams(newSpec) }
  const sources = new Map<string, FieldSpec>()
  for (const field of narrowedFields(newSpec, newModelId, params)) {
    const free = given.filter((old) => ![...sources.values()].includes(old) && isSameMeaning(old, field))
    const source = free.find((old) => old.key === field.key) ?? closest(free, field)
    const value = source && fitting(field, oldParams[source.key])
    if (!source || value === undefined) continue
    params[field.key] = value
    sources.set(field.key, source)
  }
  for (const key of hiddenKeys(newSpec, newModelId, params)) {
    if (!sources.delete(key)) continue
    delete params[key]
    const fallback = newSpec.fields.find((field) => field.key === key)?.default
    if (fallback !== undefined) params[key] = fallback
  }
  const kept = new Map([...sources].map(([key, old]) => [old, params[key]]))
  return { params, dropped: given.flatMap((old) => lost(old, oldParams[old.key], kept.get(old))) }
}

function hiddenKeys(spec: OperationSpec, modelId: string, params: Params): readonly string[] {
  const visible = new Set(visibleFields(spec, modelId, params).map(({ key }) => key))
  return spec.fields.map(({ key }) => key).filter((key) => !visible.has(key))
}

function isGiven(field: FieldSpec, params: Params, isSameSpec: boolean): boolean {
  const value = params[field.key]
  return isSet(value) && (isSameSpec || value !== field.default)
}

/** All fields, with the options that the new model knows; hidden ones too, because what follows may show them. */
function narrowedFields(spec: OperationSpec, modelId: string, params: Params): readonly FieldSpec[] {
  const narrowed = new Map(visibleFields(spec, modelId, params).map((field) => [field.key, field]))
  return spec.fields.map((field) => narrowed.get(field.key) ?? field)
}

function isSameMeaning(old: FieldSpec, field: FieldSpec): boolean {
  if (old.kind.type !== field.kind.type) return false
  if (!CANONICAL_KINDS.includes(field.kind.type)) return old.key === field.key
  if (old.kind.type === 'remote-id' && field.kind.type === 'remote-id') return old.kind.of === field.kind.of
  if (old.kind.type !== 'asset' || field.kind.type !== 'asset') return true
  const { media } = field.kind
  return old.kind.media.some((kind) => media.includes(kind)) && !isEndFrame(old) && !isEndFrame(field)
    ? true
    : isEndFrame(old) && isEndFrame(field)
}

/** A last frame means something else than any other picture. */
function isEndFrame(field: FieldSpec): boolean {
  return field.kind.type === 'asset' && field.kind.role === 'last-frame'
}

function closest(candidates: readonly FieldSpec[], field: FieldSpec): FieldSpec | undefined {
  const { kind } = field
  if (kind.type !== 'asset') return candidates[0]
  return candidates.find((old) => old.kind.type === 'asset' && old.kind.role === kind.role) ?? candidates[0]
}

/** The old value as the new field takes it, or undefined. */
function fitting(field: FieldSpec, value: unknown): unknown {
  const { kind } = field
  if (kind.type === 'asset' || kind.type === 'remote-id') {
    const isTaken = (id: string): boolean => kind.type === 'remote-id' || kind.delivery === 'link' || !isWebLink(id)
    const ids = assetIdsOf(value).filter(isTaken).slice(0, kind.max)
    if (ids.length === 0) return undefined
    return kind.max > 1 ? ids : ids[0]
  }
  if (kind.type === 'list') return fittingRows(kind, value)
  const options = optionsOf(kind)
  if (options) {
    const match = options.find((option) => sameOption(kind, option.value, value))
    return match?.value ?? (allowsOther(kind) && typeof value === 'string' ? value : undefined)
  }
  if ('min' in kind || 'max' in kind) return inRange(kind, value) ? value : undefined
  return value
}

/** Rows keep what the new list has a field for; a row that would lose something does not go over. */
function fittingRows(kind: ListKind, value: unknown): unknown {
  const keys = new Set(kind.fields.map(({ key }) => key))
  const rows = rowsOf(kind, value).filter((row) => Object.keys(row).every((key) => keys.has(key)))
  return listOfRows(kind, rows.slice(0, kind.max))
}

/** Vendors write the same length as 5, "5" or "5s", and the same shape as "16:9", "16x9" or "landscape_16_9". */
function sameOption(kind: FieldKind, option: string | number | boolean, value: unknown): boolean {
  if (option === value) return true
  if (kind.type === 'seconds') return secondsOf(option) === secondsOf(value)
  if (kind.type !== 'aspect-ratio') return false
  const ratio = ratioName(option)
  return ratio !== null && ratio === ratioName(value)
}

function secondsOf(value: unknown): number {
  return asNumber(typeof value === 'string' ? value.replace(/s$/, '') : value)
}

function inRange(kind: { readonly min?: number; readonly max?: number }, value: unknown): boolean {
  const number = asNumber(value)
  return Number.isFinite(number) && number >= (kind.min ?? -Infinity) && number <= (kind.max ?? Infinity)
}

function lost(old: FieldSpec, value: unknown, kept: unknown): readonly DroppedValue[] {
  if (kept === undefined) return value === old.default ? [] : [{ label: old.label, value: inWords(old, value) }]
  if (old.kind.type === 'list') {
    const surplusRows = rowsOf(old.kind, value).length - (Array.isArray(kept) ? kept.length : 0)
    return surplusRows > 0 ? [{ label: old.label, value: rowsInWords(surplusRows) }] : []
  }
  if (old.kind.type !== 'asset') return []
  const surplus = assetIdsOf(value).length - assetIdsOf(kept).length
  return surplus > 0 ? [{ label: old.label, value: files(surplus) }] : []
}

function inWords(field: FieldSpec, value: unknown): string {
  if (field.kind.type === 'asset' || field.kind.type === 'mask') return files(assetIdsOf(value).length)
  if (field.kind.type === 'list') return rowsInWords(rowsOf(field.kind, value).length)
  const option = optionsOf(field.kind)?.find((candidate) => candidate.value === value)
  if (option) return option.label ?? String(option.value)
  return asWords(value)
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}

function rowsInWords(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`
}
