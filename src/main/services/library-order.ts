import type { UndoOutcome } from '@shared/contracts/library-order'
import type { RouteName, RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { UndoableAction } from '@shared/domain/library-order'
import * as collections from '../db/commands/library-collections'
import * as order from '../db/commands/library-order'
import * as tags from '../db/commands/library-tags'
import { type Changed, redoChange, undoChange, type Undone, type UndoStep } from '../db/commands/undo-log'
import { libraryRevision } from '../db/queries/asset'
import { collectionIdsWithin, tagIdsBeneath } from '../db/queries/filter-names'
import * as queries from '../db/queries/library-order'
import { onDisk } from '../library/disk'
import { assertWritable, type LibraryContext } from '../library/library-context'
import { createSmartCounts } from '../library/smart-counts'

export type LibraryOrderService = ReturnType<typeof createLibraryOrderService>

type Request<Name extends RouteName> = RouteParsedRequest<Name>

/** Marks, tags, collections, stacks and relations: every act is written at once and can be undone. */
export function createLibraryOrderService(context: LibraryContext) {
  const { db, clock, news, nextId } = context

  const stepOf = (id: string, action: UndoableAction, itemCount: number): UndoStep => ({
    id,
    action,
    itemCount,
    nowMs: clock.nowMs(),
  })
  const change = async (write: () => Promise<Changed>): Promise<null> => {
    assertWritable(context)
    const { rev, assetIds } = await onDisk(write)
    news.changed(rev, assetIds)
    return null
  }
  const moved = async (move: () => Promise<Undone | null>): Promise<UndoOutcome> => {
    assertWritable(context)
    const undone = await onDisk(move)
    if (!undone) return null
    news.changed(undone.rev, undone.assetIds)
    return { stepId: undone.stepId, action: undone.action, itemCount: undone.itemCount }
  }

  return {
    mark: ({ assetIds, stepId, marks }: Request<'library.mark'>): Promise<null> =>
      change(() => order.markAssets(db, stepOf(stepId, 'mark', assetIds.length), assetIds, marks)),
    setNote: ({ assetId, note, stepId }: Request<'library.set-note'>): Promise<null> =>
      change(() => order.noteAsset(db, stepOf(stepId, 'note', 1), assetId, note)),
    trash: ({ assetIds, stepId }: Request<'library.trash'>): Promise<null> =>
      change(() => order.trashAssets(db, stepOf(stepId, 'trash', assetIds.length), assetIds, clock.nowMs())),
    restore: ({ assetIds, stepId }: Request<'library.restore'>): Promise<null> =>
      change(() => order.trashAssets(db, stepOf(stepId, 'restore', assetIds.length), assetIds, null)),
    undo: (stepId: string | undefined): Promise<UndoOutcome> => moved(() => undoChange(db, stepId ?? null)),
    redo: (): Promise<UndoOutcome> => moved(() => redoChange(db)),

    smartCounts: createSmartCounts(db),
    places: () => queries.countPlaces(db),
    memberships: (assetIds: readonly string[]) => queries.loadMemberships(db, assetIds),

    tags: () => queries.listTags(db),
    async tag({ assetIds, stepId, add, remove }: Request<'library.tag'>): Promise<null> {
      assertWritable(context)
      const step = stepOf(stepId, 'tag', assetIds.length)
      const addedIds: number[] = []
      for (const name of add) addedIds.push(await onDisk(() => tags.ensureTag(db, { ...step, itemCount: 0 }, name)))
      return change(() => tags.tagAssets(db, step, assetIds, { add: addedIds, remove }))
    },
    async createTag({ stepId, path }: Request<'library.create-tag'>): Promise<{ readonly tagId: number }> {
      assertWritable(context)
      const tagId = await onDisk(() => tags.ensureTag(db, stepOf(stepId, 'edit-tags', 1), path))
      news.changed(await libraryRevision(db), [])
      return { tagId }
    },
    async editTag({ tagId, stepId, ...edit }: Request<'library.edit-tag'>): Promise<null> {
      const { name, parentId } = edit
      const owner = name === undefined ? null : tags.tagNamed(db, name)
      if (owner !== null && owner !== tagId) throw conflict(`There is a tag “${name}” already. Merge the two instead.`)
      if (parentId !== undefined && parentId !== null && tagIdsBeneath(db, tagId).includes(parentId))
        throw conflict('A tag cannot lie beneath itself.')
      return change(() => tags.editTag(db, stepOf(stepId, 'edit-tags', 1), tagId, edit))
    },
    mergeTags: ({ stepId, fromId, intoId }: Request<'library.merge-tags'>): Promise<null> =>
      change(() => tags.mergeTags(db, stepOf(stepId, 'edit-tags', 1), fromId, intoId)),
    deleteTag: ({ stepId, tagId }: Request<'library.delete-tag'>): Promise<null> =>
      change(() => tags.deleteTag(db, stepOf(stepId, 'edit-tags', 1), tagId)),

    collections: () => queries.listCollections(db),
    async createCollection(request: Request<'library.create-collection'>): Promise<{ readonly collectionId: string }> {
      const { stepId, ...collection } = request
      const id = nextId()
      await change(() => collections.createCollection(db, stepOf(stepId, 'edit-collections', 1), { ...collection, id }))
      return { collectionId: id }
    },
    async editCollection({ collectionId, stepId, ...edit }: Request<'library.edit-collection'>): Promise<null> {
      if (edit.parentId && collectionIdsWithin(db, collectionId).includes(edit.parentId))
        throw conflict('A collection cannot lie within itself.')
      return change(() => collections.editCollection(db, stepOf(stepId, 'edit-collections', 1), collectionId, edit))
    },
    deleteCollection: ({ collectionId, stepId }: Request<'library.delete-collection'>): Promise<null> =>
      change(() =>
        collections.deleteCollections(db, stepOf(stepId, 'edit-collections', 1), collectionIdsWithin(db, collectionId)),
      ),
    collect: ({ assetIds, stepId, collectionId, isIn }: Request<'library.collect'>): Promise<null> =>
      change(() =>
        collections.collectAssets(db, stepOf(stepId, 'collect', assetIds.length), assetIds, { collectionId, isIn }),
      ),

    changeStacks: ({ assetIds, stepId, change: stackChange }: Request<'library.change-stacks'>): Promise<null> =>
      change(() => order.changeStacks(db, stepOf(stepId, 'stack', assetIds.length), assetIds, stackChange)),
    openStacks: (stackIds: readonly string[], isOpen: boolean): Promise<null> =>
      change(async () => ({
        rev: await order.setStacksOpen(db, stackIds, isOpen),
        assetIds: await queries.loadStackMembers(db, stackIds),
      })),
  }
}

const conflict = (message: string): AppError => new AppError({ code: 'conflict', message, nextStep: 'edit-input' })
