import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useDebounced } from '@renderer/lib/use-debounced'
import { useViewState } from '@renderer/data/view-state'
import { classNames } from '@renderer/ui/class-names'
import { Dialog } from '@renderer/ui/dialog'
import { Skeleton } from '@renderer/ui/skeleton'
import { FoundGrid } from './found-grid'

const SWATCHES = [
  ['Red', '#c8322d'],
  ['Orange', '#e5892f'],
  ['Yellow', '#ead04a'],
  ['Green', '#4c9a4f'],
  ['Teal', '#2f9c9c'],
  ['Blue', '#3562b8'],
  ['Purple', '#7a4fb3'],
  ['Pink', '#dd7fa8'],
  ['Brown', '#7a5436'],
  ['White', '#f2f2f2'],
  ['Grey', '#8a8a8a'],
  ['Black', '#151515'],
] as const

export interface ColourDialogProps {
  readonly onShow: (assetId: string) => void
  readonly onClose: () => void
}

/** Pictures that have much of one colour. */
export function ColourDialog({ onShow, onClose }: ColourDialogProps) {
  const [colour, setColour] = useViewState<string>('library.colour', SWATCHES[5][1])
  const asked = useDebounced(colour, 150)
  const found = useStudioQuery('library.by-colour', channelsOf(asked), { keepsPrevious: true })
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      width="large"
      title="Find by colour"
      description="Those with the most of it come first."
    >
      <div className="mb-3 flex flex-wrap items-center gap-1.5" role="group" aria-label="Colour">
        {SWATCHES.map(([name, value]) => (
          <button
            key={value}
            type="button"
            aria-label={name}
            aria-pressed={colour === value}
            title={name}
            onClick={() => setColour(value)}
            style={{ backgroundColor: value }}
            className={classNames(
              'size-7 rounded-full border border-line-strong',
              colour === value && 'ring-2 ring-accent ring-offset-2 ring-offset-surface',
            )}
          />
        ))}
        <label className="ml-2 flex items-center gap-2 text-12 text-muted">
          Any colour
          <input
            type="color"
            value={colour}
            onChange={(event) => setColour(event.target.value)}
            className="h-7 w-10 rounded-control border border-line-strong bg-raised"
          />
        </label>
      </div>
      {found.isPending ? <Skeleton className="h-60" /> : null}
      {found.data?.length === 0 ? (
        <p className="py-12 text-center text-muted">Nothing has this colour. Try a neighbour of it.</p>
      ) : null}
      {found.data && found.data.length > 0 ? <FoundGrid cards={found.data} onShow={onShow} /> : null}
    </Dialog>
  )
}

function channelsOf(hex: string): { readonly red: number; readonly green: number; readonly blue: number } {
  const value = Number.parseInt(hex.slice(1), 16) || 0
  return { red: value >> 16, green: (value >> 8) & 0xff, blue: value & 0xff }
}
