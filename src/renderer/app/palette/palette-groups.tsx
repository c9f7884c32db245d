import { useStudioQuery } from '@renderer/data/use-studio-query'
import { availableCommands } from '@renderer/lib/commands'
import { formatAge } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { useNow } from '@renderer/lib/use-now'
import { navigate } from '@renderer/lib/navigation'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Box, ChevronRight, MessageSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { matchesWords } from './match-words'

export interface PaletteEntry {
  readonly id: string
  readonly title: string
  readonly icon: ReactNode
  readonly detail?: string
  readonly keys?: string | undefined
  readonly run: () => void
}

export interface PaletteGroup {
  readonly heading: string
  readonly entries: readonly PaletteEntry[]
}

const MAX_PER_GROUP = 8

/** What fits the words; chats and library items are searched in the database, once typing rests. */
export function usePaletteGroups(search: string, settledSearch: string): readonly PaletteGroup[] {
  const isSearching = settledSearch.length > 0
  const models = useStudioQuery('account.models')
  const chats = useStudioQuery('chat.list', isSearching ? { search: settledSearch } : {}, { keepsPrevious: true })
  const items = useStudioQuery(
    'library.page',
    { filter: { search: settledSearch }, limit: MAX_PER_GROUP },
    { isEnabled: isSearching, keepsPrevious: true },
  )
  const nowMs = useNow(true, 60_000)
  return [
    { heading: 'Commands', entries: commandEntries(search) },
    {
      heading: 'Chats',
      entries: (chats.data ?? []).slice(0, isSearching ? MAX_PER_GROUP : 3).map((chat) => ({
        id: `chat ${chat.id}`,
        title: chat.title || 'New chat',
        detail: formatAge(chat.updatedAtMs, nowMs),
        icon: <MessageSquare />,
        run: () => navigate({ view: 'chat', conversationId: chat.id }),
      })),
    },
    {
      heading: 'Library',
      entries: (isSearching ? (items.data?.cards ?? []) : []).map((card) => ({
        id: `asset ${card.id}`,
        title: card.title || 'Untitled',
        detail: formatAge(card.createdAtMs, nowMs),
        icon: (
          <MediaThumb
            src={thumbnailUrl(card.id, 320)}
            kind={card.media}
            state={card.thumbnail}
            label=""
            className="size-6 shrink-0"
          />
        ),
        run: () => navigate({ view: 'library', assetId: card.id }),
      })),
    },
    {
      heading: 'Models',
      entries: (search === '' ? [] : (models.data ?? []))
        .filter((model) => matchesWords(model.id, search))
        .slice(0, MAX_PER_GROUP)
        .map((model) => ({
          id: `model ${model.id}`,
          title: model.id,
          ...(model.ownedBy ? { detail: model.ownedBy } : {}),
          icon: <Box />,
          run: () => navigate({ view: 'create', modelId: model.id }),
        })),
    },
  ]
}

function commandEntries(search: string): readonly PaletteEntry[] {
  return availableCommands()
    .filter((command) => command.id !== 'palette.open' && matchesWords(`${command.title} ${command.group}`, search))
    .map((command) => ({
      id: `command ${command.id}`,
      title: command.title,
      keys: command.keys,
      icon: <ChevronRight />,
      run: command.run,
    }))
}
