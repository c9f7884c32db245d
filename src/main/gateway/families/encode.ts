import { readFile } from 'node:fs/promises'
import {
  type AssetPlaceholder,
  buildWireRequest,
  isAssetPlaceholder,
  type PlannedRequest,
} from '@shared/catalog/projections/wire-request'
import type { MaskPolarity, OperationSpec } from '@shared/catalog/types'
import { AppError } from '@shared/domain/app-error'
import type { Params } from '@shared/domain/generation'
import type { MultipartPart, WireBody, WireRequest } from '../types'

export interface InputFile {
  readonly path: string
  readonly mime: string
  readonly fileName: string
  readonly byteSize: number
}

export interface InputFiles {
  readonly fileOf: (assetId: string) => Promise<InputFile>
  /** The mask in the colours that the vendor reads. */
  readonly maskFileOf: (assetId: string, polarity: MaskPolarity) => Promise<InputFile>
}

/** Brings a file to the vendor before the request and answers with what stands for it in the body. */
export type LinkTo = (file: InputFile, delivery: 'link' | 'suno-song') => Promise<string>

/** Files inside JSON are held in memory, once as bytes and once as text. */
const MAX_INLINE_BYTES = 48 * 1024 * 1024

/**
 * The request of a form with its files: multipart parts stay on disk, files inside JSON become base64 or, for vendors
 * that fetch them, links.
 * @throws AppError `too-large` for files that cannot go into JSON, and for a mask beyond the vendor's limit
 */
export async function encodeRequest(
  spec: OperationSpec,
  modelId: string,
  params: Params,
  inputs: InputFiles,
  linkTo: LinkTo,
): Promise<WireRequest> {
  const planned = buildWireRequest(spec, modelId, params)
  return {
    method: planned.method,
    path: planned.path,
    ...(Object.keys(planned.query).length === 0 ? {} : { query: planned.query }),
    body: await encodeBody(planned, spec, inputs, linkTo),
    timeoutMs: spec.timeoutMs,
  }
}

async function encodeBody(
  planned: PlannedRequest,
  spec: OperationSpec,
  inputs: InputFiles,
  linkTo: LinkTo,
): Promise<WireBody> {
  const load = (placeholder: AssetPlaceholder): Promise<InputFile> => loadFile(placeholder, spec, inputs)
  switch (planned.content) {
    case 'none':
      return { kind: 'none' }
    case 'multipart':
      return { kind: 'multipart', parts: await encodeParts(planned.body, load, linkTo) }
    case 'json':
      return { kind: 'json', value: await withFiles(planned.body, inlineWith(load, linkTo)) }
  }
}

async function loadFile(placeholder: AssetPlaceholder, spec: OperationSpec, inputs: InputFiles): Promise<InputFile> {
  if (placeholder.polarity === undefined) return inputs.fileOf(placeholder.assetId)
  const file = await inputs.maskFileOf(placeholder.assetId, placeholder.polarity)
  const limit = spec.fields.map(({ kind }) => (kind.type === 'mask' ? kind.maxBytes : undefined)).find(Boolean)
  if (limit !== undefined && file.byteSize > limit) throw tooLarge('The mask', limit)
  return file
}

type LoadFile = (placeholder: AssetPlaceholder) => Promise<InputFile>

/** Multipart knows text and files only: lists repeat the part, objects go as JSON text. */
async function encodeParts(
  body: PlannedRequest['body'],
  load: LoadFile,
  linkTo: LinkTo,
): Promise<readonly MultipartPart[]> {
  const parts: MultipartPart[] = []
  for (const [name, value] of Object.entries(body)) {
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (isAssetPlaceholder(item)) parts.push(await partOf(name, item, load, linkTo))
      else parts.push({ name, value: typeof item === 'object' ? JSON.stringify(item) : String(item) })
    }
  }
  return parts
}

async function partOf(
  name: string,
  placeholder: AssetPlaceholder,
  load: LoadFile,
  linkTo: LinkTo,
): Promise<MultipartPart> {
  const file = await load(placeholder)
  const { delivery } = placeholder
  return delivery === 'link' || delivery === 'suno-song'
    ? { name, value: await linkTo(file, delivery) }
    : filePart(name, file)
}

function filePart(name: string, file: InputFile): MultipartPart {
  return { name, filePath: file.path, fileName: file.fileName, mime: file.mime, byteSize: file.byteSize }
}

function inlineWith(load: LoadFile, linkTo: LinkTo): (placeholder: AssetPlaceholder) => Promise<string> {
  let total = 0
  return async (placeholder) => {
    const file = await load(placeholder)
    const { delivery } = placeholder
    if (delivery === 'mime-type') return file.mime
    if (delivery === 'link' || delivery === 'suno-song') return linkTo(file, delivery)
    total += file.byteSize
    if (total > MAX_INLINE_BYTES) throw tooLarge('The files of this request', MAX_INLINE_BYTES)
    const base64 = (await readFile(file.path)).toString('base64')
    return placeholder.delivery === 'data-uri' ? `data:${file.mime};base64,${base64}` : base64
  }
}

async function withFiles(value: unknown, inline: (placeholder: AssetPlaceholder) => Promise<string>): Promise<unknown> {
  if (isAssetPlaceholder(value)) return inline(value)
  if (Array.isArray(value)) {
    const items: unknown[] = []
    for (const item of value as readonly unknown[]) items.push(await withFiles(item, inline))
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) copy[name] = await withFiles(item, inline)
  return copy
}

function tooLarge(what: string, limitBytes: number): AppError {
  return new AppError({
    code: 'too-large',
    message: `${what} may have at most ${Math.round(limitBytes / (1024 * 1024))} MB. Nothing was sent.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}
