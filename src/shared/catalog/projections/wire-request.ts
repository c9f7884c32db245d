import type { Params } from '../../domain/generation'
import type { AssetDelivery, FieldSpec, ListKind, MaskPolarity, OperationSpec } from '../types'
import { visibleFields } from './form'
import { asNumber, assetIdsOf, asWords, isSet, isWebLink, rowsOf, valueOf } from './values'

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
  const inPath: Record<string, string> = { model: encodePart(modelId), '+model': encodePath(modelId) }
  putModel(body, spec, modelId)
  for (const field of fields) {
    const value = field.kind.type === 'prompt' ? withFlags(field, fields, params) : wireValueOf(field, params)
    if (value === undefined) continue
    const name = field.wire?.name ?? field.key
    const place = field.wire?.in ?? 'body'
    if (field.wire?.item !== undefined) putAt(body, name, withItems(valueAt(body, name), field.wire.item, value))
    else if (place === 'body') putAt(body, name, value)
    else if (place === 'body-root') putMembers(body, field.wire?.name, value)
    else if (place === 'query') query[name] = String(value)
    else if (place === 'path') inPath[name] = encodePart(String(value))
  }
  for (const { wire } of fields) closeGaps(body, wire?.name ?? '')
  const path = spec.request.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => inPath[name] ?? '')
  const { method, content } = spec.request
  return { method, path, query, content, body: content === 'none' ? {} : body }
}

/** The same with the slashes kept; a segment of dots would climb. */
function encodePath(text: string): string {
  return text
    .split('/')
    .filter((part) => !/^\.*$/.test(part))
    .map(encodePart)
    .join('/')
}

function putModel(body: Body, { request }: OperationSpec, modelId: string): void {
  const { modelField, modelParts = {} } = request
  const parts = Object.hasOwn(modelParts, modelId) ? modelParts[modelId] : undefined
  if (parts) for (const [name, value] of Object.entries(parts)) putAt(body, name, value)
  else if (modelField !== null) putAt(body, modelField, modelId)
}

/** Members of a typed object join the body; what another field sends is not replaced. */
function putMembers(body: Body, name: string | undefined, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const held = name === undefined ? body : body[name]
  const holder = typeof held === 'object' && held !== null ? held : {}
  const added = Object.entries(value).filter(([member]) => !Object.hasOwn(holder, member) && !member.includes('.'))
  if (name === undefined) Object.assign(body, Object.fromEntries(added))
  else body[name] = { ...holder, ...Object.fromEntries(added) }
}

export function isAssetPlaceholder(value: unknown): value is AssetPlaceholder {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'asset-placeholder'
}

/** The value as it goes over the wire; undefined leaves the field out. */
export function wireValueOf(field: FieldSpec, params: Params): unknown {
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
  if (kind.type === 'list') return listValue(field, kind, value)
  if (!isSet(value)) return field.sent === 'always' && value === '' ? '' : undefined
  const plain = plainValue(field, value)
  if (field.wire?.as === 'text' && plain !== undefined) return asWords(plain)
  return field.wire?.as === 'width-height' ? asWidthAndHeight(plain) : plain
}

/** Rows that hold nothing are left out. */
function listValue(field: FieldSpec, kind: ListKind, value: unknown): unknown {
  const rows = rowsOf(kind, value).flatMap((row): readonly unknown[] => {
    const body: Body = {}
    for (const inner of kind.fields) {
      const innerValue = wireValueOf(inner, row)
      if (innerValue !== undefined && innerValue !== '') putAt(body, inner.wire?.name ?? inner.key, innerValue)
    }
    if (Object.keys(body).length === 0) return []
    return kind.isBare === true ? Object.values(body) : [{ ...kind.constants, ...body }]
  })
  if (rows.length === 0 && field.sent !== 'always') return undefined
  return kind.asText === undefined ? rows : rowsAsText(kind.asText, rows)
}

function rowsAsText({ row, between }: NonNullable<ListKind['asText']>, rows: readonly unknown[]): string {
  return rows
    .map((values, index) => {
      const named = { n: index + 1, ...(values as Readonly<Record<string, unknown>>) } as Readonly<
        Record<string, unknown>
      >
      return row.replaceAll(/\{(\w+)\}/g, (_, name: string) => (Object.hasOwn(named, name) ? asWords(named[name]) : ''))
    })
    .join(between)
}

function asWidthAndHeight(value: unknown): unknown {
  const found = typeof value === 'string' ? /^\s*(\d{1,5})\s*[x×]\s*(\d{1,5})\s*$/i.exec(value) : null
  return found ? { width: Number(found[1]), height: Number(found[2]) } : value
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
    case 'remote-id':
      return field.kind.max > 1 ? assetIdsOf(value) : assetIdsOf(value)[0]
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

/** The prompt with what it mentions before it, and the settings behind it that its vendor reads as words. */
function withFlags(promptField: FieldSpec, fields: readonly FieldSpec[], params: Params): unknown {
  const prompt = wireValueOf(promptField, params)
  const flags = fields.flatMap((field) => {
    if (field.wire?.in !== 'prompt-flag' || field.wire.name === undefined) return []
    const value = wireValueOf(field, params)
    if (value === undefined || value === false) return []
    return [value === true ? field.wire.name : `${field.wire.name} ${String(value).replaceAll(/\s+/g, ' ').trim()}`]
  })
  return typeof prompt === 'string' ? [...mentionsOf(prompt, fields, params), prompt, ...flags].join(' ') : prompt
}

/** Names that the person did not write into the prompt themselves. */
function mentionsOf(prompt: string, fields: readonly FieldSpec[], params: Params): readonly string[] {
  const written = new Set(prompt.split(/[^\w.@-]+/))
  return fields
    .filter(({ wire }) => wire?.in === 'prompt-mention')
    .flatMap((field) => assetIdsOf(valueOf(field, params)))
    .map((name) => `@${name.replace(/^@/, '').replaceAll(/\s+/g, '')}`)
    .filter((mention) => mention !== '@' && !written.has(mention) && !written.has(`${mention}.`))
}

type ListItem = NonNullable<NonNullable<FieldSpec['wire']>['item']>

/** A list with one more object for each value. */
function withItems(list: unknown, { path, mimePath, constants }: ListItem, value: unknown): readonly unknown[] {
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((item) => {
    const body: Body = { ...constants }
    if (mimePath !== undefined && isAssetPlaceholder(item)) putAt(body, mimePath, { ...item, delivery: 'mime-type' })
    putAt(body, path, item)
    return body
  })
  return [...(Array.isArray(list) ? (list as readonly unknown[]) : []), ...items]
}

/** What stands at a path so far; undefined where nothing does. */
function valueAt(body: Body, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => {
    const isHolder = typeof found === 'object' && found !== null
    return isHolder ? (found as Readonly<Record<string, unknown>>)[name] : undefined
  }, body)
}

/** A number in the path is a place in a list. */
function putAt(body: Body, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? path
  let target = body
  for (const [index, name] of names.entries()) {
    const next = copyOf(target[name], /^\d+$/.test(names[index + 1] ?? last))
    target[name] = next
    target = next
  }
  target[last] = value
}

/** Places of a list that no field filled are not sent: what stands behind them moves up. */
function closeGaps(body: Body, path: string): void {
  const listName = /^(\w+)\.\d+(?:\.|$)/.exec(path)?.[1]
  const list = listName === undefined ? undefined : body[listName]
  if (listName !== undefined && Array.isArray(list)) body[listName] = list.filter((item) => item !== undefined)
}

function copyOf(inner: unknown, isList: boolean): Body {
  // A list takes its places by name too, and lists are only ever filled by such paths.
  if (isList) return (Array.isArray(inner) ? [...(inner as readonly unknown[])] : []) as unknown as Body
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {}
}
