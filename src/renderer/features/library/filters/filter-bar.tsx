import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Segmented } from '@renderer/ui/segmented'
import { parseLibraryQuery } from '@shared/domain/library-query'
import {
  AudioLines,
  FileText,
  Film,
  GalleryHorizontal,
  Image as ImageIcon,
  ImageDown,
  Layers,
  LayoutGrid,
  PanelLeft,
  PanelRight,
  TriangleAlert,
} from 'lucide-react'
import { type RefObject, useState } from 'react'
import type { GridShape } from '../grid/layout'
import type { LibraryFilter } from './filter-state'
import { CellSlider, ModelSelect, MoreFilters, RatingSelect } from './more-filters'
import { SaveSearch } from './save-search'
import { ToolsButton } from '../tools/tools-button'
import { SearchBox } from './search-box'
import { SearchHelp } from './search-help'
import type { Vocabulary } from './suggestions'

const KINDS = [
  { value: 'all', label: 'All kinds', icon: <LayoutGrid />, isIconOnly: true },
  { value: 'image', label: 'Pictures', icon: <ImageIcon />, isIconOnly: true },
  { value: 'video', label: 'Videos', icon: <Film />, isIconOnly: true },
  { value: 'audio', label: 'Audio', icon: <AudioLines />, isIconOnly: true },
  { value: 'text', label: 'Texts', icon: <FileText />, isIconOnly: true },
] as const

export interface FilterBarProps {
  readonly filter: LibraryFilter
  readonly onChange: (change: Partial<LibraryFilter>) => void
  readonly cellPx: number
  readonly onCellPxChange: (cellPx: number) => void
  readonly gridShape: GridShape
  readonly onGridShapeChange: (shape: GridShape) => void
  readonly foldsStacks: boolean
  readonly onFoldsStacksChange: (foldsStacks: boolean) => void
  readonly arePlacesOpen: boolean
  readonly onTogglePlaces: () => void
  readonly isInspectorOpen: boolean
  readonly onToggleInspector: () => void
  readonly onImport: () => void
  readonly searchBox: RefObject<HTMLInputElement | null>
  readonly vocabulary: Vocabulary
  readonly onLeaveSearch: () => void
}

export function FilterBar(props: FilterBarProps) {
  const { filter, onChange, cellPx, onCellPxChange } = props
  const [isHelpOpen, setIsHelpOpen] = useState(false)
  return (
    <>
      <div
        role="toolbar"
        aria-label="Library"
        className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4"
      >
        <IconButton
          label="Places"
          keys="mod+B"
          icon={<PanelLeft />}
          isPressed={props.arePlacesOpen}
          onClick={props.onTogglePlaces}
        />
        <SearchBox
          value={filter.search}
          onValueChange={(search) => onChange({ search })}
          inputRef={props.searchBox}
          vocabulary={props.vocabulary}
          onLeave={props.onLeaveSearch}
          onHelp={() => setIsHelpOpen(true)}
        />
        <SaveSearch filter={filter} />
        <Segmented aria-label="Kind" value={filter.kind} onValueChange={(kind) => onChange({ kind })} options={KINDS} />
        <div className="flex min-w-0 shrink gap-2 max-[1440px]:hidden">
          <ModelSelect
            modelId={filter.modelId}
            onChange={(modelId) => onChange({ modelId })}
            className="w-34! min-w-24! shrink"
          />
          <RatingSelect
            minRating={filter.minRating}
            onChange={(minRating) => onChange({ minRating })}
            className="w-30! shrink-0"
          />
        </div>
        <div className="ml-auto flex items-center gap-2">
          <CellSlider cellPx={cellPx} onChange={onCellPxChange} className="w-20! min-w-16! max-[1440px]:hidden" />
          {/* In a narrow window what does not fit is behind one button, which tells when it filters. */}
          <span className="min-[1441px]:hidden">
            <MoreFilters filter={filter} onChange={onChange} cellPx={cellPx} onCellPxChange={onCellPxChange} />
          </span>
          <IconButton
            label="Rows of whole pictures"
            keys="shift+J"
            icon={<GalleryHorizontal />}
            isPressed={props.gridShape === 'justified'}
            onClick={() => props.onGridShapeChange(props.gridShape === 'justified' ? 'square' : 'justified')}
          />
          <IconButton
            label={props.foldsStacks ? 'Show all of each stack' : 'Fold stacks under their winner'}
            icon={<Layers />}
            isPressed={props.foldsStacks}
            onClick={() => props.onFoldsStacksChange(!props.foldsStacks)}
          />
          <IconButton
            label="Details"
            keys="mod+alt+B"
            icon={<PanelRight />}
            isPressed={props.isInspectorOpen}
            onClick={props.onToggleInspector}
          />
          <ToolsButton />
          <Button variant="primary" icon={<ImageDown />} onClick={props.onImport} tooltip="Or drop them here, or paste">
            Add files
          </Button>
        </div>
      </div>
      <SearchProblems search={filter.search} />
      <SearchHelp isOpen={isHelpOpen} onOpenChange={setIsHelpOpen} onTry={(search) => onChange({ search })} />
    </>
  )
}

/** The words of a search that are not understood, beneath the box. */
function SearchProblems({ search }: { readonly search: string }) {
  const { problems } = parseLibraryQuery(search)
  if (problems.length === 0) return null
  return (
    <div role="status" className="shrink-0 border-b border-line bg-warning-soft px-4 py-1.5 text-12 text-ink">
      <ul>
        {problems.map(({ word, message }) => (
          <li key={word} className="flex items-center gap-2">
            <TriangleAlert aria-label="Not understood" className="size-3.5 shrink-0 text-warning" />
            <code className="font-mono font-medium">{word}</code>
            <span className="truncate">{message}.</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
