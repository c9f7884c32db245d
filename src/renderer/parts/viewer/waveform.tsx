import { formatClock } from '@renderer/lib/format-time'
import type { MouseEvent } from 'react'
import type { Player } from './use-player'

const HEIGHT = 120

/** The loudness of a song over its time; a press goes there. The slider below does the same by keys. */
export function Waveform({ peaks, player }: { readonly peaks: readonly number[]; readonly player: Player }) {
  const played = player.durationMs > 0 ? player.timeMs / player.durationMs : 0
  const seek = (event: MouseEvent): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    player.seek(((event.clientX - left) / width) * player.durationMs)
  }
  const path = peaks
    .map((peak, index) => {
      const half = Math.max(1, (peak / 255) * (HEIGHT / 2 - 2))
      return `M${index + 0.5} ${HEIGHT / 2 - half}V${HEIGHT / 2 + half}`
    })
    .join('')
  return (
    <svg
      role="img"
      aria-label={`Waveform, at ${formatClock(player.timeMs)}`}
      viewBox={`0 0 ${peaks.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      onClick={seek}
      className="h-30 w-full max-w-160 cursor-pointer text-on-stage"
    >
      <path d={path} stroke="currentColor" strokeWidth={0.7} opacity={0.6} />
      <path
        d={path}
        stroke="currentColor"
        strokeWidth={0.7}
        style={{ clipPath: `inset(0 ${(1 - played) * 100}% 0 0)` }}
      />
    </svg>
  )
}
