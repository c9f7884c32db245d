import { readViewState, writeViewState } from '@renderer/data/view-state'
import {
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type Ref,
} from 'react'
import { ContextMenu, type MenuEntry } from '@renderer/ui/menu'
import { wakeThumbWorker } from '@renderer/ui/thumb-bitmaps'
import type { GridSelection } from '../selection/use-grid-selection'
import { CountWords, GridRows } from './grid-rows'
import { layOutJustified } from './justified-layout'
import { cellsBetween, type GridAnchor, type GridLayout, type GridShape, layOutSquares, sectionAt } from './layout'
import { HoverScrub } from './hover-scrub'
import { monthWords } from './month-words'
import { rowsToDraw } from './rows'
import { boxHeightOf } from './scroll-map'
import { Timeline } from './timeline'
import { useElementSize } from '@renderer/lib/use-element-size'
import { useGridScroll } from './use-grid-scroll'
import { useMarquee } from './use-marquee'
import type { ShownLibrary } from './use-shown-library'

const GAP_PX = 4
const HEADER_PX = 36
/** Room left of the cells, and right of them for the ring of a selected one. */
const EDGE_PX = 16 + 4
const PLACE_KEY = 'library.place'

interface KeptPlace {
  readonly filterKey: string
  readonly anchor: GridAnchor | null
}

/** What the view asks of its grid. */
export interface GridHandle {
  readonly layout: GridLayout
  readonly rowsOfPage: number
  /** Brings a cell into sight; `isFocused` also gives it the keyboard. */
  readonly show: (index: number, isFocused: boolean) => void
}

export interface AssetGridProps {
  readonly library: ShownLibrary
  readonly selection: GridSelection
  readonly minCellPx: number
  readonly shape: GridShape
  readonly label: string
  /** For example "1,204 items". */
  readonly totalWords: string
  readonly handle: Ref<GridHandle>
  readonly menu: readonly MenuEntry[]
}

/** A library of any size as months of square cells; only rows in sight are in the page. */
export function AssetGrid(props: AssetGridProps) {
  const { library, selection, minCellPx, shape, label, totalWords, handle, menu } = props
  const { store, total, filterKey } = library
  const [box, setBox] = useState<HTMLElement | null>(null)
  const size = useElementSize(box)
  useSyncExternalStore(store.subscribe, store.version)
  const layout = useLayout(library, shape, minCellPx, size.widthPx)
  const [initialAnchor] = useState(() => readPlace(filterKey))
  const scroll = useGridScroll({
    box,
    layout,
    viewportPx: size.heightPx,
    initialAnchor,
    onMoved: (anchor) => writeViewState(PLACE_KEY, { filterKey, anchor } satisfies KeptPlace),
  })
  const bottomPx = scroll.topPx + size.heightPx
  const sight = size.heightPx === 0 ? { from: 0, to: 0 } : cellsBetween(layout, scroll.topPx, bottomPx)
  const { focusIndex } = selection
  useEffect(() => {
    store.want(sight.from, sight.to, focusIndex)
    wakeThumbWorker()
  }, [store, sight.from, sight.to, focusIndex])

  const focusCell = useFocusKeeper(box, selection.focusIndex)
  useImperativeHandle(handle, () => ({
    layout,
    rowsOfPage: Math.max(1, Math.floor((size.heightPx - HEADER_PX) / layout.usualRowPx)),
    show: (index, isFocused) => {
      scroll.reveal(index)
      if (isFocused) focusCell(index)
    },
  }))

  const marquee = useMarquee({ box, layout, scroll, store, onSelect: selection.selectMarked })
  const rows = size.heightPx === 0 ? [] : rowsToDraw(layout, sight, selection.focusIndex)
  const current = sectionAt(layout.sections, scroll.topPx)
  return (
    <div className="flex min-h-0 flex-1">
      <div className="relative min-w-0 flex-1">
        <ContextMenu entries={menu}>
          <div
            ref={setBox}
            {...marquee.events}
            role="grid"
            aria-label={label}
            aria-multiselectable
            aria-rowcount={layout.lineCount + layout.sections.length}
            aria-colcount={layout.columns ?? -1}
            className="hide-scrollbar absolute inset-0 overflow-x-hidden overflow-y-auto pl-4 outline-none"
          >
            <div role="presentation" className="relative" style={{ height: boxHeightOf(layout.heightPx) }}>
              <GridRows
                rows={rows}
                layout={layout}
                store={store}
                originPx={scroll.originPx}
                selection={selection.selection}
                focusIndex={selection.focusIndex}
              />
              <HoverScrub box={box} store={store} />
            </div>
          </div>
        </ContextMenu>
        {marquee.rectangle ? (
          <span
            aria-hidden
            style={marquee.rectangle}
            className="pointer-events-none absolute border border-accent-ink bg-accent/20"
          />
        ) : null}
        {current ? (
          <div
            aria-hidden
            className="pointer-events-none absolute inset-x-0 top-0 flex h-8 items-center gap-2 bg-surface pl-4 text-13"
          >
            <span className="font-semibold">{monthWords(current.month)}</span>
            <CountWords count={current.count} />
            <span className="flex-1" />
            <span className="pr-1 text-12 text-muted tabular-nums">{totalWords}</span>
          </div>
        ) : null}
      </div>
      <Timeline
        layout={layout}
        topPx={scroll.topPx}
        viewportPx={size.heightPx}
        total={total}
        onScrollTo={scroll.scrollTo}
      />
    </div>
  )
}

function useLayout({ store, buckets }: ShownLibrary, shape: GridShape, minCellPx: number, boxPx: number): GridLayout {
  const widthPx = Math.max(1, boxPx - EDGE_PX)
  const isSquare = shape === 'square'
  const shapes = useSyncExternalStore(store.subscribe, () => (isSquare ? null : store.shapes()))
  return useMemo(() => {
    const metrics = { widthPx, minCellPx, gapPx: GAP_PX, headerPx: HEADER_PX }
    return shapes ? layOutJustified(buckets, metrics, shapes) : layOutSquares(buckets, metrics)
  }, [buckets, widthPx, minCellPx, shapes])
}

function readPlace(filterKey: string): GridAnchor | null {
  const kept = readViewState<KeptPlace | null>(PLACE_KEY, null)
  return kept?.filterKey === filterKey ? kept.anchor : null
}

/**
 * Gives the keyboard to a cell as soon as it is in the page, and back to it when the page drew it anew or its element
 * went on to show another.
 */
function useFocusKeeper(box: HTMLElement | null, focusIndex: number): (index: number) => void {
  const wantedIndex = useRef<number | null>(null)
  const hadFocus = useRef(false)
  const focused = useRef<{ readonly element: Element; readonly index: string | undefined } | null>(null)
  const settle = (): void => {
    if (!box) return
    const isLost = hadFocus.current && document.activeElement === document.body
    const former = focused.current
    const isAstray = former?.element === document.activeElement && indexOfCell(former?.element) !== former?.index
    const index = wantedIndex.current ?? (isLost || isAstray ? focusIndex : null)
    const cell = index === null ? null : box.querySelector<HTMLElement>(`[data-index="${index}"]`)
    cell?.focus({ preventScroll: true })
    // Not yet where something still lies over the grid; then the next drawing tries again.
    if (cell && document.activeElement === cell) wantedIndex.current = null
    noteFocus()
  }
  const noteFocus = (): void => {
    const element = document.activeElement
    hadFocus.current = box?.contains(element) ?? false
    focused.current = element && hadFocus.current ? { element, index: indexOfCell(element) } : null
  }
  useEffect(settle)
  const onFocusIn = useEffectEvent(() => noteFocus())
  useEffect(() => {
    const listener = (): void => onFocusIn()
    box?.addEventListener('focusin', listener)
    return () => box?.removeEventListener('focusin', listener)
  }, [box])
  return (index) => {
    wantedIndex.current = index
    settle()
  }
}

const indexOfCell = (element: Element | undefined): string | undefined =>
  element instanceof HTMLElement ? element.dataset['index'] : undefined
