import { assetUrl } from '@renderer/lib/media-url'
import { classNames } from '@renderer/ui/class-names'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import type { MarkedFrame, MarkPoint } from './selection-state'

export interface SelectionStageProps {
  readonly clipAssetId: string
  readonly ratio: number
  readonly seconds: number
  readonly marked: MarkedFrame | null
  /** Points count from the lower left corner, as the vendor's do; turned where its answers show the contrary. */
  readonly isUpsideDown: boolean
  readonly isBusy: boolean
  readonly onAdd: (point: MarkPoint) => void
  readonly onRemove: (point: MarkPoint) => void
}

const STEP = 0.02
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}
const clamped = (value: number): number => Math.min(1, Math.max(0, value))

/** One frame of the clip: a click sets a mark, a press on a mark takes it away; arrows and Enter do the same. */
export function SelectionStage(props: SelectionStageProps) {
  const { clipAssetId, ratio, seconds, marked, isUpsideDown, isBusy, onAdd, onRemove } = props
  const video = useRef<HTMLVideoElement>(null)
  const [cursor, setCursor] = useState({ x: 0.5, y: 0.5 })
  useEffect(() => {
    if (video.current) video.current.currentTime = seconds
  }, [seconds])
  const onWire = ({ x, y }: MarkPoint): MarkPoint => ({ x, y: isUpsideDown ? y : 1 - y })
  const onClick = (event: MouseEvent<HTMLButtonElement>): void => {
    // A key press on the button comes as a click without a place.
    if (event.detail === 0) return onAdd(onWire(cursor))
    const box = event.currentTarget.getBoundingClientRect()
    const point = {
      x: clamped((event.clientX - box.left) / box.width),
      y: clamped((event.clientY - box.top) / box.height),
    }
    setCursor(point)
    onAdd(onWire(point))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = ARROWS[event.key]
    if (!move) return
    event.preventDefault()
    setCursor(({ x, y }) => ({ x: clamped(x + move[0]), y: clamped(y + move[1]) }))
  }
  return (
    <div
      className="relative mx-auto max-h-[44vh] w-full overflow-hidden rounded-control bg-black"
      style={{ aspectRatio: ratio, maxWidth: `${44 * ratio}vh` }}
    >
      <video
        ref={video}
        src={assetUrl(clipAssetId)}
        muted
        preload="auto"
        aria-hidden
        onLoadedMetadata={(event) => {
          event.currentTarget.currentTime = seconds
        }}
        className="absolute inset-0 size-full object-fill"
      />
      {marked?.maskAssetIds.map((assetId) => (
        <img
          key={assetId}
          src={assetUrl(assetId)}
          alt="Marked area"
          className="pointer-events-none absolute inset-0 size-full object-fill opacity-60 mix-blend-screen"
        />
      ))}
      <button
        type="button"
        aria-label="Frame. A click marks what lies there; arrows move the cross, Enter marks"
        aria-busy={isBusy}
        onClick={onClick}
        onKeyDown={onKeyDown}
        className={classNames('group absolute inset-0', isBusy ? 'cursor-progress' : 'cursor-crosshair')}
      >
        <span
          aria-hidden
          className="absolute size-5 -translate-x-1/2 -translate-y-1/2 opacity-0 group-focus-visible:opacity-100"
          style={{ left: `${cursor.x * 100}%`, top: `${cursor.y * 100}%` }}
        >
          <span className="absolute top-1/2 left-0 h-px w-full bg-white shadow-[0_0_0_1px_rgb(0_0_0/60%)]" />
          <span className="absolute top-0 left-1/2 h-full w-px bg-white shadow-[0_0_0_1px_rgb(0_0_0/60%)]" />
        </span>
      </button>
      {marked?.points.map((point, index) => {
        const shown = onWire(point)
        return (
          <button
            key={`${point.x} ${point.y}`}
            type="button"
            aria-label={`Take mark ${index + 1} away`}
            title="Take this mark away"
            onClick={() => onRemove(point)}
            className="absolute size-4 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-white bg-accent shadow-popup hover:bg-danger"
            style={{ left: `${shown.x * 100}%`, top: `${shown.y * 100}%` }}
          />
        )
      })}
    </div>
  )
}
