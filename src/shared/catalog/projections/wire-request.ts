import type { Params } from '../../domain/generation'
import type { AssetDelivery, FieldSpec, MaskPolarity, OperationSpec } from '../types'
import { visibleFields } from './form'
import { asNumber, assetIdsOf, isSet, isWebLink, valueOf } from './values'

/** Stands in a body where the bytes of an asset go; `polarity` only for masks. */
export interface AssetPlaceholder {
  readonly kind: 'asset-placeholder'
  readonly assetId: string
  readonly delivery: AssetDelivery
  readonly polarity?: MaskPolarity
}

/** A request as data, before files are read: what is previewed, shown as code and then encoded. */
export interface PlannedRequest {
  readonly method: 'GET' | 'POST'
  /** Starts with a slash; values in it are URL-encoded. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly content: 'json' | 'multipart' | 'none'
  /** By wire name; files are {@link AssetPlaceholder}. Empty where there is no body. */
  readonly body: Readonly<Record<string, unknown>>
}

type Body = Record<string, unknown>

/** Half a surrogate pair cannot be encoded and becomes the replacement character. */
function encodePart(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\uFFFD'))
}

/** What an operation sends for a form. Same params, same request; nothing is sent that the operation does not name. */
export function buildWireRequest(spec: OperationSpec, modelId: string, params: Params): PlannedRequest {
  const fields = visibleFields(spec, modelId, params)
  const body: Body = { ...spec.request.constants }
  const query: Record<string, string> = {}
  const inPath: Record<string, string> = { model: encodePart(modelId) }
  if (spec.request.modelField !== null) putAt(body, spec.request.modelField, modelId)
  for (const field of fields) {
    const value = field.kind.type === 'prompt' ? withFlags(field, fields, params) : wireValue(field, params)
    if (value === undefined) continue
    const name = field.wire?.name ?? field.key
    const place = field.wire?.in ?? 'body'
    if (field.wire?.item !== undefined) body[name] = withItems(body[name], field.wire.item, value)
    else if (place === 'body') putAt(body, name, value)
    else if (place === 'query') query[name] = String(value)
    else if (place === 'path') inPath[name] = encodePart(String(value))
  }
  const path = spec.request.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => inPath[name] ?? '')
  const { method, content } = spec.request
  return { method, path, query, content, body: content === 'none' ? {} : body }
}

export function isAssetPlaceholder(value: unknown): value is AssetPlaceholder {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'asset-placeholder'
}

/** The value as it goes over the wire; undefined leaves the field out. */
function wireValue(field: FieldSpec, params: Params): unknown {
  const { kind } = field
  const value = valueOf(field, params)
  if (kind.type === 'asset') {
    const placeholders = assetIdsOf(value).map((id) =>
      kind.delivery === 'link' && isWebLink(id) ? id : placeholder(id, kind.delivery),
    )
    if (placeholders.length === 0) return emptyValue(field)
    return kind.max > 1 ? placeholders : placeholders[0]
  }
  if (kind.type === 'mask') {
    const id = assetIdsOf(value)[0]
    return id === undefined ? emptyValue(field) : { ...placeholder(id, kind.delivery), polarity: kind.polarity }
  }
  if (!isSet(value)) return field.sent === 'always' && value === '' ? '' : undefined
  return plainValue(field, value)
}

function placeholder(assetId: string, delivery: AssetDelivery): AssetPlaceholder {
  return { kind: 'asset-placeholder', assetId, delivery }
}

function emptyValue(field: FieldSpec): unknown {
  if (field.sent !== 'always') return undefined
  return field.kind.type === 'asset' && field.kind.max > 1 ? [] : ''
}

function plainValue(field: FieldSpec, value: unknown): unknown {
  switch (field.kind.type) {
    case 'integer':
    case 'number':
    case 'seed':
    case 'count':
      return Number.isFinite(asNumber(value)) ? asNumber(value) : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'json':
      return parsed(value)
    default:
      return typeof value === 'object' ? undefined : value
  }
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

/** The prompt with the settings behind it that its vendor reads as words. */
function withFlags(promptField: FieldSpec, fields: readonly FieldSpec[], params: Params): unknown {
  const prompt = wireValue(promptField, params)
  const flags = fields.flatMap((field) => {
    if (field.wire?.in !== 'prompt-flag' || field.wire.name === undefined) return []
    const value = wireValue(field, params)
    if (value === undefined || value === false) return []
    return [value === true ? field.wire.name : `${field.wire.name} ${String(value).replaceAll(/\s+/g, ' ').trim()}`]
  })
  return typeof prompt === 'string' ? [prompt, ...flags].join(' ') : prompt
}

type ListItem = NonNullable<NonNullable<FieldSpec['wire']>['item']>

/** A list with one more object for each value. */
function withItems(list: unknown, { path, constants }: ListItem, value: unknown): readonly unknown[] {
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((item) => {
    const body: Body = { ...constants }
    putAt(body, path, item)
    return body
  })
  return [...(Array.isArray(list) ? (list as readonly unknown[]) : []), ...items]
}

function putAt(body: Body, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? path
  let target = body
  for (const name of names) {
    const inner = target[name]
    const next: Body = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {}
    target[name] = next
    target = next
  }
  target[last] = value
}
