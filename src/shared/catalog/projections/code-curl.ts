import { type CodeInput, KEY_VARIABLE, type CodeFile, createFileNames, partsOf, urlOf } from './code-request'
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
        ? `-F ${quoteShell(`${part.name}=@"${part.file.name.replaceAll(/(["\\])/g, '\\$1')}"`)}`
        : `--form-string ${quoteShell(`${part.name}=${part.text}`)}`,
    )
    return joined([...head, ...parts])
  }
  const { text, hasFiles } = quotedJson(request.body, fileOf)
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
  fileOf: (placeholder: AssetPlaceholder) => CodeFile,
): { readonly text: string; readonly hasFiles: boolean } {
  const insertions: string[] = []
  const withGaps = (value: unknown): unknown => {
    if (isAssetPlaceholder(value)) {
      insertions.push(fileExpression(fileOf(value), value.delivery === 'data-uri'))
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

function fileExpression(file: CodeFile, isDataUri: boolean): string {
  const base64 = `"$(base64 < ${quoteShell(file.name)} | tr -d '\\n')"`
  return isDataUri ? `'data:${file.mime};base64,'${base64}` : base64
}
