import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { IconButton } from '@renderer/ui/icon-button'
import { assertNever } from '@shared/lib/assert-never'
import { FolderPlus, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { NameDialog } from '../filters/name-dialog'
import type { LibraryFilter } from '../filters/filter-state'
import { MergeDialog } from '../tags/merge-dialog'
import { TagEditDialog } from '../tags/tag-edit-dialog'
import { collectionItems, smartItems } from './collection-items'
import { placeActions, type PlaceDialog } from './place-actions'
import { PlaceRow, type PlaceItem } from './place-row'
import { standingItems } from './standing-items'
import { tagItems } from './tag-items'

const NOTHING_CLOSED: readonly string[] = []

export interface PlacesPaneProps {
  readonly filter: LibraryFilter
  readonly onChange: (change: Partial<LibraryFilter>) => void
}

/** Where one can go in the library: everything, picks, smart collections, collections, tags, trash. */
export function PlacesPane({ filter, onChange }: PlacesPaneProps) {
  const [dialog, setDialog] = useState<PlaceDialog | null>(null)
  const [closed, setClosed] = useViewState<readonly string[]>('library.closed-places', NOTHING_CLOSED)
  const counts = useStudioQuery('library.places').data
  const collections = useStudioQuery('library.collections').data ?? []
  const smartCounts = useStudioQuery('library.smart-counts', undefined, {
    isEnabled: collections.some(({ kind }) => kind === 'smart'),
    keepsPrevious: true,
  }).data
  const tags = useStudioQuery('library.tags').data ?? []
  const isOpen = (key: string): boolean => !closed.includes(key)
  const expand = (key: string, isExpanded: boolean): void =>
    setClosed((keys) => (isExpanded ? keys.filter((each) => each !== key) : [...keys, key]))
  const shared = { filter, onChange, isOpen, expand, openDialog: setDialog }
  const smart = smartItems(shared, collections, smartCounts)
  const { top, trash } = standingItems(shared, counts, !smart.some(({ isSelected }) => isSelected))
  const groups: readonly Group[] = [
    { id: 'library', title: 'Library', items: top },
    {
      id: 'smart',
      title: 'Smart collections',
      items: smart,
      hint: 'Save a search to keep it here.',
    },
    {
      id: 'collections',
      title: 'Collections',
      items: collectionItems(shared, collections),
      hint: 'Drag items here to collect them.',
      action: (
        <IconButton
          label="New collection"
          size="small"
          icon={<FolderPlus />}
          onClick={() => setDialog({ kind: 'new-collection', parentId: null })}
        />
      ),
    },
    {
      id: 'tags',
      title: 'Tags',
      items: tagItems(shared, tags),
      hint: 'Select items and press T to tag them.',
      action: (
        <IconButton label="New tag" size="small" icon={<Plus />} onClick={() => setDialog({ kind: 'new-tag' })} />
      ),
    },
    { id: 'trash', title: null, items: trash },
  ]
  const items = groups.flatMap((group) => group.items)
  const { listProps, itemProps } = useRovingFocus(items)
  return (
    <>
      <div
        {...listProps}
        role="navigation"
        aria-label="Places of the library"
        className="min-h-0 flex-1 overflow-y-auto p-2"
      >
        {groups.map((group) => (
          <PlaceGroup key={group.id} group={group}>
            {group.items.map((item) => (
              <PlaceRow key={item.id} item={item} focusProps={itemProps(item.id)} />
            ))}
          </PlaceGroup>
        ))}
      </div>
      {dialog ? <PlaceDialogs dialog={dialog} onClose={() => setDialog(null)} tags={tags} /> : null}
    </>
  )
}

interface Group {
  readonly id: string
  readonly title: string | null
  readonly items: readonly PlaceItem[]
  /** Said while it is empty. */
  readonly hint?: string
  readonly action?: ReactNode
}

function PlaceGroup({ group, children }: { readonly group: Group; readonly children: ReactNode }) {
  return (
    <div className="mb-3 flex flex-col">
      {group.title === null ? null : (
        <div className="flex h-7 items-center justify-between pl-2">
          <span className="text-11 font-semibold text-muted">{group.title}</span>
          {group.action}
        </div>
      )}
      {group.items.length > 0 ? (
        <div role="tree" aria-label={group.title ?? 'Trash'} className="flex flex-col">
          {children}
        </div>
      ) : group.hint ? (
        <p className="px-2 pb-1 text-12 text-muted">{group.hint}</p>
      ) : null}
    </div>
  )
}

interface PlaceDialogsProps {
  readonly dialog: PlaceDialog
  readonly tags: Parameters<typeof TagEditDialog>[0]['tags']
  readonly onClose: () => void
}

function PlaceDialogs({ dialog, tags, onClose }: PlaceDialogsProps) {
  switch (dialog.kind) {
    case 'edit-tag':
      return <TagEditDialog tag={dialog.tag} tags={tags} onClose={onClose} />
    case 'merge-tag':
      return <MergeDialog tag={dialog.tag} tags={tags} onClose={onClose} />
    case 'new-tag':
      return (
        <NameDialog
          title="New tag"
          description="places/lisbon makes one beneath the other."
          label="Name"
          initialName=""
          confirmWords="Create"
          onConfirm={placeActions.createTag}
          onClose={onClose}
        />
      )
    case 'new-collection':
      return (
        <NameDialog
          title="New collection"
          label="Name"
          initialName=""
          confirmWords="Create"
          onConfirm={(name) => placeActions.createCollection(name, dialog.parentId)}
          onClose={onClose}
        />
      )
    case 'rename-collection':
      return (
        <NameDialog
          title="Rename the collection"
          label="Name"
          initialName={dialog.collection.name}
          confirmWords="Rename"
          onConfirm={(name) => placeActions.renameCollection(dialog.collection, name)}
          onClose={onClose}
        />
      )
    default:
      return assertNever(dialog)
  }
}
