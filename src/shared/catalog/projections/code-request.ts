import type { AssetDelivery } from '../types'
import { type AssetPlaceholder, isAssetPlaceholder, type PlannedRequest } from './wire-request'

export interface CodeInput {
  /** Without a trailing slash. */
  readonly baseUrl: string
  readonly request: PlannedRequest
  /** A name for a file of the request; absent names become `file-1`, `file-2`, … */
  readonly fileNameOf?: (assetId: string) => string | undefined
}

/** The environment variable that holds the key; the key itself never stands in code. */
export const KEY_VARIABLE = 'CHAINHUB_API_KEY'

/** A file of a request under the name that the code uses for it. */
export interface CodeFile {
  readonly name: string
  readonly mime: string
}

/** A part of a multipart body, lists already spread over several parts. */
export type CodePart =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly file: CodeFile }

const MIMES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
  mp4: 'video/mp4',
  webm: 'video/webm',
}

/** The whole address with its query. */
export function urlOf({ baseUrl, request }: CodeInput): string {
  const query = Object.entries(request.query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
  return `${baseUrl}${request.path}${query === '' ? '' : `?${query}`}`
}

/** Where a file is turned into a public link. */
export function uploadUrlOf(baseUrl: string): string {
  return `${baseUrl}/api/upload`
}

/** Names files in order of first use; the same asset keeps its name. */
export function createFileNames(fileNameOf: CodeInput['fileNameOf']): (placeholder: AssetPlaceholder) => CodeFile {
  const names = new Map<string, string>()
  return ({ assetId, polarity }) => {
    const given = fileNameOf?.(assetId)?.replaceAll(/[\p{Cc}/\\]/gu, '')
    const fallback = polarity === undefined ? `file-${names.size + 1}` : 'mask.png'
    const name = names.get(assetId) ?? (given === undefined || given === '' ? fallback : given)
    names.set(assetId, name)
    const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
    return { name, mime: MIMES[ending] ?? 'image/png' }
  }
}

export function partsOf(
  body: PlannedRequest['body'],
  fileOf: (placeholder: AssetPlaceholder) => CodeFile,
): readonly CodePart[] {
  return Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((item): CodePart => {
      if (isAssetPlaceholder(item)) return { name, file: fileOf(item) }
      return { name, text: typeof item === 'object' ? JSON.stringify(item) : String(item) }
    }),
  )
}

/** Literals of a language, for {@link writeLiteral}. */
export interface LiteralStyle {
  readonly nothing: string
  readonly yes: string
  readonly no: string
  readonly key: (name: string) => string
  /** An expression for a file inside JSON: its base64 text, or the link under which it was uploaded. */
  readonly file: (file: CodeFile, delivery: AssetDelivery) => string
}

/** A JSON value as a literal of a language, two spaces an indent, trailing commas. */
export function writeLiteral(
  value: unknown,
  style: LiteralStyle,
  fileOf: (placeholder: AssetPlaceholder) => CodeFile,
  indent = '',
): string {
  if (isAssetPlaceholder(value)) return style.file(fileOf(value), value.delivery)
  if (value === null || value === undefined) return style.nothing
  if (value === true) return style.yes
  if (value === false) return style.no
  if (typeof value !== 'object') return JSON.stringify(value) ?? style.nothing
  const inner = `${indent}  `
  const lines = Array.isArray(value)
    ? (value as readonly unknown[]).map((item) => `${inner}${writeLiteral(item, style, fileOf, inner)},`)
    : Object.entries(value).map(
        ([name, item]) => `${inner}${style.key(name)}: ${writeLiteral(item, style, fileOf, inner)},`,
      )
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('\n')}\n${indent}${close}`
}
