import { assetUrl, playableUrl, thumbnailUrl } from '@renderer/lib/media-url'
import { MediaThumb } from '@renderer/ui/media-thumb'
import type { AssetCard } from '@shared/domain/asset'
import { useState } from 'react'

/** One item as large as it goes; the thumbnail stands in until the file is there. */
export function LargeItem({ card }: { readonly card: AssetCard }) {
  const [isReady, setIsReady] = useState(false)
  const title = card.title || 'Untitled'
  if (card.media === 'video') {
    return (
      <video
        src={playableUrl(card.id)}
        aria-label={title}
        autoPlay
        loop
        muted
        playsInline
        className="absolute inset-0 size-full object-contain p-3"
      />
    )
  }
  if (card.media === 'image') {
    return (
      <>
        {isReady || card.thumbnail !== 'ready' ? null : (
          <img
            src={thumbnailUrl(card.id, 960)}
            alt=""
            className="absolute inset-0 size-full object-contain p-3"
            draggable={false}
          />
        )}
        <img
          src={assetUrl(card.id)}
          alt={title}
          onLoad={() => setIsReady(true)}
          draggable={false}
          className="absolute inset-0 size-full object-contain p-3"
        />
      </>
    )
  }
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-4 p-6 text-on-stage">
      <MediaThumb
        src={thumbnailUrl(card.id, 960)}
        kind={card.media}
        state={card.thumbnail}
        label={title}
        className="size-60"
      />
      <p className="max-w-120 truncate text-15">{title}</p>
      {card.media === 'audio' ? <audio src={assetUrl(card.id)} controls aria-label={title} /> : null}
    </div>
  )
}
