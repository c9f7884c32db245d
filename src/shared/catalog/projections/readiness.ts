import type { Params } from '../../domain/generation'
import type { FieldRule, FieldSpec, ListKind, OperationSpec } from '../types'
import { visibleFields } from './form'
import { assetReasons, maskReasons } from './readiness-assets'
import type { AssetFacts, Reason } from './reasons'
import {
  allowsOther,
  asNumber,
  asWords,
  assetIdsOf,
  conditionsHold,
  countCharacters,
  isSet,
  optionsOf,
  rowsOf,
  takesModel,
  valueOf,
} from './values'

export type { AssetFacts, Reason } from './reasons'

/**
 * Everything that stands against sending, empty when the form is ready. The button reads this list, and so does
 * the main process before it accepts.
 */
export function reasonsNotReady(
  spec: OperationSpec,
  modelId: string,
  params: Params,
  assets: ReadonlyMap<string, AssetFacts>,
): readonly Reason[] {
  const fields = visibleFields(spec, modelId, params)
  const reasons: Reason[] = []
  if (takesModel(spec) && modelId.trim() === '') {
    reasons.push({ field: 'model', message: 'Choose a model.' })
  }
  for (const field of fields) reasons.push(...fieldReasons(field, valueOf(field, params), assets))
  reasons.push(...ruleReasons(spec, modelId, params, fields), ...flagReasons(fields, params))
  return [...reasons, ...maskReasons(fields, params, assets)]
}

function fieldReasons(field: FieldSpec, value: unknown, assets: ReadonlyMap<string, AssetFacts>): readonly Reason[] {
  if (typeof value === 'string' && isText(field) && value.trim() === '' && field.isRequired) return [missing(field)]
  if (!isSet(value)) return field.isRequired ? [missing(field)] : []
  const message = problemOf(field, value)
  if (message !== null) return [{ field: field.key, message }]
  if (field.kind.type === 'list') return listReasons(field, field.kind, value, assets)
  if (field.kind.type === 'asset') return assetReasons(field, field.kind, assetIdsOf(value), assets)
  return []
}

/** What stands against the rows of a list, each named by its number. */
function listReasons(
  field: FieldSpec,
  kind: ListKind,
  value: unknown,
  assets: ReadonlyMap<string, AssetFacts>,
): readonly Reason[] {
  const rows = rowsOf(kind, value)
  const messages: string[] = []
  if (rows.length > kind.max) messages.push(`${field.label}: at most ${kind.max}, and there are ${rows.length}.`)
  if (rows.length < (kind.min ?? 0)) messages.push(`${field.label}: add at least ${kind.min}.`)
  for (const [index, row] of rows.entries()) {
    const reasons = kind.fields.flatMap((inner) => fieldReasons(inner, valueOf(inner, row), assets))
    messages.push(...reasons.map(({ message }) => `${kind.itemName} ${index + 1}: ${message}`))
  }
  return messages.map((message) => ({ field: field.key, message }))
}

function missing(field: FieldSpec): Reason {
  const { key, label, kind } = field
  switch (kind.type) {
    case 'prompt':
    case 'lyrics':
    case 'text':
      return { field: key, message: `${label} is empty.` }
    case 'mask':
      return { field: key, message: 'Paint over the part of the picture that should change.' }
    case 'asset':
    case 'list':
      return { field: key, message: (kind.min ?? 0) > 1 ? `${label}: add at least ${kind.min}.` : `${label}: add one.` }
    default:
      return { field: key, message: `Choose a value for ${label}.` }
  }
}

function isText(field: FieldSpec): boolean {
  return ['prompt', 'negative-prompt', 'lyrics', 'text'].includes(field.kind.type)
}

function problemOf(field: FieldSpec, value: unknown): string | null {
  const { kind, label } = field
  switch (kind.type) {
    case 'prompt':
    case 'negative-prompt':
    case 'lyrics':
    case 'text':
      if (typeof value !== 'string') return `${label} has to be text.`
      return kind.maxLength === undefined ? null : tooLong(label, value, kind.maxLength)
    case 'integer':
    case 'count':
    case 'seed':
      if (!Number.isInteger(asNumber(value))) return `${label} has to be a whole number.`
      return outOfRange(label, asNumber(value), kind.min, kind.max)
    case 'number':
      if (!Number.isFinite(asNumber(value))) return `${label} has to be a number.`
      return outOfRange(label, asNumber(value), kind.min, kind.max)
    case 'boolean':
      return typeof value === 'boolean' ? null : `${label} has to be on or off.`
    case 'json':
      if (!isJson(value)) return `${label} is not valid JSON.`
      return field.wire?.in === 'body-root' && !isJsonObject(value) ? `${label} has to be an object in braces.` : null
    case 'list':
      return Array.isArray(value) ? null : `${label} has to be a list.`
    case 'remote-id':
      return remoteIdProblem(label, kind.max, assetIdsOf(value))
    case 'asset':
    case 'mask':
      return assetIdsOf(value).length > 0 ? null : `${label} has to be a file of the library.`
    default:
      return notAnOption(field, value)
  }
}

function remoteIdProblem(label: string, max: number, ids: readonly string[]): string | null {
  if (ids.length === 0 || ids.some((id) => id.trim() === '')) return `${label} has to be an identifier of the vendor.`
  return ids.length > max ? `${label}: at most ${max}, and there are ${ids.length}.` : null
}

function tooLong(label: string, text: string, limit: number): string | null {
  const count = text.length <= limit ? 0 : countCharacters(text)
  if (count <= limit) return null
  return `${label} is too long: ${grouped(count)} characters, and the limit is ${grouped(limit)}.`
}

function outOfRange(label: string, value: number, min?: number, max?: number): string | null {
  if (min !== undefined && value < min) return `${label} has to be at least ${grouped(min)}.`
  return max !== undefined && value > max ? `${label} can be at most ${grouped(max)}.` : null
}

function notAnOption(field: FieldSpec, value: unknown): string | null {
  const options = optionsOf(field.kind) ?? []
  if (options.some((option) => option.value === value)) return null
  if (allowsOther(field.kind) && (typeof value === 'string' || typeof value === 'number')) return null
  return `${field.label}: “${asWords(value).slice(0, 60)}” is not one of the choices.`
}

function isJson(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'object'
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

function isJsonObject(value: unknown): boolean {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
}

function ruleReasons(
  spec: OperationSpec,
  modelId: string,
  params: Params,
  fields: readonly FieldSpec[],
): readonly Reason[] {
  return (spec.rules ?? []).flatMap((rule) => {
    const field = spec.fields.find(({ key }) => key === rule.field)
    if (!field || !conditionsHold(rule.when, spec, modelId, params)) return []
    if (!rule.mustBeEmpty && !fields.some(({ key }) => key === field.key)) return []
    const isBroken = rule.countedWith ? hasTooMany(rule, spec, params) : breaks(rule, valueOf(field, params))
    return isBroken ? [{ field: field.key, message: rule.reason }] : []
  })
}

function breaks(rule: FieldRule, value: unknown): boolean {
  if (!isSet(value)) return rule.mustBeSet === true
  if (rule.mustBeEmpty === true) return true
  if (rule.allowed && !rule.allowed.some((allowed) => allowed === value)) return true
  return rule.max !== undefined && measure(value) > rule.max
}

/** Entries of several fields against one limit. */
function hasTooMany(
  { field, countedWith = [], max = Infinity }: FieldRule,
  spec: OperationSpec,
  params: Params,
): boolean {
  const counted = spec.fields.filter(({ key }) => key === field || countedWith.includes(key))
  return counted.reduce((sum, other) => sum + entriesIn(valueOf(other, params)), 0) > max
}

function entriesIn(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return isSet(value) ? 1 : 0
}

function measure(value: unknown): number {
  if (typeof value === 'string') return countCharacters(value)
  return Array.isArray(value) ? value.length : asNumber(value)
}

/** A setting that the person also wrote into the prompt would go out twice, with two values. */
function flagReasons(fields: readonly FieldSpec[], params: Params): readonly Reason[] {
  const promptField = fields.find(({ kind }) => kind.type === 'prompt')
  const prompt = promptField && params[promptField.key]
  if (typeof prompt !== 'string') return []
  const words = new Set(prompt.split(/\s+/))
  return fields.flatMap((field) => {
    const flag = field.wire?.in === 'prompt-flag' ? field.wire.name : undefined
    if (flag === undefined || !words.has(flag) || !isSet(params[field.key]) || params[field.key] === false) return []
    return [
      { field: field.key, message: `The prompt already contains ${flag}. Remove it there or clear “${field.label}”.` },
    ]
  })
}

function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
