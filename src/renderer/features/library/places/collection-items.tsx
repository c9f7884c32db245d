import { detach } from '@renderer/data/detach'
import type { MenuEntry } from '@renderer/ui/menu'
import type { LibraryCollection } from '@shared/domain/library-order'
import { Folder, FolderPlus, Pencil, RefreshCw, Sparkle, Trash2, Undo2 } from 'lucide-react'
import { collect } from '../actions/asset-actions'
import { treeRows } from '../collections/tree-rows'
import { EVERYWHERE, NO_FILTER, toSearchText } from '../filters/filter-state'
import { placeActions, type PlacesContext } from './place-actions'
import type { PlaceItem } from './place-row'

/** Collections as a tree; each takes items that are dropped on it. */
export function collectionItems(
  context: PlacesContext,
  collections: readonly LibraryCollection[],
): readonly PlaceItem[] {
  const { filter, onChange, isOpen, expand } = context
  const manual = collections.filter(({ kind }) => kind === 'manual')
  return treeRows(manual, (id) => isOpen(`collection:${id}`)).map(({ node, level, hasChildren }) => ({
    id: `collection:${node.id}`,
    label: node.name,
    icon: <Folder />,
    count: node.count,
    level,
    isSelected: filter.place.kind === 'collection' && filter.place.id === node.id,
    isExpanded: hasChildren ? isOpen(`collection:${node.id}`) : null,
    menu: collectionMenu(context, node, manual),
    onSelect: () => onChange({ ...NO_FILTER, place: { kind: 'collection', id: node.id } }),
    onExpand: (isExpanded) => expand(`collection:${node.id}`, isExpanded),
    onDropItems: (assetIds) => detach(collect(assetIds, node), 'add to a collection'),
    onRename: () => context.openDialog({ kind: 'rename-collection', collection: node }),
    onDelete: () => leave(context, node),
  }))
}

/** Searches that were kept; opening one puts its words into the search box. */
export function smartItems(
  context: PlacesContext,
  collections: readonly LibraryCollection[],
  /** By id; undefined while they are counted. */
  counts: Readonly<Record<string, number>> | undefined,
): readonly PlaceItem[] {
  const { filter, onChange } = context
  const asked = toSearchText(filter)
  return collections
    .filter(({ kind }) => kind === 'smart')
    .map((node) => ({
      id: `smart:${node.id}`,
      label: node.name,
      icon: <Sparkle />,
      count: counts?.[node.id] ?? null,
      level: 1,
      isSelected: asked === node.search,
      isExpanded: null,
      menu: [
        renameEntry(context, node),
        {
          id: 'update',
          label: 'Use the search of now',
          icon: <RefreshCw />,
          disabledReason: asked === '' ? 'Nothing is searched for' : undefined,
          onSelect: () => placeActions.changeSearch(node, asked),
        },
        { kind: 'separator', id: 'end' },
        deleteEntry(context, node),
      ],
      onSelect: () => onChange({ ...NO_FILTER, place: EVERYWHERE, search: node.search }),
      onRename: () => context.openDialog({ kind: 'rename-collection', collection: node }),
      onDelete: () => leave(context, node),
    }))
}

function collectionMenu(
  context: PlacesContext,
  node: LibraryCollection,
  manual: readonly LibraryCollection[],
): readonly MenuEntry[] {
  const targets = manual.filter(({ id }) => id !== node.id && id !== node.parentId && !isWithin(manual, id, node.id))
  return [
    {
      id: 'new',
      label: 'New collection within…',
      icon: <FolderPlus />,
      onSelect: () => context.openDialog({ kind: 'new-collection', parentId: node.id }),
    },
    renameEntry(context, node),
    {
      kind: 'submenu',
      id: 'move',
      label: 'Move into',
      entries: [
        {
          id: 'top',
          label: 'The top',
          icon: <Undo2 />,
          disabledReason: node.parentId === null ? 'It is there' : undefined,
          onSelect: () => placeActions.moveCollection(node, null),
        },
        ...targets.map((target) => ({
          id: target.id,
          label: target.name,
          icon: <Folder />,
          onSelect: () => placeActions.moveCollection(node, target.id),
        })),
      ],
    },
    { kind: 'separator', id: 'end' },
    deleteEntry(context, node),
  ]
}

function isWithin(manual: readonly LibraryCollection[], id: string, outerId: string): boolean {
  const parentId = manual.find((node) => node.id === id)?.parentId ?? null
  return parentId !== null && (parentId === outerId || isWithin(manual, parentId, outerId))
}

const renameEntry = (context: PlacesContext, collection: LibraryCollection): MenuEntry => ({
  id: 'rename',
  label: 'Rename…',
  icon: <Pencil />,
  keys: 'F2',
  onSelect: () => context.openDialog({ kind: 'rename-collection', collection }),
})

const deleteEntry = (context: PlacesContext, collection: LibraryCollection): MenuEntry => ({
  id: 'delete',
  label: 'Delete the collection',
  icon: <Trash2 />,
  keys: 'delete',
  isDanger: true,
  onSelect: () => leave(context, collection),
})

/** Who stands in a collection that goes is back in the whole library. */
function leave({ filter, onChange }: PlacesContext, collection: LibraryCollection): void {
  if (filter.place.kind === 'collection' && filter.place.id === collection.id) onChange({ place: EVERYWHERE })
  placeActions.deleteCollection(collection)
}
