import { classNames } from '@renderer/ui/class-names'
import { type PointerEvent, useEffect, useRef } from 'react'
import { type Playback, usePlayState } from './playback'
import { type Segment, segmentIndexAt, totalSeconds } from './schedule'
import { formatTenths } from './transport'

export interface TimelineProps {
  readonly segments: readonly Segment[]
  readonly playback: Playback
}

/** All shots in proportion to their seconds; a press or drag seeks. */
export function Timeline({ segments, playback }: TimelineProps) {
  const total = totalSeconds(segments)
  const index = usePlayState(playback, ({ seconds }) => segmentIndexAt(segments, seconds))
  const wholeSecond = usePlayState(playback, ({ seconds }) => Math.floor(seconds))
  const seek = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    playback.seek(((event.clientX - box.left) / box.width) * total)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Position in the animatic"
      aria-valuemin={0}
      aria-valuemax={Math.round(total)}
      aria-valuenow={wholeSecond}
      aria-valuetext={`${formatTenths(wholeSecond)}, shot ${segments[index]?.number ?? 0}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event)
      }}
      className="relative flex h-12 touch-none rounded-control"
    >
      {segments.map((segment) => (
        <div
          key={segment.shotId}
          data-segment={segment.number}
          style={{ width: `${((segment.endSeconds - segment.startSeconds) / total) * 100}%` }}
          className="@container min-w-0 px-px"
        >
          <div
            className={classNames(
              'flex h-full min-w-0 flex-col justify-center overflow-hidden rounded-[4px] px-1 text-11 @min-[48px]:px-1.5',
              segment === segments[index] ? 'bg-pressed text-ink' : 'bg-hover text-muted',
              segment.take === null && 'border border-dashed border-line-strong',
            )}
          >
            <span className="hidden truncate font-medium tabular-nums @min-[18px]:block">{segment.number}</span>
            <span className="hidden truncate @min-[72px]:block">{segment.text}</span>
          </div>
        </div>
      ))}
      <Playhead playback={playback} total={total} />
    </div>
  )
}

/** Moved without React, once a frame. */
function Playhead({ playback, total }: { readonly playback: Playback; readonly total: number }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = (): void => {
      const share = total === 0 ? 0 : playback.state().seconds / total
      if (line.current) line.current.style.left = `${share * 100}%`
    }
    place()
    return playback.subscribe(place)
  }, [playback, total])
  return (
    <div
      ref={line}
      aria-hidden
      data-playhead
      className="pointer-events-none absolute -inset-y-1 w-0.5 -translate-x-1/2 rounded-full bg-ink"
    />
  )
}
