import type { MediaKind } from '@shared/domain/media'

const WORDS: Readonly<Record<MediaKind, string>> = { image: 'Picture', video: 'Clip', audio: 'Sound', text: 'File' }
const REFERENCE = /\[(Picture|Clip|Sound|File) (\d{1,2})\]/g

/** How a text names the attachment in this place, counted from 0: "[Picture 2]". */
export function referenceTo(media: MediaKind, index: number): string {
  return `[${WORDS[media]} ${index + 1}]`
}

/** The text after the attachments changed their order or number: each name still means the same file. */
export function renumberReferences(text: string, before: readonly string[], after: readonly string[]): string {
  return text.replace(REFERENCE, (whole, word: string, number: string) => {
    const assetId = before[Number(number) - 1]
    if (assetId === undefined) return whole
    const index = after.indexOf(assetId)
    return index < 0 ? '' : `[${word} ${index + 1}]`
  })
}
