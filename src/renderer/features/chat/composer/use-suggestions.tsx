import { FilePlus2, ListPlus, MessageSquare, SquareSlash, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import type { SavedPrompt } from '@shared/domain/saved-prompt'
import type { VendorItem } from '@shared/domain/vendor-item'
import type { Trigger } from './trigger'

/** What choosing something does; the composer knows how. */
export type Chosen =
  | { readonly kind: 'asset'; readonly assetId: string; readonly media: AssetCard['media'] }
  | { readonly kind: 'character'; readonly name: string; readonly assetId: string }
  | { readonly kind: 'conversation'; readonly conversationId: string }
  | { readonly kind: 'pick-files' }
  | { readonly kind: 'prompt'; readonly prompt: SavedPrompt }
  | { readonly kind: 'manage-prompts' }

export interface Suggestion {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly icon: ReactNode
  readonly chosen: Chosen
}

const MAX_ITEMS = 6
const MAX_CHATS = 4
const NONE: readonly Suggestion[] = []

/** What can be chosen for the words being typed, best first. */
export function useSuggestions(trigger: Trigger | null): readonly Suggestion[] {
  const query = trigger?.query ?? ''
  const isMention = trigger?.kind === 'mention'
  const whenMentioned = { isEnabled: isMention, keepsPrevious: true }
  const filter = query === '' ? {} : { search: query }
  const items = useStudioQuery('library.page', { filter, limit: MAX_ITEMS }, whenMentioned).data
  const chats = useStudioQuery('chat.list', query === '' ? {} : { search: query }, whenMentioned).data
  const elements = useStudioQuery('vendor-item.list', { kind: 'kling-element' }, whenMentioned).data
  const characters = useStudioQuery('vendor-item.list', { kind: 'sora-character' }, whenMentioned).data
  const prompts = useStudioQuery('saved-prompt.list', undefined, { isEnabled: trigger?.kind === 'prompt' }).data
  if (!trigger) return NONE
  if (trigger.kind === 'prompt') return promptSuggestions(prompts ?? [], query)
  const people = [...(elements?.items ?? []), ...(characters?.items ?? [])]
  return [
    ...(items?.cards ?? []).map(ofAsset),
    ...people.filter(({ name }) => name.toLowerCase().includes(query.toLowerCase())).flatMap(ofCharacter),
    ...(chats ?? []).slice(0, MAX_CHATS).map(({ id, title }): Suggestion => ({
      id: `chat-${id}`,
      label: title || 'New chat',
      detail: 'Chat, attached as text',
      icon: <MessageSquare />,
      chosen: { kind: 'conversation', conversationId: id },
    })),
    {
      id: 'pick-files',
      label: 'Choose a file…',
      detail: 'Picture, PDF, text or sound',
      icon: <FilePlus2 />,
      chosen: { kind: 'pick-files' },
    },
  ]
}

const MEDIA_WORDS = { image: 'Picture', video: 'Clip', audio: 'Sound', text: 'Text' } as const

function ofAsset(card: AssetCard): Suggestion {
  return {
    id: card.id,
    label: card.title || MEDIA_WORDS[card.media],
    detail: MEDIA_WORDS[card.media],
    icon: (
      <MediaThumb
        src={thumbnailUrl(card.id, 320)}
        kind={card.media}
        state={card.thumbnail}
        label=""
        className="size-8"
      />
    ),
    chosen: { kind: 'asset', assetId: card.id, media: card.media },
  }
}

/** Only one with a picture says something to a model of another vendor. */
function ofCharacter({ id, name, coverAssetId }: VendorItem): readonly Suggestion[] {
  if (coverAssetId === null) return []
  const label = name || 'Character'
  return [
    {
      id,
      label,
      detail: 'Character',
      icon: <UserRound />,
      chosen: { kind: 'character', name: label, assetId: coverAssetId },
    },
  ]
}

function promptSuggestions(prompts: readonly SavedPrompt[], query: string): readonly Suggestion[] {
  const words = query.toLowerCase()
  const found = prompts.filter(({ name }) => name.toLowerCase().includes(words))
  return [
    ...found.map((prompt): Suggestion => ({
      id: prompt.id,
      label: `/${prompt.name}`,
      detail: prompt.text.replace(/\s+/g, ' ').slice(0, 120),
      icon: <SquareSlash />,
      chosen: { kind: 'prompt', prompt },
    })),
    {
      id: 'manage-prompts',
      label: prompts.length === 0 ? 'Save your first prompt…' : 'Saved prompts…',
      detail: 'Add, edit and delete prompts that a slash calls',
      icon: <ListPlus />,
      chosen: { kind: 'manage-prompts' },
    },
  ]
}
