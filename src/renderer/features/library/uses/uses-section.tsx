import { useStudioQuery } from '@renderer/data/use-studio-query'
import { navigate } from '@renderer/lib/navigation'
import type { AssetUse } from '@shared/domain/library-lineage'
import { assertNever } from '@shared/lib/assert-never'
import { Brush, Clapperboard, Folder, MessageSquare, PackageOpen } from 'lucide-react'
import { countWords } from '../actions/count-words'
import { Section } from '../inspector/section'

const ICONS = {
  chat: MessageSquare,
  shot: Clapperboard,
  canvas: Brush,
  collection: Folder,
  export: PackageOpen,
} as const
const KIND_WORDS = { chat: 'Chat', shot: 'Shot', canvas: 'Canvas', collection: 'Collection', export: 'Export' } as const

export interface UsesSectionProps {
  readonly assetId: string
  readonly onShowCollection: (collectionId: string) => void
}

/** Every chat, shot, canvas, collection and export that holds the item; a press goes there. */
export function UsesSection({ assetId, onShowCollection }: UsesSectionProps) {
  const uses = useStudioQuery('library.uses', { assetId }).data ?? []
  if (uses.length === 0) return null
  return (
    <Section title="Used in">
      <UsesList uses={uses} onGo={(use) => goTo(use, onShowCollection)} />
    </Section>
  )
}

export interface UsesListProps {
  readonly uses: readonly AssetUse[]
  /** How many items each place uses, where there are several. */
  readonly items?: readonly number[]
  readonly onGo: (use: AssetUse) => void
}

/** Places that use an item by their names, each with the way there. */
export function UsesList({ uses, items, onGo }: UsesListProps) {
  return (
    <ul className="-mx-2 flex flex-col">
      {uses.map((use, index) => {
        const count = items?.[index]
        const Icon = ICONS[use.kind]
        return (
          <li key={keyOf(use)}>
            <button
              type="button"
              onClick={() => onGo(use)}
              className="flex h-7 w-full items-center gap-2 rounded-control px-2 text-left text-12 hover:bg-hover"
            >
              <Icon role="img" aria-label={KIND_WORDS[use.kind]} className="size-4 shrink-0 text-muted" />
              <span className="truncate">{use.title || `Untitled ${KIND_WORDS[use.kind].toLowerCase()}`}</span>
              {count === undefined ? null : (
                <span className="ml-auto shrink-0 pl-2 text-muted tabular-nums">{countWords(count)}</span>
              )}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function keyOf(use: AssetUse): string {
  switch (use.kind) {
    case 'chat':
      return use.messageId
    case 'shot':
      return use.shotId
    case 'canvas':
      return use.documentId
    case 'collection':
      return use.collectionId
    case 'export':
      return use.assetId
    default:
      return assertNever(use)
  }
}

/** To the place itself. */
export function goTo(use: AssetUse, onShowCollection: (collectionId: string) => void): void {
  switch (use.kind) {
    case 'chat':
      return navigate({ view: 'chat', conversationId: use.conversationId, messageId: use.messageId })
    case 'shot':
      return navigate({ view: 'storyboard', projectId: use.projectId, shotId: use.shotId })
    case 'canvas':
      return navigate({ view: 'canvas', documentId: use.documentId })
    case 'collection':
      return onShowCollection(use.collectionId)
    case 'export':
      return navigate({ view: 'library', assetId: use.assetId })
    default:
      return assertNever(use)
  }
}
