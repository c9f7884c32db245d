import { AudioLines, FileText, Film, Image as ImageIcon, ImageOff } from 'lucide-react'
import { useState } from 'react'
import { classNames } from './class-names'
import { DrawnPicture } from './drawn-picture'
import type { ThumbBox } from './thumb-bitmaps'

export interface MediaThumbProps {
  /** Address of the thumbnail. */
  readonly src: string
  readonly kind: 'image' | 'video' | 'audio' | 'text'
  readonly state: 'pending' | 'ready' | 'none' | 'failed'
  readonly label: string
  /** `cover` fills the box, `contain` shows the whole picture. */
  readonly fit?: 'cover' | 'contain'
  /** For example "0:05" on a clip. */
  readonly badge?: string | undefined
  /** Where many are shown and go again: the thumb's own size in CSS pixels, which it is drawn to fill. */
  readonly box?: ThumbBox | undefined
  readonly className?: string
}

const KIND_ICONS = { image: ImageIcon, video: Film, audio: AudioLines, text: FileText } as const
/** With a hairline, so that a picture as dark or as light as the room around it still has an edge. */
const COVERING = 'size-full object-cover outline-1 -outline-offset-1 outline-edge'

/** A small picture of a library item; its box never changes size while it loads. */
export function MediaThumb({ src, kind, state, label, fit = 'cover', badge, box, className }: MediaThumbProps) {
  const [brokenSrc, setBrokenSrc] = useState<string | null>(null)
  const Icon = state === 'failed' || brokenSrc === src ? ImageOff : KIND_ICONS[kind]
  const hasPicture = state === 'ready' && brokenSrc !== src
  return (
    <div
      className={classNames(
        'relative flex items-center justify-center overflow-hidden rounded-control bg-hover text-muted',
        className,
      )}
    >
      {hasPicture && box ? (
        <DrawnPicture src={src} label={label} box={box} onBroken={() => setBrokenSrc(src)} className={COVERING} />
      ) : hasPicture ? (
        <img
          src={src}
          alt={label}
          draggable={false}
          decoding="async"
          onError={() => setBrokenSrc(src)}
          className={fit === 'cover' ? COVERING : 'size-full object-contain'}
        />
      ) : (
        <Icon
          role="img"
          aria-label={label}
          className={classNames('size-6 stroke-[1.25]', state === 'pending' && 'animate-pulse-soft')}
        />
      )}
      {badge ? (
        <span className="absolute right-1 bottom-1 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums">
          {badge}
        </span>
      ) : null}
    </div>
  )
}
