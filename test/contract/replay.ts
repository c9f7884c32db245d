import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOperation } from '@shared/catalog/operations'
import { type AssetFacts, reasonsNotReady } from '@shared/catalog/projections/readiness'
import { isWebLink } from '@shared/catalog/projections/values'
import type { FieldSpec, ListKind, MaskPolarity, OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import { encodeRequest } from '@main/gateway/families/encode'
import { adapterOf } from '@main/gateway/families/registry'
import type { GatewayAnswer, PollReading, RemoteOperation, SubmitReading, WireRequest } from '@main/gateway/types'

/** Examples of one operation: what is sent, what the gateway answers, what a poll says. */
export interface Example {
  readonly request: unknown
  readonly answer: unknown
  readonly poll: unknown
}

export type Examples = Readonly<Record<string, Example>>

export interface Replayed {
  readonly request: WireRequest
  /** Bodies as the examples write them: files by `@name` in forms, by `file:name` in JSON. */
  readonly body: unknown
  readonly reasons: readonly string[]
  readonly polarities: readonly MaskPolarity[]
}

export function operationOf(id: string): OperationSpec {
  const operation = findOperation(id)
  if (!operation) throw new Error(`${id} is not in the catalog`)
  return operation
}

export function answerOf(json: unknown, status = 200): GatewayAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(json) ?? '')
  return { status, headers: {}, contentType: 'application/json', bytes, json }
}

export function readSubmit(operationId: string, json: unknown): SubmitReading {
  const operation = operationOf(operationId)
  return adapterOf(operation.family).readSubmit(answerOf(json), operation, operation.models[0] ?? '')
}

export function readPoll(operationId: string, json: unknown, remote: RemoteOperation, status = 200): PollReading {
  const reading = adapterOf(operationOf(operationId).family).pollOne?.read(answerOf(json, status), remote)
  if (!reading) throw new Error(`${operationId} is not polled`)
  return reading
}

/**
 * Fills the form from an example request, as a person would, and encodes it with real files. What the form has no
 * field for does not come back, so a body that equals the example proves every field.
 */
export async function replay(operationId: string, request: unknown): Promise<Replayed> {
  const spec = operationOf(operationId)
  const { modelId, ...form } = formOfExample(spec, request)
  const folder = await mkdtemp(join(tmpdir(), 'studio-contract-'))
  try {
    const polarities: MaskPolarity[] = []
    const fileOf = async (assetId: string) => {
      const path = join(folder, assetId.replaceAll(/[^\w.]/g, '_'))
      await writeFile(path, `bytes of ${assetId}`)
      return { path, mime: 'image/png', fileName: assetId, byteSize: `bytes of ${assetId}`.length }
    }
    const encoded = await encodeRequest(
      spec,
      modelId,
      form.params,
      {
        fileOf,
        maskFileOf: (assetId, polarity) => {
          polarities.push(polarity)
          return fileOf(assetId)
        },
      },
      async (file, delivery) => `${delivery === 'link' ? 'link' : 'song'}:${file.fileName}`,
    )
    const reasons = reasonsNotReady(spec, modelId, form.params, form.facts).map(({ message }) => message)
    return { request: encoded, body: readBody(encoded, form.assetIds), reasons, polarities }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A form filled from an example request, with facts of the files in it. */
export function formOfExample(spec: OperationSpec, request: unknown): FilledForm & { readonly modelId: string } {
  const example = readExample(request)
  return { ...fillForm(spec, example), modelId: modelIn(spec, example) }
}

/** The members of an example; in forms, objects are written as JSON text. */
function readExample(request: unknown): Readonly<Record<string, unknown>> {
  const fields = request as Readonly<Record<string, unknown>>
  if (fields.form === undefined) return fields
  const form = Object.entries(fields.form as Readonly<Record<string, unknown>>)
  return Object.fromEntries(form.map(([name, value]) => [name, parsedObject(value)]))
}

function parsedObject(value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('{') ? (JSON.parse(value) as unknown) : value
}

/** The model that an example is for: by the parts that stand for it, else by its own field. */
function modelIn(spec: OperationSpec, example: unknown): string {
  const { modelField, modelParts = {} } = spec.request
  const isIn = ([name, value]: readonly [string, string]): boolean => valueBehind(example, name) === value
  const named = Object.entries(modelParts).find(([, parts]) => {
    const entries = Object.entries(parts)
    return entries.length > 0 && entries.every(isIn)
  })
  if (named) return named[0]
  const written = modelField === null ? undefined : valueBehind(example, modelField)
  return typeof written === 'string' ? written : (spec.models[0] ?? '')
}

interface FilledForm {
  readonly params: Params
  readonly facts: ReadonlyMap<string, AssetFacts>
  readonly assetIds: readonly string[]
}

function fillForm(spec: OperationSpec, example: Readonly<Record<string, unknown>>): FilledForm {
  const params: Record<string, unknown> = {}
  const assetIds: string[] = []
  for (const field of spec.fields) {
    const value =
      field.wire?.item === undefined ? valueBehind(example, field.wire?.name ?? field.key) : itemsOf(field, example)
    if (value === undefined) continue
    if (field.kind.type === 'list') {
      const filled = fillRows(field, field.kind, value)
      assetIds.push(...filled.assetIds)
      params[field.key] = filled.rows
      continue
    }
    if (field.wire?.as === 'width-height' && typeof value === 'object') {
      params[field.key] = `${String(valueAt(value, 'width'))}x${String(valueAt(value, 'height'))}`
      continue
    }
    if (field.kind.type !== 'asset' && field.kind.type !== 'mask') {
      params[field.key] = spec.request.content === 'multipart' ? typed(field, String(value)) : value
      continue
    }
    const ids = (Array.isArray(value) ? (value as readonly unknown[]) : [value])
      .filter((item) => item !== '')
      .map((item, index) => assetIdFor(field, item, index))
    assetIds.push(...ids)
    params[field.key] = field.kind.type === 'asset' && field.kind.max > 1 ? ids : ids[0]
  }
  return { params, assetIds, facts: new Map(assetIds.map((id) => [id, factsOf(id)])) }
}

/** A link of an example is pasted where the form takes links, else stands for a file of the library. */
function assetIdFor(field: FieldSpec, item: unknown, index: number): string {
  if (field.kind.type === 'asset' && field.kind.delivery === 'link' && isWebLink(item)) return item
  return String(item).startsWith('@') ? String(item).slice(1) : `${field.key}-${index}.png`
}

interface FilledRows {
  readonly rows: readonly unknown[]
  readonly assetIds: readonly string[]
}

function fillRows(list: FieldSpec, kind: ListKind, value: unknown): FilledRows {
  const assetIds: string[] = []
  const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map(parsedObject)
  if (kind.isBare === true) return { rows: items, assetIds }
  const rows = items.map((item, index) =>
    Object.fromEntries(
      kind.fields.flatMap((field) => {
        const inner = valueBehind(item, field.wire?.name ?? field.key)
        if (inner === undefined) return []
        if (field.kind.type !== 'asset') return [[field.key, inner]]
        const assetId = assetIdFor({ ...field, key: list.key }, inner, index)
        assetIds.push(assetId)
        return [[field.key, assetId]]
      }),
    ),
  )
  return { rows, assetIds }
}

function valueBehind(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => valueAt(found, name), value)
}

/** What stands in the list's objects that hold the field's constants, and no others' ones. */
function itemsOf({ kind, wire }: FieldSpec, example: unknown): unknown {
  const list = valueBehind(example, wire?.name ?? '')
  const constants = Object.entries(wire?.item?.constants ?? {})
  const values = (Array.isArray(list) ? (list as readonly unknown[]) : [])
    .filter((item) => constants.every(([name, constant]) => valueAt(item, name) === constant))
    .map((item) => valueBehind(item, wire?.item?.path ?? ''))
    .filter((value) => value !== undefined)
  if (values.length === 0) return undefined
  return (kind.type === 'asset' || kind.type === 'remote-id') && kind.max > 1 ? values : values[0]
}

function valueAt(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}

/** Multipart examples write numbers as text; the form holds numbers. */
function typed(field: FieldSpec, text: string): unknown {
  if (field.kind.type === 'boolean') return text === 'true'
  return ['count', 'integer', 'number'].includes(field.kind.type) ? Number(text) : text
}

function factsOf(id: string): AssetFacts {
  const isSound = id.endsWith('.mp3')
  return {
    media: isSound ? 'audio' : 'image',
    mime: isSound ? 'audio/mpeg' : 'image/png',
    byteSize: 200_000,
    width: isSound ? null : 1024,
    height: isSound ? null : 1024,
  }
}

function readBody({ body }: WireRequest, assetIds: readonly string[]): unknown {
  if (body.kind === 'json') return namedFiles(body.value, assetIds)
  if (body.kind === 'none') return undefined
  const form: Record<string, unknown> = {}
  for (const part of body.parts) {
    const value = 'filePath' in part ? `@${part.fileName}` : part.value
    const earlier = form[part.name]
    form[part.name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value]
  }
  return form
}

/** The bytes in a body as the name of the file that they came from, together with how they were written. */
function namedFiles(value: unknown, assetIds: readonly string[]): unknown {
  if (typeof value === 'string') {
    for (const id of assetIds) {
      const base64 = Buffer.from(`bytes of ${id}`).toString('base64')
      if (value === base64) return `base64:${id}`
      if (value === `data:image/png;base64,${base64}`) return `data-uri:${id}`
    }
    return value
  }
  if (Array.isArray(value)) return value.map((item: unknown) => namedFiles(item, assetIds))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, namedFiles(item, assetIds)]))
}
