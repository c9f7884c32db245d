import { thumbnailUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import type { CullingItem } from '@shared/domain/library-culling'
import { Flag, FlagOff } from 'lucide-react'
import { LabelDot } from '../marks/label-dot'

const EACH_SIDE = 8

export interface FilmstripProps {
  readonly items: readonly CullingItem[]
  readonly cards: readonly AssetCard[]
  readonly position: number
  readonly onGoTo: (position: number) => void
}

/** The neighbours of the item that is shown, with what was decided of them. */
export function Filmstrip({ items, cards, position, onGoTo }: FilmstripProps) {
  const from = Math.max(0, position - EACH_SIDE)
  const shown = items.slice(from, position + EACH_SIDE + 1)
  return (
    <ul
      aria-label="Neighbours"
      className="flex h-20 shrink-0 items-center justify-center gap-1 overflow-hidden px-4 pb-3"
    >
      {shown.map((item, offset) => {
        const index = from + offset
        const card = cards.find(({ id }) => id === item.assetId)
        return (
          <li key={item.assetId}>
            <button
              type="button"
              tabIndex={-1}
              aria-current={index === position}
              aria-label={[`Item ${index + 1}`, ...decisionWords(item)].join(', ')}
              onClick={() => onGoTo(index)}
              className={classNames(
                'relative block size-16 rounded-control',
                index === position && 'ring-3 ring-accent-ink',
                item.marks.pick === -1 && '[&_img]:opacity-40',
              )}
            >
              <MediaThumb
                src={thumbnailUrl(item.assetId, 320)}
                kind={card?.media ?? 'image'}
                state={card?.thumbnail ?? 'pending'}
                label={card?.title ?? ''}
                className="size-full"
              />
              <Decisions item={item} />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function decisionWords({ marks }: CullingItem): readonly string[] {
  return [
    ...(marks.pick === 1 ? ['picked'] : []),
    ...(marks.pick === -1 ? ['rejected'] : []),
    ...(marks.label ? [`${marks.label} label`] : []),
    ...(marks.rating === undefined ? [] : [`${marks.rating}★`]),
  ]
}

function Decisions({ item: { marks } }: { readonly item: CullingItem }) {
  if (marks.pick === undefined && marks.rating === undefined && !marks.label) return null
  return (
    <span className="absolute right-0.5 bottom-0.5 flex h-4 items-center gap-0.5 rounded-[4px] bg-black/70 px-1 text-11 text-white">
      {marks.pick === 1 ? <Flag role="img" aria-label="picked" className="size-3 fill-current" /> : null}
      {marks.pick === -1 ? <FlagOff role="img" aria-label="rejected" className="size-3" /> : null}
      {marks.label ? <LabelDot label={marks.label} className="size-2!" /> : null}
      {marks.rating === undefined ? null : `${marks.rating}★`}
    </span>
  )
}
