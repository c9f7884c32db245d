import { Segmented } from '@renderer/ui/segmented'
import { ImagePlus } from 'lucide-react'
import { headingOf, MAKES, type Makes } from './picker-entries'

export interface PickerFiltersProps {
  readonly makes: Makes | null
  readonly onMakesChange: (makes: Makes | null) => void
  readonly onlyWithPicture: boolean
  readonly onOnlyWithPictureChange: (onlyWithPicture: boolean) => void
}

const OPTIONS = [
  { value: 'all', label: 'All' },
  ...MAKES.map((makes) => ({ value: makes, label: headingOf(makes) })),
] as const

/** Narrows the list by what comes out and by whether a picture can go in. */
export function PickerFilters(props: PickerFiltersProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2">
      <Segmented<Makes | 'all'>
        aria-label="What it makes"
        value={props.makes ?? 'all'}
        onValueChange={(value) => props.onMakesChange(value === 'all' ? null : value)}
        options={OPTIONS}
      />
      <button
        type="button"
        aria-pressed={props.onlyWithPicture}
        onClick={() => props.onOnlyWithPictureChange(!props.onlyWithPicture)}
        className="inline-flex h-8 items-center gap-1.5 rounded-control px-2.5 text-12 font-medium text-muted hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
      >
        <ImagePlus className="size-4" />
        Takes a picture
      </button>
    </div>
  )
}
