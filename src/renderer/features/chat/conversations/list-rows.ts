import type { ConversationCard } from '@shared/domain/chat'
import type { ChatFolder } from '@shared/domain/chat-folder'
import { groupBy } from '@shared/lib/group-by'

export type ListRow =
  | {
      readonly kind: 'heading'
      readonly id: string
      readonly label: string
      readonly count: number
      readonly isOpen: boolean
      /** Set for the heading of a project. */
      readonly folder: ChatFolder | null
    }
  | { readonly kind: 'chat'; readonly id: string; readonly card: ConversationCard }

const PINNED = 'pinned'
const OTHERS = 'others'
const ARCHIVED = 'archived'

/** Sections that are closed until somebody opens them. */
const CLOSED_AT_FIRST: ReadonlySet<string> = new Set([ARCHIVED])

export const isSectionOpen = (sections: Readonly<Record<string, boolean>>, id: string): boolean =>
  sections[id] ?? !CLOSED_AT_FIRST.has(id)

/**
 * The list of chats as flat rows: pinned ones, then each project, then the others, then what was archived. A heading
 * stands only where there is something to tell apart. The order within a section is that of `cards`.
 */
export function listRows(
  cards: readonly ConversationCard[],
  folders: readonly ChatFolder[],
  sections: Readonly<Record<string, boolean>>,
): readonly ListRow[] {
  const known = new Set(folders.map(({ id }) => id))
  const sectionOf = (card: ConversationCard): string => {
    if (card.isArchived) return ARCHIVED
    if (card.isPinned) return PINNED
    return card.folderId !== null && known.has(card.folderId) ? card.folderId : OTHERS
  }
  const bySection = groupBy(cards, sectionOf)
  const section = (id: string, label: string, folder: ChatFolder | null): readonly ListRow[] => {
    const members = bySection.get(id) ?? []
    if (members.length === 0 && folder === null) return []
    const isOpen = isSectionOpen(sections, id)
    const heading: ListRow = { kind: 'heading', id, label, count: members.length, isOpen, folder }
    const rows = members.map((card): ListRow => ({ kind: 'chat', id: card.id, card }))
    return isOpen ? [heading, ...rows] : [heading]
  }
  const rows = [
    ...section(PINNED, 'Pinned', null),
    ...folders.flatMap((folder) => section(folder.id, folder.title, folder)),
    ...section(OTHERS, 'Chats', null),
    ...section(ARCHIVED, 'Archived', null),
  ]
  const isOneSection = rows.filter(({ kind }) => kind === 'heading').length === 1 && bySection.has(OTHERS)
  return isOneSection ? rows.filter(({ kind }) => kind === 'chat') : rows
}
