import { formatClock } from '@renderer/lib/format-time'
import { IconButton } from '@renderer/ui/icon-button'
import { Slider } from '@renderer/ui/slider'
import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import type { Playhead } from './use-playhead'

/** One set of controls for all compared videos. */
export function CompareTransport({ playhead }: { readonly playhead: Playhead }) {
  const { isPlaying, timeMs, durationMs } = playhead
  return (
    <div
      role="group"
      aria-label="Playback of all"
      className="flex h-12 shrink-0 items-center gap-2 border-t border-line px-4 text-12"
    >
      <IconButton
        label={isPlaying ? 'Pause' : 'Play'}
        keys="space"
        icon={isPlaying ? <Pause /> : <Play />}
        onClick={playhead.toggle}
      />
      <IconButton label="Frame back" keys="comma" icon={<StepBack />} onClick={() => playhead.step(-1)} />
      <IconButton label="Frame on" keys="." icon={<StepForward />} onClick={() => playhead.step(1)} />
      <span className="w-11 text-right tabular-nums">{formatClock(timeMs)}</span>
      <Slider
        aria-label="Time"
        value={Math.min(timeMs, durationMs)}
        onValueChange={playhead.seek}
        min={0}
        max={Math.max(1, durationMs)}
        className="mx-2 min-w-0!"
      />
      <span className="w-11 text-muted tabular-nums">{formatClock(durationMs)}</span>
    </div>
  )
}
