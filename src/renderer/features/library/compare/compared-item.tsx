import { assetUrl, playableUrl, thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import { ImageOff } from 'lucide-react'
import { useCallback, useState } from 'react'
import { type SharedZoom, transformOf } from './shared-zoom'

export interface ComparedItemProps {
  readonly card: AssetCard
  readonly zoom: SharedZoom
  readonly register: (id: string, element: HTMLVideoElement | null) => void
}

/** One item at the zoom that all share. */
export function ComparedItem({ card, zoom, register }: ComparedItemProps) {
  const { id, media } = card
  const [isBroken, setIsBroken] = useState(false)
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
  if (media === 'image' && isBroken) {
    return (
      <div role="alert" className="absolute inset-0 flex flex-col items-center justify-center gap-2 text-on-stage">
        <ImageOff aria-hidden className="size-6 stroke-[1.25]" />
        {card.isMissing ? 'The file is not where it was.' : 'This picture cannot be shown.'}
      </div>
    )
  }
  if (media === 'image') {
    return (
      <img
        src={assetUrl(id)}
        alt={title}
        draggable={false}
        onError={() => setIsBroken(true)}
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
