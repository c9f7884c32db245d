import { formatClock } from '@renderer/lib/format-time'
import { assetUrl } from '@renderer/lib/media-url'
import { TimedLyrics } from '@renderer/parts/timed-lyrics/timed-lyrics'
import { useTimedLyrics } from '@renderer/parts/timed-lyrics/use-timed-lyrics'
import { IconButton } from '@renderer/ui/icon-button'
import { Slider } from '@renderer/ui/slider'
import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'

export interface AudioPlayerProps {
  readonly assetId: string
  readonly label: string
  readonly durationMs: number | null
}

/** Starting one player stops every other, so that takes can be compared. */
const players = new Set<HTMLAudioElement>()

export function AudioPlayer({ assetId, label, durationMs }: AudioPlayerProps) {
  const audio = useRef<HTMLAudioElement>(null)
  const [isPlaying, setIsPlaying] = useState(false)
  const [atSeconds, setAtSeconds] = useState(0)
  const [measuredSeconds, setMeasuredSeconds] = useState<number | null>(null)
  const totalSeconds = durationMs === null ? (measuredSeconds ?? 0) : durationMs / 1_000
  const toggle = (): void => {
    const element = audio.current
    if (!element) return
    if (!element.paused) return element.pause()
    for (const other of players) other.pause()
    element.play().catch(() => setIsPlaying(false))
  }
  const track = (element: HTMLAudioElement | null): (() => void) | undefined => {
    audio.current = element
    if (!element) return undefined
    players.add(element)
    return () => players.delete(element)
  }
  const lines = useTimedLyrics(assetId)
  const seek = (seconds: number): void => {
    setAtSeconds(seconds)
    if (audio.current) audio.current.currentTime = seconds
  }
  return (
    <div role="group" aria-label={label} className="flex w-full min-w-0 flex-col gap-1">
      <div className="flex w-full items-center gap-2">
        <audio
          ref={track}
          src={assetUrl(assetId)}
          preload="metadata"
          onPlay={() => setIsPlaying(true)}
          onPause={() => setIsPlaying(false)}
          onEnded={() => setIsPlaying(false)}
          onTimeUpdate={(event) => setAtSeconds(event.currentTarget.currentTime)}
          onLoadedMetadata={(event) => {
            if (Number.isFinite(event.currentTarget.duration)) setMeasuredSeconds(event.currentTarget.duration)
          }}
        />
        <IconButton
          label={isPlaying ? 'Pause' : 'Play'}
          icon={isPlaying ? <Pause /> : <Play />}
          onClick={toggle}
          className="border border-line bg-raised"
        />
        <Slider
          aria-label={`Position in ${label}`}
          value={Math.min(atSeconds, totalSeconds)}
          min={0}
          max={Math.max(totalSeconds, 0.1)}
          step={0.1}
          onValueChange={seek}
        />
        <span className="w-20 shrink-0 text-right text-11 text-muted tabular-nums">
          {formatClock(atSeconds * 1_000)} / {formatClock(totalSeconds * 1_000)}
        </span>
      </div>
      {lines.length === 0 ? null : (
        <TimedLyrics
          lines={lines}
          timeMs={atSeconds * 1_000}
          onSeek={(timeMs) => seek(timeMs / 1_000)}
          className="h-18 w-full text-13"
        />
      )}
    </div>
  )
}
