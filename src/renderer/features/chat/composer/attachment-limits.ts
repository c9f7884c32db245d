import { chatModelFacts } from '@shared/catalog/chat/chat-models'
import type { OperationSpec } from '@shared/catalog/types'
import type { MediaKind } from '@shared/domain/media'

/** What of a file decides whether a model takes it. */
export interface AttachedFile {
  readonly media: MediaKind
  readonly mime: string
  readonly byteSize: number
  readonly title: string
}

const MAX_FILE_BYTES = 20 * 1024 * 1024
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const SOUNDS: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/wav'])

/** Why these files cannot go to these models; the same rules by which main refuses them. */
export function reasonsAgainstTalk(files: readonly AttachedFile[], modelIds: readonly string[]): readonly string[] {
  const reasons = files
    .filter(({ byteSize }) => byteSize > MAX_FILE_BYTES)
    .map(({ title }) => `“${title}” is larger than 20 MB, which gateways refuse.`)
  for (const modelId of modelIds) {
    const { inputs } = chatModelFacts(modelId)
    for (const file of files) {
      const what = unread(file, inputs)
      if (what !== null) reasons.push(`${modelId} does not read ${what}: “${file.title}”.`)
    }
  }
  return [...new Set(reasons)]
}

function unread(
  file: AttachedFile,
  inputs: { readonly pictures: boolean; readonly pdf: boolean; readonly audio: boolean },
): string | null {
  switch (file.media) {
    case 'image':
      if (!inputs.pictures) return 'pictures'
      return PICTURES.has(file.mime) ? null : `pictures of the kind ${file.mime}`
    case 'audio':
      if (!inputs.audio) return 'sound'
      return SOUNDS.has(file.mime) ? null : `sound of the kind ${file.mime}`
    case 'video':
      return 'clips'
    case 'text':
      return file.mime === 'application/pdf' && !inputs.pdf ? 'PDF' : null
  }
}

/** Why these files cannot go into a picture that is made. */
export function reasonsAgainstPicture(
  files: readonly AttachedFile[],
  { operation, modelId }: { readonly operation: OperationSpec; readonly modelId: string },
): readonly string[] {
  if (files.length === 0) return []
  const other = files.find(({ media }) => media !== 'image')
  if (other) return [`Only pictures can go into a picture: “${other.title}” is none.`]
  const kind = operation.fields.find((field) => field.kind.type === 'asset' && field.kind.media.includes('image'))?.kind
  const max = kind?.type === 'asset' ? kind.max : 0
  if (files.length <= max) return []
  if (max === 0) return [`${modelId} makes pictures from words only. Remove the attached ones.`]
  return [`${modelId} takes at most ${max} ${max === 1 ? 'picture' : 'pictures'}; ${files.length} are attached.`]
}
