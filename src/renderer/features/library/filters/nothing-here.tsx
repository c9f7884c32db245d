import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { ImageDown, Images, SearchX, Trash2 } from 'lucide-react'
import { isNarrowed, type LibraryFilter } from './filter-state'

export interface NothingHereProps {
  readonly filter: LibraryFilter
  readonly onClear: () => void
  readonly onLeaveTrash: () => void
  readonly onImport: () => void
}

/** Why the grid is empty, and the one thing to do about it. */
export function NothingHere({ filter, onClear, onLeaveTrash, onImport }: NothingHereProps) {
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing found"
        text={
          filter.isTrash ? 'Nothing in the trash fits these filters.' : 'Nothing in the library fits these filters.'
        }
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    )
  }
  if (filter.isTrash) {
    return (
      <EmptyState
        icon={<Trash2 />}
        title="The trash is empty"
        text="What you delete comes here first and can be put back."
        action={<Button onClick={onLeaveTrash}>Back to the library</Button>}
      />
    )
  }
  return (
    <EmptyState
      icon={<Images />}
      title="Everything you make lands here"
      text="Pictures, clips, music and texts are kept on this computer with the recipe that made them. You can also drop files and folders here."
      action={
        <Button icon={<ImageDown />} onClick={onImport}>
          Add files
        </Button>
      }
      secondaryAction={
        <Button variant="ghost" onClick={() => navigate({ view: 'create' })}>
          Make something
        </Button>
      }
    />
  )
}
