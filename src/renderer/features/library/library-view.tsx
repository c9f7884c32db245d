import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { useCommands } from '@renderer/lib/commands'
import { useDestination, useIsViewShown } from '@renderer/lib/navigation'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { PaneLayout } from '@renderer/ui/pane-layout'
import type { ImportOutcome } from '@shared/contracts/library'
import { useRef, useState } from 'react'
import type { NamedCollection } from './actions/asset-actions'
import { newStep, redoLast, undoLast } from './actions/undo'
import { FilterBar } from './filters/filter-bar'
import { isTrash, type LibraryFilter, NO_FILTER, toAssetFilter, useLibraryFilter } from './filters/filter-state'
import { CELL_SIZES } from './filters/more-filters'
import type { Vocabulary } from './filters/suggestions'
import { TrashBar } from './filters/trash-bar'
import { GridSkeleton } from './grid/grid-skeleton'
import type { GridShape } from './grid/layout'
import { filterKeyOf, useShownLibrary } from './grid/use-shown-library'
import { DropZone } from './import/drop-zone'
import { reportImport } from './import/report-import'
import { LibraryStage } from './library-stage'
import { PlacesPane } from './places/places-pane'
import { LibraryTools } from './tools/library-tools'
import { useInspectorPane, usePlacesPane } from './use-inspector-pane'

/** Everything that was made or brought in, found again by words, kind, model, rating and time. */
export function LibraryView() {
  const isShown = useIsViewShown('library')
  const [filter, setFilter] = useLibraryFilter()
  const [cellPx, setCellPx] = useViewState<number>('library.cell-px', CELL_SIZES.usual)
  const [gridShape, setGridShape] = useViewState<GridShape>('library.grid-shape', 'square')
  const [foldsStacks, setFoldsStacks] = useViewState<boolean>('library.folds-stacks', true)
  const asked = toAssetFilter(filter, foldsStacks)
  const { shown, failure, retry } = useShownLibrary(asked)
  const wholeLibrary = filterKeyOf(toAssetFilter(NO_FILTER, foldsStacks))
  const places = usePlacesPane()
  const { vocabulary, collection } = useOrder(filter)
  const [arrival, setArrival] = useState<readonly string[] | null>(null)
  const [isViewerOpen, setIsViewerOpen] = useState(false)
  const [leavesSearch, setLeavesSearch] = useState(false)
  const inspector = useInspectorPane()
  const searchBox = useRef<HTMLInputElement>(null)

  const change = (part: Partial<LibraryFilter>): void => setFilter((known) => ({ ...known, ...part }))
  const reveal = (assetIds: readonly string[]): void => {
    setFilter(NO_FILTER)
    setArrival(assetIds)
  }
  const take = (outcome: ImportOutcome): void => reportImport(outcome, reveal)
  const pickFiles = (): void =>
    detach(
      request('library.pick-files', { stepId: newStep() }).then((outcome) => outcome && take(outcome)),
      'add files',
    )
  useDestination('library', ({ assetId, search }) => {
    if (assetId !== undefined) reveal([assetId])
    else if (search !== undefined) setFilter({ ...NO_FILTER, search })
  })
  useCommands([
    {
      id: 'library.find',
      title: 'Search the library',
      group: 'Library',
      keys: 'mod+F',
      isAvailable: () => isShown,
      run: () => searchBox.current?.select(),
    },
    {
      id: 'library.toggle-details',
      title: 'Show or hide the details',
      group: 'Library',
      keys: 'mod+alt+B',
      isAvailable: () => isShown,
      run: inspector.toggle,
    },
    {
      id: 'library.toggle-places',
      title: 'Show or hide the places',
      group: 'Library',
      keys: 'mod+B',
      view: 'library',
      run: places.toggle,
    },
    {
      id: 'library.grid-shape',
      title: gridShape === 'square' ? 'Show rows of whole pictures' : 'Show square cells',
      group: 'Library',
      keys: 'shift+J',
      isAvailable: () => isShown && !isViewerOpen,
      run: () => setGridShape((known) => (known === 'square' ? 'justified' : 'square')),
    },
    {
      id: 'library.undo',
      title: 'Undo the last change in the library',
      group: 'Library',
      keys: 'mod+Z',
      view: 'library',
      run: () => detach(undoLast(), 'undo'),
    },
    {
      id: 'library.redo',
      title: 'Do again what was undone',
      group: 'Library',
      keys: 'mod+shift+Z',
      view: 'library',
      run: () => detach(redoLast(), 'redo'),
    },
  ])

  return (
    <DropZone onImported={take}>
      <LibraryTools onShow={reveal} />
      <PaneLayout
        isNarrow={places.isNarrow}
        left={{
          label: 'Places',
          state: isViewerOpen ? { ...places.state, isOpen: false } : places.state,
          onStateChange: places.setState,
          minPx: 180,
          maxPx: 360,
          overlaysWhenNarrow: true,
          content: <PlacesPane filter={filter} onChange={change} />,
        }}
      >
        <div className="flex h-full flex-col bg-surface">
          <div inert={isViewerOpen}>
            <FilterBar
              filter={filter}
              onChange={change}
              cellPx={cellPx}
              onCellPxChange={setCellPx}
              gridShape={gridShape}
              onGridShapeChange={setGridShape}
              isInspectorOpen={inspector.state.isOpen}
              onToggleInspector={inspector.toggle}
              foldsStacks={foldsStacks}
              onFoldsStacksChange={setFoldsStacks}
              arePlacesOpen={places.state.isOpen}
              onTogglePlaces={places.toggle}
              vocabulary={vocabulary}
              onImport={pickFiles}
              searchBox={searchBox}
              onLeaveSearch={() => {
                searchBox.current?.blur()
                setLeavesSearch(true)
              }}
            />
          </div>
          {isTrash(filter) && shown ? <TrashBar total={shown.total} /> : null}
          {failure ? <FailureNotice failure={failure} onNextStep={retry} className="m-4" /> : null}
          {shown ? (
            <LibraryStage
              key={shown.filterKey}
              library={shown}
              filter={filter}
              onFilterChange={change}
              collection={collection}
              cellPx={cellPx}
              gridShape={gridShape}
              inspector={inspector}
              arrival={shown.filterKey === wholeLibrary ? arrival : null}
              onArrived={() => setArrival(null)}
              takesKeyboard={leavesSearch && shown.filterKey === filterKeyOf(asked)}
              onKeyboardTaken={() => setLeavesSearch(false)}
              isShown={isShown}
              onViewerToggle={setIsViewerOpen}
              onImport={pickFiles}
              onImported={take}
            />
          ) : failure ? null : (
            <GridSkeleton minCellPx={cellPx} />
          )}
        </div>
      </PaneLayout>
    </DropZone>
  )
}

/** Names for the search box, and the collection that is shown. */
function useOrder({ place }: LibraryFilter): {
  readonly vocabulary: Vocabulary
  readonly collection: NamedCollection | null
} {
  const tags = useStudioQuery('library.tags').data ?? []
  const models = useStudioQuery('library.models').data ?? []
  const collections = useStudioQuery('library.collections').data ?? []
  const names = (items: readonly { readonly name: string }[]): readonly string[] => items.map(({ name }) => name)
  const shown = place.kind === 'collection' ? collections.find(({ id }) => id === place.id) : undefined
  return {
    vocabulary: {
      tags: [...names(tags), ...tags.flatMap(({ aliases }) => aliases)],
      models: models.map(({ modelId }) => modelId),
      collections: names(collections.filter(({ kind }) => kind === 'manual')),
    },
    collection: shown ? { id: shown.id, name: shown.name } : null,
  }
}
