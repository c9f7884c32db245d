import { isMac } from '@renderer/lib/platform'
import { type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CardStore } from './card-store'
import type { GridLayout } from './layout'
import { cellsWithin, type Marquee } from './marquee'
import type { GridScroll } from './use-grid-scroll'

/** A press that moves less is a click. */
const LEAST_PX = 5
const EDGE_PX = 40
const SCROLL_STEP_PX = 14
/** Left of the cells. */
const PADDING_PX = 16

export interface MarqueeOptions {
  readonly box: HTMLElement | null
  readonly layout: GridLayout
  readonly scroll: GridScroll
  readonly store: CardStore
  readonly onSelect: (ids: readonly string[], isAdded: boolean) => void
}

interface Drag {
  readonly fromX: number
  /** In the grid's pixels, so that the start stays where it is while the grid scrolls. */
  readonly fromY: number
  readonly isAdded: boolean
  readonly clientX: number
  readonly clientY: number
  readonly hasMoved: boolean
}

/** Selects by a rectangle that is drawn from the room between the cells; at the edges the grid goes on. */
export function useMarquee({ box, layout, scroll, store, onSelect }: MarqueeOptions) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const wasDragged = useRef(false)
  const rectangleOf = (current: Drag): Marquee => {
    const bounds = box?.getBoundingClientRect()
    return {
      fromX: current.fromX,
      fromY: current.fromY,
      toX: current.clientX - (bounds?.left ?? 0) - PADDING_PX,
      toY: current.clientY - (bounds?.top ?? 0) + scroll.topPx,
    }
  }
  const select = (current: Drag): void => {
    const ids = cellsWithin(layout, rectangleOf(current)).flatMap((index) => store.cardAt(index)?.id ?? [])
    onSelect(ids, current.isAdded)
  }
  const creep = useEffectEvent(() => {
    if (!drag?.hasMoved || !box) return
    const { top, bottom } = box.getBoundingClientRect()
    if (drag.clientY < top + EDGE_PX) scroll.scrollTo(scroll.topPx - SCROLL_STEP_PX)
    else if (drag.clientY > bottom - EDGE_PX) scroll.scrollTo(scroll.topPx + SCROLL_STEP_PX)
    else return
    select(drag)
  })
  const isDragging = drag !== null
  useEffect(() => {
    if (!isDragging) return undefined
    let frame = requestAnimationFrame(function tick() {
      creep()
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [isDragging])

  const shown = drag?.hasMoved ? rectangleOf(drag) : null
  return {
    /** In the pixels of what is in sight; null while nothing is drawn. */
    rectangle: shown && {
      left: Math.min(shown.fromX, shown.toX) + PADDING_PX,
      top: Math.min(shown.fromY, shown.toY) - scroll.topPx,
      width: Math.abs(shown.toX - shown.fromX),
      height: Math.abs(shown.toY - shown.fromY),
    },
    events: {
      onPointerDown: (event: PointerEvent): void => {
        wasDragged.current = false
        const isOnCell = event.target instanceof Element && event.target.closest('[data-index]') !== null
        if (event.button !== 0 || isOnCell || !box) return
        const bounds = box.getBoundingClientRect()
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrag({
          fromX: event.clientX - bounds.left - PADDING_PX,
          fromY: event.clientY - bounds.top + scroll.topPx,
          isAdded: event.shiftKey || (isMac ? event.metaKey : event.ctrlKey),
          clientX: event.clientX,
          clientY: event.clientY,
          hasMoved: false,
        })
      },
      onPointerMove: (event: PointerEvent): void => {
        if (!drag) return
        const { toX, toY } = rectangleOf({ ...drag, clientX: event.clientX, clientY: event.clientY })
        const hasMoved = drag.hasMoved || Math.hypot(toX - drag.fromX, toY - drag.fromY) > LEAST_PX
        const next = { ...drag, clientX: event.clientX, clientY: event.clientY, hasMoved }
        setDrag(next)
        if (hasMoved) select(next)
      },
      onPointerUp: (): void => {
        wasDragged.current = drag?.hasMoved ?? false
        setDrag(null)
      },
      onPointerCancel: (): void => setDrag(null),
      // The press that ends a rectangle is no click on the room beneath.
      onClickCapture: (event: { stopPropagation: () => void }): void => {
        if (wasDragged.current) event.stopPropagation()
        wasDragged.current = false
      },
    },
  }
}
