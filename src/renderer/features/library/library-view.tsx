import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useViewState } from '@renderer/data/view-state'
import { useCommands } from '@renderer/lib/commands'
import { useDestination, useIsViewShown } from '@renderer/lib/navigation'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { ImportOutcome } from '@shared/contracts/library'
import { useRef, useState } from 'react'
import { CELL_SIZES, FilterBar } from './filters/filter-bar'
import { type LibraryFilter, NO_FILTER, toAssetFilter, useLibraryFilter } from './filters/filter-state'
import { TrashBar } from './filters/trash-bar'
import { GridSkeleton } from './grid/grid-skeleton'
import { filterKeyOf, useShownLibrary } from './grid/use-shown-library'
import { DropZone } from './import/drop-zone'
import { reportImport } from './import/report-import'
import { LibraryStage } from './library-stage'
import { useInspectorPane } from './use-inspector-pane'

const WHOLE_LIBRARY = filterKeyOf(toAssetFilter(NO_FILTER))

/** Everything that was made or brought in, found again by words, kind, model, rating and time. */
export function LibraryView() {
  const isShown = useIsViewShown('library')
  const [filter, setFilter] = useLibraryFilter()
  const [cellPx, setCellPx] = useViewState<number>('library.cell-px', CELL_SIZES.usual)
  const { shown, failure, retry } = useShownLibrary(toAssetFilter(filter))
  const [arrival, setArrival] = useState<readonly string[] | null>(null)
  const [isViewerOpen, setIsViewerOpen] = useState(false)
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
      request('library.pick-files').then((outcome) => outcome && take(outcome)),
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
  ])

  return (
    <DropZone onImported={take}>
      <div className="flex h-full flex-col bg-surface">
        <div inert={isViewerOpen}>
          <FilterBar
            filter={filter}
            onChange={change}
            cellPx={cellPx}
            onCellPxChange={setCellPx}
            isInspectorOpen={inspector.state.isOpen}
            onToggleInspector={inspector.toggle}
            onImport={pickFiles}
            searchBox={searchBox}
            onLeaveSearch={() => searchBox.current?.blur()}
          />
        </div>
        {filter.isTrash && shown ? <TrashBar total={shown.total} /> : null}
        {failure ? <FailureNotice failure={failure} onNextStep={retry} className="m-4" /> : null}
        {shown ? (
          <LibraryStage
            key={shown.filterKey}
            library={shown}
            filter={filter}
            onFilterChange={change}
            cellPx={cellPx}
            inspector={inspector}
            arrival={shown.filterKey === WHOLE_LIBRARY ? arrival : null}
            onArrived={() => setArrival(null)}
            isShown={isShown}
            onViewerToggle={setIsViewerOpen}
            onImport={pickFiles}
            onImported={take}
          />
        ) : failure ? null : (
          <GridSkeleton minCellPx={cellPx} />
        )}
      </div>
    </DropZone>
  )
}
