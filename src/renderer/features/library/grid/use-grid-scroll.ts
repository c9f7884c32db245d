import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { anchorAt, clamp, type GridAnchor, type GridLayout, topOfAnchor } from './layout'
import { boxTopOf, gridTopOf, isScaled } from './scroll-map'

const LINE_PX = 40

export interface GridScroll {
  /** What of the grid is at the upper edge, in the grid's own pixels. */
  readonly topPx: number
  /** Add this to a place of the grid to get its place in the scroll box. */
  readonly originPx: number
  readonly scrollTo: (topPx: number) => void
  /** Brings a cell into sight with as little movement as possible. */
  readonly reveal: (index: number) => void
}

export interface GridScrollOptions {
  readonly box: HTMLElement | null
  readonly layout: GridLayout
  readonly viewportPx: number
  readonly initialAnchor: GridAnchor | null
  readonly onMoved: (anchor: GridAnchor | null) => void
}

/** Scrolling by a box that may be far lower than the grid; what is in sight stays there while the grid changes. */
export function useGridScroll({ box, layout, viewportPx, initialAnchor, onMoved }: GridScrollOptions): GridScroll {
  const [topPx, setTopPx] = useState(0)
  const exactTopPx = useRef(0)
  const ownBoxTopPx = useRef(-1)
  const formerLayout = useRef<GridLayout | null>(null)
  const lowestPx = Math.max(0, layout.heightPx - viewportPx)

  const keep = (next: number): void => {
    exactTopPx.current = next
    setTopPx(next)
  }
  const scrollTo = (wantedPx: number): void => {
    if (!box) return
    const next = clamp(wantedPx, 0, lowestPx)
    ownBoxTopPx.current = moveBox(box, boxTopOf(next, layout.heightPx, viewportPx))
    keep(next)
    onMoved(anchorAt(layout, next))
  }

  const follow = useEffectEvent(() => {
    if (!box || layout.total === 0) return
    // In a scaled box the own movement must not be read back: a pixel of it is several of the grid.
    if (isScaled(layout.heightPx) && Math.abs(box.scrollTop - ownBoxTopPx.current) <= 1) return
    ownBoxTopPx.current = box.scrollTop
    const next = gridTopOf(box.scrollTop, layout.heightPx, viewportPx)
    keep(next)
    onMoved(anchorAt(layout, next))
  })
  const turnWheel = useEffectEvent((event: WheelEvent) => {
    if (!isScaled(layout.heightPx) || event.ctrlKey) return
    event.preventDefault()
    const unitPx = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX
    scrollTo(exactTopPx.current + event.deltaY * unitPx)
  })
  useEffect(() => {
    if (!box) return undefined
    const onScroll = (): void => follow()
    const onWheel = (event: WheelEvent): void => turnWheel(event)
    box.addEventListener('scroll', onScroll, { passive: true })
    box.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      box.removeEventListener('scroll', onScroll)
      box.removeEventListener('wheel', onWheel)
    }
  }, [box])

  const isLaidOut = box !== null && viewportPx > 0 && layout.total > 0
  const holdPlace = useEffectEvent((next: GridLayout) => {
    const former = formerLayout.current
    formerLayout.current = next
    scrollTo(topOfAnchor(next, former ? anchorAt(former, exactTopPx.current) : initialAnchor))
  })
  useLayoutEffect(() => {
    if (isLaidOut) holdPlace(layout)
  }, [isLaidOut, layout])

  const reveal = (index: number): void => {
    const line = layout.lineOf(index)
    const bottomPx = line.topPx + line.heightPx + layout.gapPx
    const top = exactTopPx.current
    if (line.topPx < top + layout.headerPx) scrollTo(line.topPx - layout.headerPx)
    else if (bottomPx > top + viewportPx) scrollTo(bottomPx - viewportPx)
  }

  const originPx = isScaled(layout.heightPx) ? Math.round(boxTopOf(topPx, layout.heightPx, viewportPx) - topPx) : 0
  return { topPx, originPx, scrollTo, reveal }
}

/** Answers with where the box went, which may be rounded. */
function moveBox(box: HTMLElement, topPx: number): number {
  box.scrollTop = topPx
  return box.scrollTop
}
