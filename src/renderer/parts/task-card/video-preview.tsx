import { formatClock } from '@renderer/lib/format-time'
import { assetUrl, thumbnailUrl } from '@renderer/lib/media-url'
import { Film } from 'lucide-react'
import { useRef, useState } from 'react'

export interface VideoPreviewProps {
  readonly assetId: string
  readonly label: string
  readonly durationMs: number | null
  /** False while its still is being made. */
  readonly hasPoster: boolean
}

/** A still that plays without sound under the pointer; nothing moves for people who asked for less motion. */
export function VideoPreview({ assetId, label, durationMs, hasPoster }: VideoPreviewProps) {
  const video = useRef<HTMLVideoElement>(null)
  const [isPlaying, setIsPlaying] = useState(false)
  const play = (): void => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    video.current?.play().then(
      () => setIsPlaying(true),
      () => setIsPlaying(false),
    )
  }
  const stop = (): void => {
    video.current?.pause()
    if (video.current) video.current.currentTime = 0
    setIsPlaying(false)
  }
  return (
    <div className="relative size-full" onPointerEnter={play} onPointerLeave={stop}>
      <video
        ref={video}
        src={assetUrl(assetId)}
        poster={hasPoster ? thumbnailUrl(assetId, 960) : undefined}
        muted
        loop
        playsInline
        preload="none"
        aria-label={label}
        className="size-full object-contain"
      />
      {isPlaying ? null : (
        <span className="pointer-events-none absolute right-1.5 bottom-1.5 flex items-center gap-1 rounded-[4px] bg-black/70 px-1 text-11 text-white tabular-nums">
          <Film aria-hidden className="size-3" />
          {durationMs === null ? null : formatClock(durationMs)}
        </span>
      )}
    </div>
  )
}
