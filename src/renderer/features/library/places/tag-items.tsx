import { detach } from '@renderer/data/detach'
import type { LibraryTag } from '@shared/domain/library-order'
import { Merge, Pencil, Tag, Trash2 } from 'lucide-react'
import { tag } from '../actions/asset-actions'
import { treeRows } from '../collections/tree-rows'
import { EVERYWHERE, NO_FILTER } from '../filters/filter-state'
import { placeActions, type PlacesContext } from './place-actions'
import type { PlaceItem } from './place-row'

/** Tags as a tree; items that are dropped on one get it. */
export function tagItems(context: PlacesContext, tags: readonly LibraryTag[]): readonly PlaceItem[] {
  const { filter, onChange, isOpen, expand, openDialog } = context
  const leave = (node: LibraryTag): void => {
    if (filter.place.kind === 'tag' && filter.place.id === node.id) onChange({ place: EVERYWHERE })
    placeActions.deleteTag(node)
  }
  return treeRows(tags, (id) => isOpen(`tag:${id}`)).map(({ node, level, hasChildren }) => ({
    id: `tag:${node.id}`,
    label: node.name,
    icon: <Tag />,
    count: node.count,
    level,
    isSelected: filter.place.kind === 'tag' && filter.place.id === node.id,
    isExpanded: hasChildren ? isOpen(`tag:${node.id}`) : null,
    menu: [
      {
        id: 'edit',
        label: 'Rename and nest…',
        icon: <Pencil />,
        keys: 'F2',
        onSelect: () => openDialog({ kind: 'edit-tag', tag: node }),
      },
      {
        id: 'merge',
        label: 'Merge into…',
        icon: <Merge />,
        disabledReason: tags.length > 1 ? undefined : 'There is no other tag',
        onSelect: () => openDialog({ kind: 'merge-tag', tag: node }),
      },
      { kind: 'separator', id: 'end' },
      {
        id: 'delete',
        label: 'Delete the tag',
        icon: <Trash2 />,
        keys: 'delete',
        isDanger: true,
        onSelect: () => leave(node),
      },
    ],
    onSelect: () => onChange({ ...NO_FILTER, place: { kind: 'tag', id: node.id } }),
    onExpand: (isExpanded) => expand(`tag:${node.id}`, isExpanded),
    onDropItems: (assetIds) => detach(tag(assetIds, { add: [node.name] }), 'give a tag'),
    onRename: () => openDialog({ kind: 'edit-tag', tag: node }),
    onDelete: () => leave(node),
  }))
}
