import {
  type CodeInput,
  KEY_VARIABLE,
  type CodeFile,
  createFileNames,
  partsOf,
  uploadUrlOf,
  urlOf,
} from './code-request'
import type { AssetDelivery } from '../types'
import { type AssetPlaceholder, isAssetPlaceholder } from './wire-request'

/** Stands in the JSON text where a file goes until the text is quoted; no JSON text contains it. */
const GAP = '\u0000'

export function curlCode(input: CodeInput): string {
  const { request } = input
  const fileOf = createFileNames(input.fileNameOf)
  const head = [
    `curl ${quoteShell(urlOf(input))}`,
    ...(request.method === 'POST' ? [] : [`-X ${request.method}`]),
    `-H "Authorization: Bearer $${KEY_VARIABLE}"`,
  ]
  if (request.content === 'none') return joined(head)
  if (request.content === 'multipart') {
    const parts = partsOf(request.body, fileOf).map((part) =>
      'file' in part
        ? `-F ${quoteShell(`${part.name}=@"${escaped(part.file.name)}"`)}`
        : `--form-string ${quoteShell(`${part.name}=${part.text}`)}`,
    )
    return joined([...head, ...parts])
  }
  const { text, hasFiles } = quotedJson(request.body, (value) =>
    fileExpression(fileOf(value), value.delivery, input.baseUrl),
  )
  const lines = [...head, "-H 'Content-Type: application/json'"]
  // Files inside JSON can outgrow a command line; the shell's own printf has no such limit.
  return hasFiles
    ? `printf '%s' ${text} | ${joined([...lines, '--data-binary @-'])}`
    : joined([...lines, `--data-raw ${text}`])
}

function joined(parts: readonly string[]): string {
  return parts.join(' \\\n  ')
}

/** One word of a POSIX shell, whatever the text holds; NUL cannot stand in one and is left out. */
function quoteShell(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`
}

function quotedJson(
  body: unknown,
  expressionOf: (placeholder: AssetPlaceholder) => string,
): { readonly text: string; readonly hasFiles: boolean } {
  const insertions: string[] = []
  const withGaps = (value: unknown): unknown => {
    if (isAssetPlaceholder(value)) {
      insertions.push(expressionOf(value))
      return GAP
    }
    if (Array.isArray(value)) return value.map(withGaps)
    if (typeof value === 'string') return value.replaceAll(GAP, '')
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withGaps(item)]))
  }
  const pieces = JSON.stringify(withGaps(body), null, 2).split(String.raw`\u0000`)
  const text = pieces.map((piece, index) => quoteShell(piece) + (insertions[index] ?? '')).join('')
  return { text, hasFiles: insertions.length > 0 }
}

function fileExpression(file: CodeFile, delivery: AssetDelivery, baseUrl: string): string {
  if (delivery === 'link') return uploadExpression(file, baseUrl)
  if (delivery === 'mime-type') return quoteShell(file.mime)
  const base64 = `"$(base64 < ${quoteShell(file.name)} | tr -d '\\n')"`
  return delivery === 'data-uri' ? `'data:${file.mime};base64,'${base64}` : base64
}

/** Uploads the file and takes the link out of the answer with what every system has. */
function uploadExpression(file: CodeFile, baseUrl: string): string {
  const part = quoteShell(`file=@"${escaped(file.name)}"`)
  const upload = `curl -s ${quoteShell(uploadUrlOf(baseUrl))} -H "Authorization: Bearer $${KEY_VARIABLE}" -F ${part}`
  return `"$(${upload} | sed -n 's/.*"url" *: *"\\([^"]*\\)".*/\\1/p' | sed 's#\\\\/#/#g')"`
}

function escaped(name: string): string {
  return name.replaceAll(/(["\\])/g, '\\$1')
}
