import type { MediaKind } from '@shared/domain/media'

/** What a drop here would do, told before the drop. */
export type DropOffer = 'none' | 'welcome' | 'wrong'

export interface DragContents {
  readonly types: readonly string[]
  readonly items: Iterable<{ readonly kind: string; readonly type: string }>
}

/** Before the drop only the types are known; a file without one may be anything and is welcome. */
export function offerOf(transfer: DragContents, media: readonly MediaKind[]): DropOffer {
  const files = [...transfer.items].filter((item) => item.kind === 'file')
  if (files.length === 0) return transfer.types.includes('text/uri-list') ? 'welcome' : 'none'
  return files.some(({ type }) => type === '' || media.some((kind) => type.startsWith(`${kind}/`)))
    ? 'welcome'
    : 'wrong'
}

const KIND_WORDS: Readonly<Record<MediaKind, string>> = {
  image: 'pictures',
  video: 'clips',
  audio: 'sounds',
  text: 'texts',
}

/** "pictures or clips" */
export function mediaWords(media: readonly MediaKind[]): string {
  return media.map((kind) => KIND_WORDS[kind]).join(' or ')
}

export function dropWords(offer: DropOffer, label: string, media: readonly MediaKind[]): string {
  return offer === 'wrong' ? `Takes ${mediaWords(media)} only` : `Drop as “${label}”`
}
