import { formatClock } from '@renderer/lib/format-time'
import { IconButton } from '@renderer/ui/icon-button'
import { Slider } from '@renderer/ui/slider'
import { Pause, Play, Repeat, StepBack, StepForward, Volume2, VolumeX } from 'lucide-react'
import type { Player } from './use-player'

/** Play, scrub, step, loop, sound; the same for clips and songs. */
export function Transport({ player, hasFrames }: { readonly player: Player; readonly hasFrames: boolean }) {
  const { isPlaying, timeMs, durationMs, isLooping, isMuted } = player
  return (
    <div className="flex h-10 w-full items-center gap-1 rounded-control bg-surface px-2 text-12">
      <IconButton
        size="small"
        label={isPlaying ? 'Pause' : 'Play'}
        keys="K"
        icon={isPlaying ? <Pause /> : <Play />}
        onClick={player.togglePlaying}
      />
      {hasFrames ? (
        <>
          <IconButton
            size="small"
            label="Frame back"
            keys="comma"
            icon={<StepBack />}
            onClick={() => player.step(-1)}
          />
          <IconButton size="small" label="Frame on" keys="." icon={<StepForward />} onClick={() => player.step(1)} />
        </>
      ) : null}
      <span className="w-11 text-right tabular-nums">{formatClock(timeMs)}</span>
      <Slider
        aria-label="Time"
        value={Math.min(timeMs, durationMs)}
        onValueChange={player.seek}
        min={0}
        max={Math.max(1, durationMs)}
        className="mx-2 min-w-0!"
      />
      <span className="w-11 text-muted tabular-nums">{formatClock(durationMs)}</span>
      <IconButton
        size="small"
        label="Loop"
        keys="L"
        icon={<Repeat />}
        isPressed={isLooping}
        onClick={player.toggleLooping}
      />
      <IconButton
        size="small"
        label={isMuted ? 'Sound on' : 'Sound off'}
        keys="M"
        icon={isMuted ? <VolumeX /> : <Volume2 />}
        onClick={player.toggleMuted}
      />
    </div>
  )
}
