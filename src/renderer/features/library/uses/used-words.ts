import type { UseCounts } from '@shared/domain/library-lineage'

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `one ${one}` : `${count.toLocaleString()} ${many}`]

/** For example "2 of the 5 are used in one chat and 3 shots. They stay visible there until the trash is emptied." */
export function usedWords({ items, chats, shots, canvases }: UseCounts, total: number): string {
  const places = [
    ...counted(chats, 'chat', 'chats'),
    ...counted(shots, 'shot', 'shots'),
    ...counted(canvases, 'canvas', 'canvases'),
  ]
  const last = places.at(-1) ?? ''
  const list = places.length > 1 ? `${places.slice(0, -1).join(', ')} and ${last}` : last
  const who =
    total === 1 ? 'It is' : `${items.toLocaleString()} of the ${total.toLocaleString()} ${items === 1 ? 'is' : 'are'}`
  return `${who} used in ${list}. Until the trash is emptied ${total === 1 || items === 1 ? 'it stays' : 'they stay'} there.`
}
