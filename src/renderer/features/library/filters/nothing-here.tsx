import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { Flag, FolderOpen, ImageDown, Images, SearchX, Trash2 } from 'lucide-react'
import { isNarrowed, isTrash, type LibraryFilter, type LibraryPlace } from './filter-state'

export interface NothingHereProps {
  readonly filter: LibraryFilter
  readonly onClear: () => void
  readonly collectionName: string | null
  readonly onLeavePlace: () => void
  readonly onImport: () => void
}

const PLACE_WORDS: Readonly<Record<Exclude<LibraryPlace['kind'], 'all' | 'trash'>, string>> = {
  picked: 'Select items in the grid and press P to pick them.',
  rejected: 'Select items in the grid and press X to reject them. Nothing is deleted by that.',
  collection: 'Drag items onto the collection, or select them and press B. No file moves, and an item may be in many.',
  tag: 'Nothing has this tag. Select items in the grid and press T to tag them.',
}

/** Why the grid is empty, and the one thing to do about it. */
export function NothingHere({ filter, collectionName, onClear, onLeavePlace, onImport }: NothingHereProps) {
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing found"
        text={
          isTrash(filter) ? 'Nothing in the trash fits these filters.' : 'Nothing in the library fits these filters.'
        }
        action={<Button onClick={onClear}>Clear the filters</Button>}
      />
    )
  }
  if (isTrash(filter)) {
    return (
      <EmptyState
        icon={<Trash2 />}
        title="The trash is empty"
        text="What you delete comes here first and can be put back."
        action={<Button onClick={onLeavePlace}>Back to the library</Button>}
      />
    )
  }
  if (filter.place.kind !== 'all' && filter.place.kind !== 'trash') {
    return (
      <EmptyState
        icon={collectionName === null ? <Flag /> : <FolderOpen />}
        title={collectionName === null ? 'Nothing here yet' : `“${collectionName}” is empty`}
        text={PLACE_WORDS[filter.place.kind]}
        action={<Button onClick={onLeavePlace}>Show all items</Button>}
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
