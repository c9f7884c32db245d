import { assertNever } from '../../lib/assert-never'
import { curlCode } from './code-curl'
import { pythonCode } from './code-python'
import { type CodeInput, uploadUrlOf } from './code-request'
import { typescriptCode } from './code-typescript'
import { isAssetPlaceholder } from './wire-request'

export type CodeLanguage = 'curl' | 'python' | 'typescript'

/** The request of a form as a program that sends it. Prompts are quoted so that no text becomes code. */
export function requestAsCode(language: CodeLanguage, form: CodeInput): string {
  const body = withWordsForUploads(form.request.body, form)
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

/**
 * What has to be uploaded before, and that no expression of a program can stand for: a song that Suno takes over in
 * steps, and a link inside a form of parts.
 */
function withWordsForUploads(value: unknown, form: CodeInput): unknown {
  if (isAssetPlaceholder(value)) {
    const name = form.fileNameOf?.(value.assetId) ?? 'the file'
    if (value.delivery === 'suno-song') return `<clip_id of ${name}, from the steps under /suno/uploads/audio>`
    return value.delivery === 'link' && form.request.content === 'multipart'
      ? `<public link of ${name}, for example from ${uploadUrlOf(form.baseUrl)}>`
      : value
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withWordsForUploads(item, form))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withWordsForUploads(item, form)]))
}
