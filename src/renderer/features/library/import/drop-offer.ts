/** What a drop here would do, told before the drop. */
export type DropOffer = 'none' | 'files' | 'link' | 'wrong'

const TAKEN = /^(image|video|audio|text)\//

/** The part of a DataTransfer that can be read while something is dragged: kinds and types, never the content. */
export interface DraggedItems {
  readonly types: readonly string[]
  readonly items: Iterable<{ readonly kind: string; readonly type: string }>
}

export function offerOf({ types, items }: DraggedItems): DropOffer {
  const files = [...items].filter((item) => item.kind === 'file')
  if (files.length > 0) {
    // Folders and some systems' files have no type here; the library looks into them itself.
    const isAllWrong = files.every((file) => file.type !== '' && !TAKEN.test(file.type))
    return isAllWrong ? 'wrong' : 'files'
  }
  if (types.includes('Files')) return 'files'
  if (types.includes('text/uri-list')) return 'link'
  return types.length > 0 ? 'wrong' : 'none'
}
