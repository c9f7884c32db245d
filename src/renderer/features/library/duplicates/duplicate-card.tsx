import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatBytes } from '@renderer/lib/format-size'
import { formatDateTime } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import { CircleCheck } from 'lucide-react'

export interface DuplicateCardProps {
  readonly card: AssetCard
  readonly isKept: boolean
  readonly onKeep: () => void
}

/** One of several nearly alike, with what tells them apart. */
export function DuplicateCard({ card, isKept, onKeep }: DuplicateCardProps) {
  const detail = useStudioQuery('library.detail', { assetId: card.id }).data
  const facts = [
    card.width && card.height ? `${card.width} × ${card.height}` : null,
    detail ? `${detail.extension.toUpperCase()}, ${formatBytes(detail.byteSize)}` : null,
    formatDateTime(card.createdAtMs),
    card.rating > 0 ? '★'.repeat(card.rating) : null,
    detail && detail.tags.length > 0 ? detail.tags.map(({ name }) => name).join(', ') : null,
  ].filter((fact) => fact !== null)
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isKept}
      data-quick-look={card.id}
      onClick={onKeep}
      className={classNames(
        'flex flex-col gap-2 rounded-panel border p-2 text-left',
        isKept ? 'border-accent bg-selected' : 'border-line hover:bg-hover',
      )}
    >
      <MediaThumb
        kind={card.media}
        src={thumbnailUrl(card.id, 960)}
        state={card.thumbnail}
        label=""
        fit="contain"
        className="aspect-4/3 w-full"
      />
      <span className="flex items-center gap-2 text-13">
        <span className="min-w-0 flex-1 truncate font-medium">{card.title || 'Untitled'}</span>
        {isKept ? (
          <span className="flex shrink-0 items-center gap-1 text-12 font-medium text-accent-ink">
            <CircleCheck aria-hidden className="size-3.5" />
            Kept
          </span>
        ) : null}
      </span>
      <span className="flex flex-col text-12 text-muted">
        {facts.map((fact) => (
          <span key={fact} className="truncate">
            {fact}
          </span>
        ))}
      </span>
    </button>
  )
}
