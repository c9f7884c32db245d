import { useStudioQuery } from '@renderer/data/use-studio-query'
import { formatClock } from '@renderer/lib/format-time'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { Take } from '@shared/domain/storyboard'

export interface ShotPictureProps {
  readonly take: Take
  readonly label: string
  readonly widthPx: 320 | 960
  readonly className?: string
}

/** The picture of a take, or the poster of its clip; whole pictures, because a crop would lie about the frame. */
export function ShotPicture({ take, label, widthPx, className }: ShotPictureProps) {
  const { data } = useStudioQuery(
    'library.cards',
    { assetIds: [take.assetId ?? ''] },
    { isEnabled: take.assetId !== null },
  )
  const card = data?.[0]
  const isClip = take.media === 'video'
  return (
    <MediaThumb
      key={card?.thumbnail ?? 'unknown'}
      src={thumbnailUrl(take.assetId ?? '', widthPx)}
      kind={isClip ? 'video' : 'image'}
      state={card?.thumbnail ?? 'pending'}
      label={label}
      fit="contain"
      badge={isClip && card?.durationMs != null ? formatClock(card.durationMs) : undefined}
      className={className ?? 'size-full rounded-none bg-transparent'}
    />
  )
}
