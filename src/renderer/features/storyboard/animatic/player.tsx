import { useIsViewShown } from '@renderer/lib/navigation'
import { IconButton } from '@renderer/ui/icon-button'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { Pause, Play, SkipBack, SkipForward, X } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { Layers } from './layers'
import { type Playback, usePlayback, usePlayState } from './playback'
import { cutBeside, scheduleOf, type Segment, segmentIndexAt, startOfShot, totalSeconds } from './schedule'
import { Timeline } from './timeline'
import { formatTenths } from './transport'
import { useTransportKeys } from './use-transport-keys'

export interface AnimaticPlayerProps {
  readonly board: StoryboardDetail
  readonly fromShotId: string | null
  /** With the shot at the playhead. */
  readonly onClose: (shotId: string | null) => void
}

/** Plays the chosen takes in order, each for its shot's seconds; everything comes from the library, nothing from a network. */
export function AnimaticPlayer({ board, fromShotId, onClose }: AnimaticPlayerProps) {
  const segments = useMemo(() => scheduleOf(board), [board])
  const total = totalSeconds(segments)
  const playback = usePlayback(startOfShot(segments, fromShotId), total)
  const isShown = useIsViewShown('storyboard')
  const close = (): void => onClose(segments[segmentIndexAt(segments, playback.state().seconds)]?.shotId ?? null)
  useTransportKeys({ isActive: isShown, playback, segments, onClose: close })
  useEffect(() => {
    if (!isShown) playback.pause()
  }, [isShown, playback])
  return (
    <div role="region" aria-label="Animatic" className="absolute inset-0 z-20 flex flex-col bg-surface">
      <div className="flex min-h-0 flex-1 items-center justify-center bg-stage p-4">
        <div className="flex size-full items-center justify-center [container-type:size]">
          <div
            data-frame
            className="relative overflow-hidden bg-black"
            style={{ width: 'min(100cqw, calc(100cqh * 16 / 9))', aspectRatio: '16 / 9' }}
          >
            <Layers segments={segments} playback={playback} />
          </div>
        </div>
      </div>
      <div className="flex flex-col gap-2 border-t border-line px-4 pt-2 pb-4">
        <Controls segments={segments} playback={playback} total={total} onClose={close} />
        <Timeline segments={segments} playback={playback} />
      </div>
    </div>
  )
}

interface ControlsProps {
  readonly segments: readonly Segment[]
  readonly playback: Playback
  readonly total: number
  readonly onClose: () => void
}

function Controls({ segments, playback, total, onClose }: ControlsProps) {
  const rate = usePlayState(playback, (state) => state.rate)
  const index = usePlayState(playback, ({ seconds }) => segmentIndexAt(segments, seconds))
  const segment = segments[index]
  const goBeside = (step: -1 | 1): void => playback.seek(cutBeside(segments, playback.state().seconds, step))
  return (
    <div className="flex items-center gap-1">
      <IconButton label="Former shot" keys="shift+left" icon={<SkipBack />} onClick={() => goBeside(-1)} />
      <IconButton
        label={rate === 0 ? 'Play' : 'Pause'}
        keys="space"
        icon={rate === 0 ? <Play /> : <Pause />}
        onClick={playback.toggle}
      />
      <IconButton label="Next shot" keys="shift+right" icon={<SkipForward />} onClick={() => goBeside(1)} />
      <TimeWords playback={playback} total={total} />
      <span className="w-10 text-12 text-muted tabular-nums">{rate === 0 || rate === 1 ? '' : `${rate}×`}</span>
      <span className="min-w-0 flex-1 truncate text-12">
        {segment ? (
          <>
            <span className="font-medium">
              Shot {segment.number} of {segments.length}
            </span>
            <span className="text-muted">{segment.text.trim() === '' ? '' : `  ${segment.text}`}</span>
          </>
        ) : null}
      </span>
      <IconButton label="Back to the board" keys="esc" icon={<X />} onClick={onClose} />
    </div>
  )
}

function TimeWords({ playback, total }: { readonly playback: Playback; readonly total: number }) {
  const words = usePlayState(playback, ({ seconds }) => formatTenths(seconds))
  return (
    <span className="ml-2 w-28 text-12 tabular-nums">
      {words} <span className="text-muted">/ {formatTenths(total)}</span>
    </span>
  )
}
