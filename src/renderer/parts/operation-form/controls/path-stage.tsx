import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react'
import { type PathPoint, type PictureSize, withStroke } from '../path-points'

export interface PathStageProps {
  readonly label: string
  readonly src: string
  readonly size: PictureSize
  readonly points: readonly PathPoint[]
  /** How many the vendor takes. */
  readonly max: number
  /** All points: with one more after a click or Enter, those of the stroke alone while the hand draws. */
  readonly onDraw: (points: readonly PathPoint[]) => void
}

const STEP = 0.02
/** A hand that clicks trembles; farther than this part of the width it draws. */
const STILL = 0.015
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** The picture with the way over it. Arrows move the cross, Enter sets a point. */
export function PathStage({ label, src, size, points, max, onDraw }: PathStageProps) {
  const arrowId = useId()
  const [cursor, setCursor] = useState<PathPoint>({ x: size.width / 2, y: size.height / 2 })
  const [isFocused, setIsFocused] = useState(false)
  /** Kept here, because several moves may come between two drawings of the page. */
  const pressed = useRef<{ readonly at: PathPoint; stroke: readonly PathPoint[] } | null>(null)
  const placeOf = (event: PointerEvent): PathPoint => {
    const box = event.currentTarget.getBoundingClientRect()
    return {
      x: ((event.clientX - box.left) / box.width) * size.width,
      y: ((event.clientY - box.top) / box.height) * size.height,
    }
  }
  const onPointerMove = (event: PointerEvent): void => {
    const press = pressed.current
    if (!press) return
    const point = placeOf(event)
    const isStill = Math.hypot(point.x - press.at.x, point.y - press.at.y) < size.width * STILL
    if (press.stroke.length === 0 && isStill) return
    const stroke = press.stroke.length === 0 ? [press.at] : press.stroke
    press.stroke = withStroke(stroke, point, { ...size, max })
    if (press.stroke !== stroke) onDraw(press.stroke)
  }
  const addPoint = (point: PathPoint): void => {
    if (points.length < max) onDraw([...points, point])
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = ARROWS[event.key]
    if (move) {
      const within = (at: number, most: number): number => Math.min(most, Math.max(0, at))
      setCursor(({ x, y }) => ({
        x: within(x + move[0] * size.width, size.width),
        y: within(y + move[1] * size.height, size.height),
      }))
    } else if (event.key === 'Enter' || event.key === ' ') addPoint(cursor)
    else return
    event.preventDefault()
  }
  const thickness = size.width / 120
  const last = points.at(-1)
  return (
    <div
      role="application"
      tabIndex={0}
      aria-label={`${label}: draw on the picture. Arrows move the cross, Enter sets a point`}
      aria-description={points.length === 1 ? '1 point' : `${points.length} points`}
      className="relative w-full touch-none overflow-hidden rounded-control bg-hover cursor-crosshair select-none"
      style={{ aspectRatio: size.width / size.height }}
      onFocus={() => setIsFocused(true)}
      onBlur={() => setIsFocused(false)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        pressed.current = { at: placeOf(event), stroke: [] }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        const press = pressed.current
        pressed.current = null
        if (!press || press.stroke.length > 0) return
        setCursor(press.at)
        addPoint(press.at)
      }}
      onPointerCancel={() => {
        pressed.current = null
      }}
    >
      <img src={src} alt="" draggable={false} className="pointer-events-none absolute inset-0 size-full object-fill" />
      <svg
        aria-hidden
        viewBox={`0 0 ${size.width} ${size.height}`}
        className="pointer-events-none absolute inset-0 size-full text-accent"
      >
        <defs>
          <marker id={arrowId} markerWidth="4" markerHeight="4" refX="2" refY="2" orient="auto">
            <path d="M0 0L4 2L0 4Z" className="fill-white" />
          </marker>
        </defs>
        {(['stroke-black/60', 'stroke-white'] as const).map((tone, layer) => (
          <polyline
            key={tone}
            points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
            fill="none"
            strokeWidth={layer === 0 ? thickness * 2 : thickness}
            strokeLinejoin="round"
            strokeLinecap="round"
            markerEnd={layer === 1 && points.length > 1 ? `url(#${arrowId})` : undefined}
            className={tone}
          />
        ))}
        {points.slice(0, 1).map(({ x, y }) => (
          <circle
            key="start"
            cx={x}
            cy={y}
            r={thickness * 2}
            className="fill-white stroke-black/60"
            strokeWidth={thickness / 2}
          />
        ))}
        {isFocused ? (
          <path
            d={`M${cursor.x - thickness * 4} ${cursor.y}h${thickness * 8}M${cursor.x} ${cursor.y - thickness * 4}v${thickness * 8}`}
            strokeWidth={thickness / 2}
            className="stroke-white"
          />
        ) : null}
      </svg>
      {last ? null : (
        <p className="pointer-events-none absolute inset-x-0 bottom-0 bg-black/60 px-2 py-1 text-center text-12 text-white">
          Draw the way, or click its points.
        </p>
      )}
    </div>
  )
}
