import { assetUrl, playableUrl, thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import { useCallback } from 'react'
import { type SharedZoom, transformOf } from './shared-zoom'

export interface ComparedItemProps {
  readonly card: AssetCard
  readonly zoom: SharedZoom
  readonly register: (id: string, element: HTMLVideoElement | null) => void
}

/** One item at the zoom that all share. */
export function ComparedItem({ card, zoom, register }: ComparedItemProps) {
  const { id, media } = card
  const keep = useCallback((element: HTMLVideoElement | null) => register(id, element), [id, register])
  const title = card.title || 'Untitled'
  const style = { transform: transformOf(zoom) }
  if (media === 'video') {
    return (
      <video
        ref={keep}
        src={playableUrl(id)}
        aria-label={title}
        muted
        playsInline
        preload="auto"
        style={style}
        className="absolute inset-0 size-full object-contain"
      />
    )
  }
  if (media === 'image') {
    return (
      <img
        src={assetUrl(id)}
        alt={title}
        draggable={false}
        style={style}
        className="absolute inset-0 size-full object-contain"
      />
    )
  }
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-3">
      <MediaThumb src={thumbnailUrl(id, 960)} kind={media} state={card.thumbnail} label={title} className="size-40" />
      {media === 'audio' ? <audio src={assetUrl(id)} controls aria-label={title} /> : null}
    </div>
  )
}
