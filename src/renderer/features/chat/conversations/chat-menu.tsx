import { Archive, ArchiveRestore, Folder, FolderOutput, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import type { MenuEntry } from '@renderer/ui/menu'
import type { ConversationCard } from '@shared/domain/chat'
import type { Arrangement, ChatFolder } from '@shared/domain/chat-folder'
import { exportEntries } from '../export/export-entries'
import { arrange, countWords } from './use-arrange'

export interface ChatMenuOptions {
  /** All that the menu acts on. */
  readonly cards: readonly ConversationCard[]
  readonly folders: readonly ChatFolder[]
  /** Null where several are chosen. */
  readonly onRename: (() => void) | null
  readonly onDelete: () => void
}

/** What one can do with one chat or many. */
export function chatMenu({ cards, folders, onRename, onDelete }: ChatMenuOptions): readonly MenuEntry[] {
  const arePinned = cards.every(({ isPinned }) => isPinned)
  const areArchived = cards.every(({ isArchived }) => isArchived)
  const change = (patch: Omit<Arrangement, 'conversationId'>, verb: string): void =>
    void arrange(
      cards.map(({ id }) => ({ conversationId: id, ...patch })),
      `${verb} ${countWords(cards.length)}`,
    )
  return [
    ...(onRename
      ? [{ id: 'rename', label: 'Rename', icon: <Pencil />, keys: 'F2', onSelect: onRename } satisfies MenuEntry]
      : []),
    {
      id: 'pin',
      label: arePinned ? 'Unpin' : 'Pin',
      icon: arePinned ? <PinOff /> : <Pin />,
      onSelect: () => change({ isPinned: !arePinned }, arePinned ? 'Unpinned' : 'Pinned'),
    },
    {
      id: 'archive',
      label: areArchived ? 'Take out of the archive' : 'Archive',
      icon: areArchived ? <ArchiveRestore /> : <Archive />,
      onSelect: () => change({ isArchived: !areArchived }, areArchived ? 'Took back' : 'Archived'),
    },
    { id: 'delete', label: 'Delete', icon: <Trash2 />, keys: 'delete', isDanger: true, onSelect: onDelete },
    ...moveEntries(cards, folders),
    ...exportEntries(cards.map(({ id }) => id)),
  ]
}

/** Where chats can be moved to. */
export function moveEntries(cards: readonly ConversationCard[], folders: readonly ChatFolder[]): readonly MenuEntry[] {
  const move = (folderId: string | null, to: string): void =>
    void arrange(
      cards.map(({ id }) => ({ conversationId: id, folderId })),
      `Moved ${countWords(cards.length)} ${to}`,
    )
  const areInFolder = cards.some(({ folderId }) => folders.some(({ id }) => id === folderId))
  const targets = folders.map((folder): MenuEntry => ({
    id: `move-${folder.id}`,
    label: folder.title,
    icon: <Folder />,
    onSelect: () => move(folder.id, `to “${folder.title}”`),
  }))
  const out: MenuEntry = {
    id: 'move-out',
    label: 'Out of its project',
    icon: <FolderOutput />,
    onSelect: () => move(null, 'out of projects'),
  }
  const entries = [...targets, ...(areInFolder ? [out] : [])]
  if (entries.length === 0) return []
  return [{ kind: 'separator', id: 'before-move' }, { kind: 'heading', id: 'move', label: 'Move to' }, ...entries]
}
