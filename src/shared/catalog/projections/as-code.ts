import { assertNever } from '../../lib/assert-never'
import { curlCode } from './code-curl'
import { pythonCode } from './code-python'
import type { CodeInput } from './code-request'
import { typescriptCode } from './code-typescript'
import { isAssetPlaceholder } from './wire-request'

export type CodeLanguage = 'curl' | 'python' | 'typescript'

/** The request of a form as a program that sends it. Prompts are quoted so that no text becomes code. */
export function requestAsCode(language: CodeLanguage, form: CodeInput): string {
  const body = withSongIds(form.request.body, form.fileNameOf)
  const input = { ...form, request: { ...form.request, body: body as CodeInput['request']['body'] } }
  switch (language) {
    case 'curl':
      return curlCode(input)
    case 'python':
      return pythonCode(input)
    case 'typescript':
      return typescriptCode(input)
    default:
      return assertNever(language)
  }
}

/** Songs are taken to Suno in steps before the request; a program is told where the id of one goes. */
function withSongIds(value: unknown, fileNameOf: CodeInput['fileNameOf']): unknown {
  if (isAssetPlaceholder(value)) {
    if (value.delivery !== 'suno-song') return value
    return `<clip_id of ${fileNameOf?.(value.assetId) ?? 'the song'}, from the steps under /suno/uploads/audio>`
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withSongIds(item, fileNameOf))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withSongIds(item, fileNameOf)]))
}
