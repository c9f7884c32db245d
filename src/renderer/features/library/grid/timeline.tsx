import { classNames } from '@renderer/ui/class-names'
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { clamp, type GridLayout, type GridSection, sectionAt } from './layout'
import { monthWords, shortMonthWords } from './month-words'

const LABEL_ROOM_PX = 22
const LEAST_THUMB_PX = 28
const EDGE_PX = 8

export interface TimelineProps {
  readonly layout: GridLayout
  readonly topPx: number
  readonly viewportPx: number
  readonly total: number
  readonly onScrollTo: (topPx: number) => void
}

/** The grid's scroll bar with the years and months beside it; a press jumps to any time at once. */
export function Timeline({ layout, topPx, viewportPx, total, onScrollTo }: TimelineProps) {
  const [hoverPx, setHoverPx] = useState<number | null>(null)
  const trackPx = Math.max(1, viewportPx - 2 * EDGE_PX)
  const labels = useMemo(() => labelsOf(layout, trackPx), [layout, trackPx])
  const lowestPx = layout.heightPx - viewportPx
  if (lowestPx <= 0 || viewportPx === 0 || total === 0) return <div className="w-4 shrink-0" />
  const thumbPx = Math.max(LEAST_THUMB_PX, (viewportPx / layout.heightPx) * trackPx)
  const thumbTopPx = (topPx / lowestPx) * (trackPx - thumbPx)
  const gridTopAt = (event: PointerEvent): number => {
    const insidePx = event.clientY - event.currentTarget.getBoundingClientRect().top - EDGE_PX
    return clamp((insidePx - thumbPx / 2) / Math.max(1, trackPx - thumbPx), 0, 1) * lowestPx
  }
  const words = (at: number): string => monthWords(sectionAt(layout.sections, at)?.month ?? layout.sections[0]!.month)
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = topByKey(layout, topPx, event.key, viewportPx)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    onScrollTo(next)
  }
  return (
    <div
      role="slider"
      aria-label="Time"
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.round(lowestPx)}
      aria-valuenow={Math.round(topPx)}
      aria-valuetext={words(topPx)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onScrollTo(gridTopAt(event))
      }}
      onPointerMove={(event) => {
        setHoverPx(event.clientY - event.currentTarget.getBoundingClientRect().top)
        if (event.buttons === 1) onScrollTo(gridTopAt(event))
      }}
      onPointerLeave={() => setHoverPx(null)}
      className="group/time relative w-14 shrink-0 touch-none select-none"
    >
      {labels.map(({ key, text, isYear, yPx }) => (
        <span
          key={key}
          aria-hidden
          style={{ top: EDGE_PX + yPx }}
          className={classNames(
            'absolute right-4 text-11 leading-4 tabular-nums',
            isYear ? 'font-semibold text-ink' : 'text-muted',
          )}
        >
          {text}
        </span>
      ))}
      <span
        aria-hidden
        style={{ top: EDGE_PX + thumbTopPx, height: thumbPx }}
        className="absolute right-1 w-1.5 rounded-full bg-line-strong group-hover/time:bg-muted"
      />
      {hoverPx === null ? null : (
        <span
          aria-hidden
          style={{ top: clamp(hoverPx - 12, 0, viewportPx - 24) }}
          className="pointer-events-none absolute right-5 z-10 rounded-control bg-raised px-2 py-0.5 text-12 whitespace-nowrap shadow-popup"
        >
          {words((hoverPx / viewportPx) * layout.heightPx)}
        </span>
      )}
    </div>
  )
}

interface TimelineLabel {
  readonly key: string
  readonly text: string
  readonly isYear: boolean
  readonly yPx: number
}

/** Years wherever they change, months where there is room; newest first, as the grid. */
function labelsOf(layout: GridLayout, trackPx: number): readonly TimelineLabel[] {
  const yOf = (section: GridSection): number => (section.topPx / layout.heightPx) * trackPx
  const yearOf = (section: GridSection): string => section.month.slice(0, 4)
  const labels: TimelineLabel[] = []
  let year = ''
  for (const section of layout.sections) {
    const isYear = yearOf(section) !== year
    year = yearOf(section)
    const yPx = yOf(section)
    const last = labels.at(-1)
    const isTight = last !== undefined && yPx - last.yPx < LABEL_ROOM_PX
    if (isTight && !(isYear && !last.isYear)) continue
    if (isTight) labels.pop()
    if (yPx > trackPx - LABEL_ROOM_PX / 2) continue
    labels.push({ key: section.month, text: isYear ? year : shortMonthWords(section.month), isYear, yPx })
  }
  return labels
}

function topByKey(layout: GridLayout, topPx: number, key: string, viewportPx: number): number | null {
  const position = layout.sections.indexOf(sectionAt(layout.sections, topPx)!)
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return layout.sections[Math.min(layout.sections.length - 1, position + 1)]!.topPx
    case 'ArrowUp':
    case 'ArrowLeft':
      return topPx > layout.sections[position]!.topPx
        ? layout.sections[position]!.topPx
        : layout.sections[Math.max(0, position - 1)]!.topPx
    case 'PageDown':
      return topPx + viewportPx
    case 'PageUp':
      return topPx - viewportPx
    case 'Home':
      return 0
    case 'End':
      return layout.heightPx
    default:
      return null
  }
}
