import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { showToast } from '@renderer/ui/toast'
import type { LibraryCollection, LibraryTag } from '@shared/domain/library-order'
import { newStep, undoAction } from '../actions/undo'
import type { LibraryFilter } from '../filters/filter-state'

/** What the pane asks about a place. */
export type PlaceDialog =
  | { readonly kind: 'edit-tag' | 'merge-tag'; readonly tag: LibraryTag }
  | { readonly kind: 'new-tag' }
  | { readonly kind: 'new-collection'; readonly parentId: string | null }
  | { readonly kind: 'rename-collection'; readonly collection: LibraryCollection }

/** What all rows of the pane work with. */
export interface PlacesContext {
  readonly filter: LibraryFilter
  readonly onChange: (change: Partial<LibraryFilter>) => void
  readonly isOpen: (key: string) => boolean
  readonly expand: (key: string, isExpanded: boolean) => void
  readonly openDialog: (dialog: PlaceDialog) => void
}

async function createCollection(name: string, parentId: string | null): Promise<void> {
  await request('library.create-collection', { stepId: newStep(), kind: 'manual', name, parentId, search: '' })
}

async function deleteCollection({ id, name }: LibraryCollection): Promise<void> {
  const stepId = newStep()
  await request('library.delete-collection', { stepId, collectionId: id })
  showToast({
    title: `Deleted the collection “${name}”`,
    description: 'Its items stay in the library.',
    action: undoAction(stepId),
  })
}

async function deleteTag({ id, name }: LibraryTag): Promise<void> {
  const stepId = newStep()
  await request('library.delete-tag', { stepId, tagId: id })
  showToast({ title: `Deleted the tag “${name}”`, action: undoAction(stepId) })
}

export const placeActions = {
  createTag: (path: string): void => detach(request('library.create-tag', { stepId: newStep(), path }), 'make a tag'),
  createCollection: (name: string, parentId: string | null): void =>
    detach(createCollection(name, parentId), 'make a collection'),
  renameCollection: ({ id }: LibraryCollection, name: string): void =>
    detach(request('library.edit-collection', { stepId: newStep(), collectionId: id, name }), 'rename a collection'),
  moveCollection: ({ id }: LibraryCollection, parentId: string | null): void =>
    detach(request('library.edit-collection', { stepId: newStep(), collectionId: id, parentId }), 'move a collection'),
  changeSearch: ({ id }: LibraryCollection, search: string): void =>
    detach(request('library.edit-collection', { stepId: newStep(), collectionId: id, search }), 'change a search'),
  deleteCollection: (collection: LibraryCollection): void =>
    detach(deleteCollection(collection), 'delete a collection'),
  deleteTag: (tag: LibraryTag): void => detach(deleteTag(tag), 'delete a tag'),
}
