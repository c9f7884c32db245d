import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { classNames } from './class-names'

export interface PaneResizerProps {
  readonly label: string
  readonly side: 'left' | 'right'
  readonly widthPx: number
  readonly minPx: number
  readonly maxPx: number
  readonly onDrag: (widthPx: number) => void
  readonly onCommit: (widthPx: number) => void
}

const KEY_STEP_PX = 16

/** The edge of a pane: drag it, or focus it and use the arrow keys. */
export function PaneResizer({ label, side, widthPx, minPx, maxPx, onDrag, onCommit }: PaneResizerProps) {
  const start = useRef<{ readonly x: number; readonly widthPx: number } | null>(null)
  const clamp = (value: number): number => Math.round(Math.min(maxPx, Math.max(minPx, value)))
  const widthAt = (event: PointerEvent): number => {
    if (!start.current) return widthPx
    const moved = event.clientX - start.current.x
    return clamp(start.current.widthPx + (side === 'left' ? moved : -moved))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? KEY_STEP_PX : event.key === 'ArrowLeft' ? -KEY_STEP_PX : 0
    if (step === 0) return
    event.preventDefault()
    onCommit(clamp(widthPx + (side === 'left' ? step : -step)))
  }
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = { x: event.clientX, widthPx }
      }}
      onPointerMove={(event) => start.current && onDrag(widthAt(event))}
      onPointerUp={(event) => {
        if (start.current) onCommit(widthAt(event))
        start.current = null
      }}
      onPointerCancel={() => {
        start.current = null
        onCommit(widthPx)
      }}
      className={classNames(
        'absolute inset-y-0 z-10 w-1.5 cursor-col-resize touch-none transition-colors hover:bg-line-strong/50 focus-visible:bg-accent-ink',
        side === 'left' ? '-right-1' : '-left-1',
      )}
    />
  )
}
