import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Field } from '@renderer/ui/field'
import { IconButton } from '@renderer/ui/icon-button'
import { Popover } from '@renderer/ui/popover'
import { Select } from '@renderer/ui/select'
import { Slider } from '@renderer/ui/slider'
import { ListFilter } from 'lucide-react'
import type { LibraryFilter } from './filter-state'

const RATINGS = [
  { value: '0', label: 'Any rating' },
  { value: '1', label: '★ or more' },
  { value: '2', label: '★★ or more' },
  { value: '3', label: '★★★ or more' },
  { value: '4', label: '★★★★ or more' },
  { value: '5', label: '★★★★★' },
] as const

const ANY_MODEL = '*'

export const CELL_SIZES = { least: 128, most: 320, usual: 160, step: 16 } as const

export interface MoreFiltersProps {
  readonly filter: LibraryFilter
  readonly onChange: (change: Partial<LibraryFilter>) => void
  readonly cellPx: number
  readonly onCellPxChange: (cellPx: number) => void
}

/** Model, rating and size of the cells behind one button. */
export function MoreFilters({ filter, onChange, cellPx, onCellPxChange }: MoreFiltersProps) {
  const isFiltering = filter.modelId !== null || filter.minRating > 0
  return (
    <Popover
      label="Filters and size"
      trigger={<IconButton label="Filters and size" icon={<ListFilter />} isPressed={isFiltering} />}
    >
      <div className="flex flex-col gap-3">
        <Field label="Model">
          <ModelSelect modelId={filter.modelId} onChange={(modelId) => onChange({ modelId })} />
        </Field>
        <Field label="Rating">
          <RatingSelect minRating={filter.minRating} onChange={(minRating) => onChange({ minRating })} />
        </Field>
        <Field label="Size of the cells">
          <CellSlider cellPx={cellPx} onChange={onCellPxChange} />
        </Field>
      </div>
    </Popover>
  )
}

export interface CellSliderProps {
  readonly cellPx: number
  readonly onChange: (cellPx: number) => void
  readonly className?: string
}

export function CellSlider({ cellPx, onChange, className }: CellSliderProps) {
  return (
    <Slider
      aria-label="Size of the cells"
      value={cellPx}
      onValueChange={onChange}
      min={CELL_SIZES.least}
      max={CELL_SIZES.most}
      step={CELL_SIZES.step}
      {...(className === undefined ? {} : { className })}
    />
  )
}

export interface RatingSelectProps {
  /** 0: every rating. */
  readonly minRating: number
  readonly onChange: (minRating: number) => void
  readonly className?: string
}

export function RatingSelect({ minRating, onChange, className }: RatingSelectProps) {
  return (
    <Select
      aria-label="Rating"
      value={String(minRating)}
      onValueChange={(rating) => onChange(Number(rating))}
      options={RATINGS}
      {...(className === undefined ? {} : { className })}
    />
  )
}

export interface ModelSelectProps {
  readonly modelId: string | null
  readonly onChange: (modelId: string | null) => void
  readonly className?: string
}

/** The models that made something in the library, with how much. */
export function ModelSelect({ modelId, onChange, className }: ModelSelectProps) {
  const models = useStudioQuery('library.models').data ?? []
  const options = [
    { value: ANY_MODEL, label: 'Any model' },
    ...models.map((model) => ({ value: model.modelId, label: model.modelId, detail: model.count.toLocaleString() })),
  ]
  if (modelId !== null && !models.some((model) => model.modelId === modelId)) {
    options.push({ value: modelId, label: modelId })
  }
  return (
    <Select
      aria-label="Model"
      value={modelId ?? ANY_MODEL}
      onValueChange={(value) => onChange(value === ANY_MODEL ? null : value)}
      options={options}
      {...(className === undefined ? {} : { className })}
    />
  )
}
