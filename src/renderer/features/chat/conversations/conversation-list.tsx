import { MessageSquarePlus, Pencil, Search, Trash2 } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { VList } from 'virtua'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useDebounced } from '@renderer/lib/use-debounced'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { IconButton } from '@renderer/ui/icon-button'
import { Skeleton } from '@renderer/ui/skeleton'
import { TextInput } from '@renderer/ui/text-input'
import { showToast } from '@renderer/ui/toast'
import type { ConversationCard } from '@shared/domain/chat'
import { refetchConversations } from './conversation-cache'
import { ConversationRow } from './conversation-row'

export interface ConversationListProps {
  readonly openId: string | null
  readonly onOpen: (conversationId: string | null) => void
  readonly searchField: RefObject<HTMLInputElement | null>
}

/** All chats, the last used first; search looks into what was said, too. */
export function ConversationList({ openId, onOpen, searchField }: ConversationListProps) {
  const [search, setSearch] = useState('')
  const settled = useDebounced(search, 150)
  const { data } = useStudioQuery('chat.list', settled === '' ? {} : { search: settled }, { keepsPrevious: true })
  const [renamingId, setRenamingId] = useState<string | null>(null)
  const rename = useStudioMutation('chat.update')
  const remove = useDelete(openId, onOpen)
  const cards = data ?? []
  const roving = useRovingFocus(
    cards.map(({ id, title }) => ({ id, label: title })),
    onOpen,
  )
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
        <IconButton label="New chat" keys="mod+N" icon={<MessageSquarePlus />} onClick={() => onOpen(null)} />
      </div>
      {data === undefined ? <ListSkeleton /> : null}
      {data !== undefined && cards.length === 0 ? (
        <p className="px-4 py-6 text-center text-12 text-muted">
          {settled === '' ? 'Your chats will be listed here.' : 'No chat holds these words.'}
        </p>
      ) : null}
      <div {...roving.listProps} role="list" aria-label="Chats" className="min-h-0 flex-1">
        <VList className="px-2 pb-2">
          {cards.map((card) => (
            <ConversationRow
              key={card.id}
              card={card}
              isOpen={card.id === openId}
              isRenaming={card.id === renamingId}
              buttonProps={roving.itemProps(card.id)}
              onOpen={() => onOpen(card.id)}
              onRename={(title) => {
                setRenamingId(null)
                if (title !== null && title !== card.title) rename.mutate({ conversationId: card.id, title })
              }}
              entries={[
                { id: 'rename', label: 'Rename', icon: <Pencil />, keys: 'F2', onSelect: () => setRenamingId(card.id) },
                {
                  id: 'delete',
                  label: 'Delete',
                  icon: <Trash2 />,
                  keys: 'delete',
                  isDanger: true,
                  onSelect: () => remove(card),
                },
              ]}
            />
          ))}
        </VList>
      </div>
    </>
  )
}

/** Deletes at once; the toast brings the chat back. */
function useDelete(
  openId: string | null,
  onOpen: (conversationId: string | null) => void,
): (card: ConversationCard) => void {
  const undelete = useStudioMutation('chat.undelete', { onSuccess: refetchConversations })
  const remove = useStudioMutation('chat.delete', { onSuccess: refetchConversations })
  return (card) => {
    remove.mutate({ conversationId: card.id })
    const wasOpen = card.id === openId
    if (wasOpen) onOpen(null)
    showToast({
      title: `Deleted “${card.title || 'New chat'}”`,
      action: {
        label: 'Undo',
        onPress: () => {
          undelete.mutate({ conversationId: card.id })
          if (wasOpen) onOpen(card.id)
        },
      },
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
