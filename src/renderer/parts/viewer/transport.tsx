import { formatClock } from '@renderer/lib/format-time'
import { IconButton } from '@renderer/ui/icon-button'
import { Slider } from '@renderer/ui/slider'
import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Camera,
  Pause,
  Play,
  Repeat,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
  X,
} from 'lucide-react'
import type { Player } from './use-player'

export interface TransportProps {
  readonly player: Player
  readonly hasFrames: boolean
  /** Absent where there is no picture to keep. */
  readonly onGrab?: (() => void) | undefined
}

/** Play, scrub, step, mark, loop, sound; the same for clips and songs. */
export function Transport({ player, hasFrames, onGrab }: TransportProps) {
  const { isPlaying, timeMs, durationMs, isLooping, isMuted, marks, speed } = player
  const hasMarks = marks.inMs !== null || marks.outMs !== null
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
      <div className="relative mx-2 min-w-0 flex-1">
        {hasMarks && durationMs > 0 ? <MarkedStretch player={player} /> : null}
        <Slider
          aria-label="Time"
          value={Math.min(timeMs, durationMs)}
          onValueChange={player.seek}
          min={0}
          max={Math.max(1, durationMs)}
          className="w-full! min-w-0!"
        />
      </div>
      <span className="w-11 text-muted tabular-nums">{formatClock(durationMs)}</span>
      {speed === 1 ? null : <span className="w-7 text-center tabular-nums">{speed}×</span>}
      <IconButton size="small" label="In point" keys="I" icon={<ArrowLeftToLine />} onClick={player.markIn} />
      <IconButton size="small" label="Out point" keys="O" icon={<ArrowRightToLine />} onClick={player.markOut} />
      {hasMarks ? (
        <IconButton size="small" label="Whole length again" icon={<X />} onClick={player.clearMarks} />
      ) : null}
      {onGrab ? (
        <IconButton size="small" label="Keep this frame as a picture" keys="G" icon={<Camera />} onClick={onGrab} />
      ) : null}
      <IconButton
        size="small"
        label="Loop"
        keys="shift+L"
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

function MarkedStretch({ player: { marks, durationMs } }: { readonly player: Player }) {
  const from = (marks.inMs ?? 0) / durationMs
  const to = (marks.outMs ?? durationMs) / durationMs
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-1/2 h-3 -translate-y-1/2 rounded-[3px] bg-selected"
      style={{ left: `${from * 100}%`, width: `${Math.max(0, to - from) * 100}%` }}
    />
  )
}
