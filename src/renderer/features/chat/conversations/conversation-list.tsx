import { FolderPlus, MessageSquarePlus, MoreHorizontal, Search, Upload } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo, useState } from 'react'
import { VList } from 'virtua'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { isMac } from '@renderer/lib/platform'
import { useDebounced } from '@renderer/lib/use-debounced'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { IconButton } from '@renderer/ui/icon-button'
import { Menu } from '@renderer/ui/menu'
import { Skeleton } from '@renderer/ui/skeleton'
import { TextInput } from '@renderer/ui/text-input'
import { showToast } from '@renderer/ui/toast'
import type { ConversationCard } from '@shared/domain/chat'
import type { ChatFolder } from '@shared/domain/chat-folder'
import { importChats } from '../export/transfer'
import { chatMenu, moveEntries } from './chat-menu'
import { ConversationRow } from './conversation-row'
import { FolderDialog, type FolderDraft, NEW_FOLDER } from './folder-dialog'
import { FolderHeading } from './folder-heading'
import { isSectionOpen, type ListRow, listRows } from './list-rows'
import { NO_SELECTION, select } from './selection'
import { SelectionBar } from './selection-bar'
import { arrange, countWords } from './use-arrange'

export interface ConversationListProps {
  readonly openId: string | null
  readonly onOpen: (conversationId: string | null) => void
  /** A chat that begins with its first message, in a project or in none. */
  readonly onNewChat: (folderId: string | null) => void
  readonly searchField: RefObject<HTMLInputElement | null>
}

const NO_CARDS: readonly ConversationCard[] = []
const NO_FOLDERS: readonly ChatFolder[] = []
const NO_SECTIONS: Readonly<Record<string, boolean>> = {}

/** All chats by project, the last used first; search looks into what was said, too. */
export function ConversationList({ openId, onOpen, onNewChat, searchField }: ConversationListProps) {
  const [search, setSearch] = useState('')
  const settled = useDebounced(search, 150)
  const { data } = useStudioQuery('chat.list', settled === '' ? {} : { search: settled }, { keepsPrevious: true })
  const folders = useStudioQuery('chat.folders').data ?? NO_FOLDERS
  const [sections, setSections] = useViewState('chat.sections', NO_SECTIONS)
  const [editedFolder, setEditedFolder] = useState<FolderDraft | null>(null)
  const cards = data ?? NO_CARDS
  const rows = useMemo(() => rowsOf(cards, folders, sections, settled !== ''), [cards, folders, sections, settled])
  return (
    <>
      <div className="flex items-center gap-1 p-2">
        <div className="relative min-w-0 flex-1">
          <Search aria-hidden className="pointer-events-none absolute top-2.25 left-2 size-3.5 text-muted" />
          <TextInput
            ref={searchField}
            value={search}
            onValueChange={setSearch}
            placeholder="Search chats"
            aria-label="Search chats"
            type="search"
            className="pl-7"
          />
        </div>
        <Menu
          align="end"
          trigger={<IconButton label="More for the list of chats" icon={<MoreHorizontal />} />}
          entries={[
            {
              id: 'folder',
              label: 'New project…',
              icon: <FolderPlus />,
              onSelect: () => setEditedFolder(NEW_FOLDER),
            },
            { id: 'import', label: 'Import chats…', icon: <Upload />, onSelect: () => void importChats() },
          ]}
        />
        <IconButton label="New chat" keys="mod+N" icon={<MessageSquarePlus />} onClick={() => onNewChat(null)} />
      </div>
      {data === undefined ? <ListSkeleton /> : null}
      {data !== undefined && rows.length === 0 ? (
        <p className="px-4 py-6 text-center text-12 text-muted">
          {settled === '' ? 'Your chats will be listed here.' : 'No chat holds these words.'}
        </p>
      ) : null}
      <ChatRows
        rows={rows}
        cards={cards}
        folders={folders}
        openId={openId}
        onOpen={onOpen}
        onNewChat={onNewChat}
        onEditFolder={setEditedFolder}
        onToggle={(id) => setSections({ ...sections, [id]: !isSectionOpen(sections, id) })}
      />
      {editedFolder ? <FolderDialog folder={editedFolder} onClose={() => setEditedFolder(null)} /> : null}
    </>
  )
}

/** Hits of a search stand without headings: which words they hold matters more than where they lie. */
function rowsOf(
  cards: readonly ConversationCard[],
  folders: readonly ChatFolder[],
  sections: Readonly<Record<string, boolean>>,
  isSearch: boolean,
): readonly ListRow[] {
  if (isSearch) return cards.map((card) => ({ kind: 'chat', id: card.id, card }))
  return listRows(cards, folders, sections)
}

interface ChatRowsProps extends Pick<ConversationListProps, 'openId' | 'onOpen' | 'onNewChat'> {
  readonly rows: readonly ListRow[]
  readonly cards: readonly ConversationCard[]
  readonly folders: readonly ChatFolder[]
  readonly onEditFolder: (folder: FolderDraft) => void
  readonly onToggle: (sectionId: string) => void
}

function ChatRows({ rows, cards, folders, openId, onOpen, onNewChat, onEditFolder, onToggle }: ChatRowsProps) {
  const [selection, setSelection] = useState(NO_SELECTION)
  const [renamingId, setRenamingId] = useState<string | null>(null)
  const rename = useStudioMutation('chat.update')
  const removeFolder = useFolderDelete()
  const order = rows.flatMap((row) => (row.kind === 'chat' ? [row.id] : []))
  const selected = cards.filter(({ id }) => selection.ids.has(id))
  const roving = useRovingFocus(
    rows.map((row) => ({ id: row.id, label: row.kind === 'chat' ? row.card.title : row.label })),
    (id) => (order.includes(id) ? onOpen(id) : onToggle(id)),
  )
  const remove = (removed: readonly ConversationCard[]): void => {
    const isOpenRemoved = removed.some(({ id }) => id === openId)
    if (isOpenRemoved) onOpen(null)
    setSelection(NO_SELECTION)
    const [only] = removed
    const words = removed.length === 1 ? `“${only?.title || 'New chat'}”` : countWords(removed.length)
    const changes = removed.map(({ id }) => ({ conversationId: id, isDeleted: true }))
    void arrange(changes, `Deleted ${words}`, () => isOpenRemoved && onOpen(openId))
  }
  const menuOf = (card: ConversationCard) => {
    const acted = selection.ids.has(card.id) ? selected : [card]
    const onRename = acted.length === 1 ? () => setRenamingId(card.id) : null
    return chatMenu({ cards: acted, folders, onRename, onDelete: () => remove(acted) })
  }
  const press = (event: MouseEvent, id: string): void => {
    const isToggle = isMac ? event.metaKey : event.ctrlKey
    if (event.shiftKey || isToggle) setSelection(select(selection, id, isToggle ? 'toggle' : 'range', order))
    else {
      setSelection({ ids: new Set(), anchorId: id })
      onOpen(id)
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const isMod = isMac ? event.metaKey : event.ctrlKey
    if (isMod && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      setSelection({ ids: new Set(order), anchorId: order[0] ?? null })
    } else if (event.key === ' ' && event.target instanceof HTMLElement && event.target.dataset['rovingId']) {
      event.preventDefault()
      setSelection(select(selection, event.target.dataset['rovingId'], 'toggle', order))
    } else if (event.key === 'Escape' && selection.ids.size > 0) {
      event.preventDefault()
      setSelection(NO_SELECTION)
    } else roving.listProps.onKeyDown(event)
  }
  return (
    <>
      <div {...roving.listProps} onKeyDown={onKeyDown} role="list" aria-label="Chats" className="min-h-0 flex-1">
        <VList className="px-2 pb-2">
          {rows.map((row) =>
            row.kind === 'heading' ? (
              <FolderHeading
                key={row.id}
                heading={row}
                buttonProps={roving.itemProps(row.id)}
                onToggle={() => onToggle(row.id)}
                onNewChat={() => onNewChat(row.id)}
                onEdit={() => row.folder && onEditFolder(row.folder)}
                onDelete={() => row.folder && removeFolder(row.folder)}
              />
            ) : (
              <ConversationRow
                key={row.id}
                card={row.card}
                isOpen={row.id === openId}
                isSelected={selection.ids.has(row.id)}
                isRenaming={row.id === renamingId}
                buttonProps={roving.itemProps(row.id)}
                onPress={(event) => press(event, row.id)}
                onRename={(title) => {
                  setRenamingId(null)
                  if (title !== null && title !== row.card.title) rename.mutate({ conversationId: row.id, title })
                }}
                entries={menuOf(row.card)}
              />
            ),
          )}
        </VList>
      </div>
      {selected.length > 0 ? (
        <SelectionBar
          count={selected.length}
          moveEntries={moveEntries(selected, folders)}
          entries={chatMenu({ cards: selected, folders, onRename: null, onDelete: () => remove(selected) })}
          onClear={() => setSelection(NO_SELECTION)}
        />
      ) : null}
    </>
  )
}

/** Deletes a project at once; its chats stay, and the toast brings it back with them in it. */
function useFolderDelete(): (folder: ChatFolder) => void {
  const setDeleted = useStudioMutation('chat.set-folder-deleted')
  return ({ id, title }) => {
    setDeleted.mutate({ folderId: id, isDeleted: true })
    showToast({
      title: `Deleted the project “${title}”`,
      description: 'Its chats are kept.',
      action: { label: 'Undo', onPress: () => setDeleted.mutate({ folderId: id, isDeleted: false }) },
    })
  }
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading chats" className="flex flex-col gap-1 px-2">
      {['w-40', 'w-32', 'w-44', 'w-28'].map((width) => (
        <Skeleton key={width} className={`h-7 ${width}`} />
      ))}
    </div>
  )
}
