import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { MAX_CULLED } from '@shared/domain/library-culling'
import type { MenuEntry } from '@renderer/ui/menu'
import { dragOut } from '@renderer/parts/asset-files/file-actions'
import { PaneLayout } from '@renderer/ui/pane-layout'
import type { ImportOutcome } from '@shared/contracts/library'
import { ClipboardPaste, ImageDown, SquareDashed, SquareDashedMousePointer } from 'lucide-react'
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { itemEntries, type MenuSubject } from './actions/action-list'
import { mark, type NamedCollection, toggleStack } from './actions/asset-actions'
import { countWords } from './actions/count-words'
import { type ActionSubject, createLibraryActions, type LibraryPanel, trashItems } from './actions/use-library-actions'
import { newStep } from './actions/undo'
import { CullingBar } from './culling/culling-bar'
import { EVERYWHERE, isTrash as isTrashShown, type LibraryFilter, NO_FILTER } from './filters/filter-state'
import { NothingHere } from './filters/nothing-here'
import { AssetGrid, type GridHandle } from './grid/asset-grid'
import type { GridShape } from './grid/layout'
import { locate } from './grid/locate'
import { cellByKey } from './grid/move-focus'
import { cellIndexOf, useCellEvents } from './grid/use-cell-events'
import type { ShownLibrary } from './grid/use-shown-library'
import { beginOwnDrag, endOwnDrag } from './import/own-drag'
import { Inspector } from './inspector/inspector'
import { coversView, PanelHost } from './panel-host'
import { isSelected } from './selection/selection'
import { SelectionBar } from './selection/selection-bar'
import { type GridSelection, useGridSelection } from './selection/use-grid-selection'
import { useLibraryKeys } from './use-library-keys'
import type { SidePane } from '@renderer/parts/use-pane'
import type { StageHandle } from '@renderer/parts/viewer/picture-stage'
import { useOpened } from './viewer/use-opened'
import { Viewer } from './viewer/viewer'

export interface LibraryStageProps {
  readonly library: ShownLibrary
  readonly filter: LibraryFilter
  readonly onFilterChange: (change: Partial<LibraryFilter>) => void
  /** The collection that is shown, or null. */
  readonly collection: NamedCollection | null
  readonly cellPx: number
  readonly gridShape: GridShape
  readonly inspector: SidePane
  /** Items to be shown where they lie. */
  readonly arrival: readonly string[] | null
  readonly onArrived: () => void
  /** The person is done with the search and goes on among what it found. */
  readonly takesKeyboard: boolean
  readonly onKeyboardTaken: () => void
  readonly onViewerToggle: (isOpen: boolean) => void
  readonly isShown: boolean
  readonly onImport: () => void
  readonly onImported: (outcome: ImportOutcome) => void
}

/** Grid, viewer and inspector of one filter, and what the person does with the items. */
export function LibraryStage(props: LibraryStageProps) {
  const { library, filter, inspector } = props
  const { store, total } = library
  const root = useRef<HTMLDivElement>(null)
  const grid = useRef<GridHandle>(null)
  const stage = useRef<StageHandle>(null)
  const selection = useGridSelection(store, total)
  const { opened, open, close, step, replace } = useOpened(store, total, selection)
  const [isMenuOnCell, setIsMenuOnCell] = useState(false)
  const [panel, setPanel] = useState<LibraryPanel | null>(null)
  const isTrash = isTrashShown(filter)
  const programs = useStudioQuery('library.programs').data ?? []
  useArrival(props, selection, grid, open)
  useKeyboardFromSearch(props, () => grid.current?.show(selection.focusIndex, true))
  const isCovered = panel !== null && coversView(panel)
  const isViewerOpen = opened !== null || isCovered
  const culling = useStudioQuery('library.culling')
  const closePanel = (): void => {
    setPanel(null)
    if (isCovered) grid.current?.show(selection.focusIndex, true)
    void culling.refetch()
  }
  const { onViewerToggle } = props
  useEffect(() => onViewerToggle(isViewerOpen), [isViewerOpen, onViewerToggle])

  const subjectIds = (): readonly string[] => (opened ? [opened.assetId] : selection.knownIds())
  const subject: ActionSubject = {
    isTrash,
    collection: props.collection,
    focusedCard: store.cardAt(selection.focusIndex),
    openPanel: setPanel,
    singleId: opened?.assetId ?? selection.singleId,
    knownIds: subjectIds,
    allIds: async () => (opened ? [opened.assetId] : selection.selectedIds()),
    open,
    patch: store.patch,
    onLeaving: (assetIds) => replace(selection.stepOff(assetIds)?.id ?? null),
    onRestored: selection.selectIds,
    idsToCull: async () =>
      selection.count > 1
        ? selection.selectedIds()
        : (await store.load(0, Math.min(total, MAX_CULLED))).map(({ id }) => id),
  }
  const actions = createLibraryActions(subject)
  const leaveViewer = (): void => {
    close()
    grid.current?.show(selection.focusIndex, true)
  }

  const pressInViewer = (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape' || (event.key === ' ' && opened?.isQuick)) leaveViewer()
    else if (stage.current?.pressKey(event)) return true
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') step(event.key === 'ArrowLeft' ? -1 : 1)
    else return false
    return true
  }
  const pressInGrid = (event: KeyboardEvent): boolean => {
    const isMod = event.ctrlKey || event.metaKey
    const focusedCard = store.cardAt(selection.focusIndex)
    if (event.key === 'Escape' && selection.count > 0) selection.clear()
    else if (isMod && event.key.toLowerCase() === 'a') selection.selectAll()
    else if (isMod && event.shiftKey && event.key.toLowerCase() === 'i') selection.invert()
    else if ((event.key === 'Enter' || event.key === ' ') && !isMod && focusedCard)
      open(focusedCard.id, event.key === ' ')
    else return moveByKey(event)
    return true
  }
  const moveByKey = (event: KeyboardEvent): boolean => {
    if (!grid.current || event.altKey) return false
    const { layout, rowsOfPage, show } = grid.current
    const index = cellByKey(layout, selection.focusIndex, event.key, rowsOfPage)
    if (index === null) return false
    if (event.ctrlKey || event.metaKey) selection.focus(index)
    else selection.pick(index, { isRange: event.shiftKey })
    show(index, true)
    return true
  }
  useLibraryKeys({
    root,
    isShown: props.isShown && !isCovered && total > 0,
    isViewerOpen: opened !== null,
    pressFront: (event) => (opened ? pressInViewer(event) : pressInGrid(event)),
    actions,
    toggleInspector: inspector.toggle,
  })

  const isCellSelected = (index: number): boolean => {
    const card = store.cardAt(index)
    return card !== null && isSelected(selection.selection, card.id)
  }
  const cellEvents = useCellEvents({
    isSelected: isCellSelected,
    onPick: selection.pick,
    onPickNothing: selection.clear,
    onOpen: (index) => {
      const card = store.cardAt(index)
      if (card) open(card.id)
    },
    onDrag: (index) => {
      const card = store.cardAt(index)
      if (!card) return
      const assetIds = isCellSelected(index) ? selection.knownIds() : [card.id]
      beginOwnDrag(assetIds)
      detach(dragOut(assetIds), 'drag files out')
    },
    onToggleStack: (index) => {
      const stack = store.cardAt(index)?.stack
      if (stack) detach(toggleStack(stack), 'open or close a stack')
    },
  })
  const menuSubject = (index: number | null): MenuSubject => {
    const card = index === null ? null : store.cardAt(index)
    return {
      count: selection.count,
      media: card?.media ?? null,
      stack: card?.stack ?? null,
      isTrash,
      isInCollection: props.collection !== null,
      programs,
    }
  }
  const entries = isMenuOnCell ? itemEntries(menuSubject(selection.focusIndex), actions) : roomEntries(props, selection)

  const showCollection = (id: string): void => props.onFilterChange({ ...NO_FILTER, place: { kind: 'collection', id } })
  const details = {
    label: 'Details',
    state: inspector.state,
    onStateChange: inspector.setState,
    minPx: 240,
    maxPx: 480,
    content: (
      <Inspector
        assetId={opened?.assetId ?? selection.singleId}
        count={selection.count}
        actions={actions}
        onOpen={open}
        onShowCollection={showCollection}
      />
    ),
  }
  return (
    <div ref={root} className="flex min-h-0 flex-1 flex-col" onPointerMove={endOwnDrag}>
      {culling.data && panel?.kind !== 'culling' ? (
        <CullingBar
          session={culling.data}
          onGoOn={() => culling.data && setPanel({ kind: 'culling', session: culling.data })}
          onDiscard={() => detach(discardCulling().then(closePanel), 'discard the culling')}
        />
      ) : null}
      {total === 0 ? (
        <NothingHere
          filter={filter}
          collectionName={props.collection?.name ?? null}
          onClear={() => props.onFilterChange({ ...NO_FILTER, place: filter.place })}
          onLeavePlace={() => props.onFilterChange({ place: EVERYWHERE })}
          onImport={props.onImport}
        />
      ) : (
        <div className="min-h-0 flex-1" inert={isViewerOpen}>
          <PaneLayout isNarrow={inspector.isNarrow} right={details}>
            <div
              className="absolute inset-0 flex flex-col"
              onContextMenuCapture={(event) => {
                const index = cellIndexOf(event.target)
                setIsMenuOnCell(index !== null)
                if (index !== null && !isCellSelected(index)) selection.pick(index)
              }}
              {...cellEvents}
            >
              <AssetGrid
                library={library}
                selection={selection}
                minCellPx={props.cellPx}
                shape={props.gridShape}
                label={isTrash ? 'Items in the trash' : 'Items of the library'}
                totalWords={countWords(total)}
                handle={grid}
                menu={entries}
              />
            </div>
            {selection.count > 1 && !opened ? (
              <SelectionBar count={selection.count} isTrash={isTrash} actions={actions} onClear={selection.clear} />
            ) : null}
          </PaneLayout>
        </div>
      )}
      {opened && total > 0 ? (
        // Over the whole view, its filters too.
        <div className="absolute inset-0 z-20 bg-surface">
          <PaneLayout isNarrow={inspector.isNarrow} right={opened.isQuick ? undefined : details}>
            <Viewer
              assetId={opened.assetId}
              place={
                opened.index === null ? null : `${(opened.index + 1).toLocaleString()} of ${total.toLocaleString()}`
              }
              canGoBack={opened.index !== null && opened.index > 0}
              canGoOn={opened.index !== null && opened.index < total - 1}
              isInspectorOpen={!opened.isQuick && inspector.state.isOpen}
              stage={stage}
              onClose={leaveViewer}
              onStep={step}
              onToggleInspector={inspector.toggle}
              menuOf={(media) => itemEntries({ ...menuSubject(opened.index), count: 1, media }, actions)}
              onDragOut={actions.dragOut}
              onCopyFile={actions.copyFiles}
            />
          </PaneLayout>
        </div>
      ) : null}
      {/* Stays when nothing is left to show: an item just tagged may no longer fit the search. */}
      {panel ? (
        <PanelHost
          panel={panel}
          onMark={(assetId, marks) => detach(mark([assetId], marks), 'mark a compared item')}
          onOpen={open}
          onShowCollection={showCollection}
          onTrash={(assetIds) => trashItems(subject, assetIds)}
          onClose={closePanel}
        />
      ) : null}
    </div>
  )
}

function roomEntries(
  { onImport, onImported }: LibraryStageProps,
  { selectAll, invert }: GridSelection,
): readonly MenuEntry[] {
  const paste = (): void =>
    detach(request('library.import-clipboard', { stepId: newStep() }).then(onImported), 'paste into the library')
  return [
    { id: 'add', label: 'Add files…', icon: <ImageDown />, onSelect: onImport },
    { id: 'paste', label: 'Paste', icon: <ClipboardPaste />, keys: 'mod+V', onSelect: paste },
    { kind: 'separator', id: 'select' },
    { id: 'all', label: 'Select all', icon: <SquareDashedMousePointer />, keys: 'mod+A', onSelect: selectAll },
    { id: 'invert', label: 'Invert the selection', icon: <SquareDashed />, keys: 'mod+shift+I', onSelect: invert },
  ]
}

async function discardCulling(): Promise<void> {
  await request('library.cancel-culling')
}

/** Unless the person has gone elsewhere meanwhile. */
function useKeyboardFromSearch({ takesKeyboard, onKeyboardTaken }: LibraryStageProps, focusGrid: () => void): void {
  const take = useEffectEvent(() => {
    onKeyboardTaken()
    if (document.activeElement === document.body) focusGrid()
  })
  useEffect(() => {
    if (takesKeyboard) take()
  }, [takesKeyboard])
}

/** Shows what was asked for from elsewhere: in the grid, or, where the grid does not hold it, open. */
function useArrival(
  { arrival, onArrived, library }: LibraryStageProps,
  selection: GridSelection,
  grid: RefObject<GridHandle | null>,
  open: (assetId: string) => void,
): void {
  const arrive = useEffectEvent(async (assetIds: readonly string[]) => {
    onArrived()
    const first = assetIds[0]
    if (first === undefined) return
    const index = await locate(library.store, library.buckets, await request('library.detail', { assetId: first }))
    if (index === null) {
      open(first)
      return
    }
    selection.select({ id: first }, index)
    if (assetIds.length > 1) selection.selectIds(assetIds)
    grid.current?.show(index, true)
  })
  useEffect(() => {
    if (arrival) detach(arrive(arrival), 'show items')
  }, [arrival])
}
