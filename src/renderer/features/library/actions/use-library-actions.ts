import { detach } from '@renderer/data/detach'
import type { AssetCard } from '@shared/domain/asset'
import type { AssetMarks } from '@shared/domain/library-order'
import type { CardChange } from '../grid/card-store'
import {
  attachToChat,
  changeStack,
  collect,
  copyImage,
  dragOut,
  editInCanvas,
  mark,
  moveToTrash,
  type NamedCollection,
  recallRecipe,
  restore,
  saveAs,
  showInFolder,
  stackTogether,
  takeAsReference,
  toggleStack,
} from './asset-actions'

/** A task of its own about items, which covers the view or stands over it. */
export type LibraryPanel = { readonly kind: 'tags' | 'collections'; readonly assetIds: readonly string[] }

/** What can be done with the items that are selected, or with the one that is open. */
export interface LibraryActions {
  readonly open: () => void
  readonly edit: () => void
  readonly reference: () => void
  readonly chat: () => void
  readonly recall: () => void
  readonly showInFolder: () => void
  readonly copy: () => void
  readonly save: () => void
  readonly mark: (marks: AssetMarks) => void
  readonly editTags: () => void
  readonly editCollections: () => void
  /** Out of the collection that is shown. */
  readonly takeOut: () => void
  readonly stack: () => void
  readonly unstack: () => void
  readonly leaveStack: () => void
  readonly chooseWinner: () => void
  readonly toggleStack: () => void
  /** Into the trash; of the trash back into the library. */
  readonly remove: () => void
  readonly dragOut: () => void
}

export interface ActionSubject {
  readonly isTrash: boolean
  /** The collection that is shown, or null. */
  readonly collection: NamedCollection | null
  /** The one item, or null when there are none or several. */
  readonly singleId: string | null
  /** The item that the keyboard is on. */
  readonly focusedCard: AssetCard | null
  /** Ids known at once, for what cannot wait. */
  readonly knownIds: () => readonly string[]
  /** All ids; many of them are read first. */
  readonly allIds: () => Promise<readonly string[]>
  readonly open: (assetId: string) => void
  readonly openPanel: (panel: LibraryPanel) => void
  /** Shows a change before the library has told of it. */
  readonly patch: (assetIds: readonly string[], change: CardChange) => void
  /** Called with items that are about to leave what is shown. */
  readonly onLeaving: (assetIds: readonly string[]) => void
  readonly onRestored: (assetIds: readonly string[]) => void
}

export function createLibraryActions(subject: ActionSubject): LibraryActions {
  const single = (why: string, run: (assetId: string) => Promise<void> | void) => (): void => {
    if (subject.singleId !== null) detach(Promise.resolve(run(subject.singleId)), why)
  }
  const all = (why: string, run: (assetIds: readonly string[]) => Promise<void> | void) => (): void => {
    const runOnAll = async (): Promise<void> => {
      const assetIds = await subject.allIds()
      if (assetIds.length > 0) await run(assetIds)
    }
    detach(runOnAll(), why)
  }
  return {
    open: single('open an item', subject.open),
    edit: single('edit in the canvas', editInCanvas),
    reference: all('use as reference', takeAsReference),
    chat: all('attach to a chat', attachToChat),
    recall: single('recall a recipe', recallRecipe),
    showInFolder: single('show in folder', showInFolder),
    copy: single('copy a picture', copyImage),
    save: all('save copies', saveAs),
    mark: (marks) =>
      all('mark', (assetIds) => {
        subject.patch(assetIds, cardOf(marks))
        return mark(assetIds, marks)
      })(),
    editTags: all('edit tags', (assetIds) => subject.openPanel({ kind: 'tags', assetIds })),
    editCollections: all('edit collections', (assetIds) => subject.openPanel({ kind: 'collections', assetIds })),
    takeOut: all('take out of the collection', (assetIds) => {
      if (!subject.collection) return
      subject.onLeaving(assetIds)
      return collect(assetIds, subject.collection, false)
    }),
    stack: all('stack items', stackTogether),
    unstack: all('dissolve a stack', (assetIds) => changeStack(assetIds, 'dissolve')),
    leaveStack: all('take out of a stack', (assetIds) => changeStack(assetIds, 'take-out')),
    chooseWinner: single('choose a winner', (assetId) => changeStack([assetId], 'winner')),
    toggleStack: () => {
      const stack = subject.focusedCard?.stack
      if (stack) detach(toggleStack(stack), 'open or close a stack')
    },
    remove: all('move to or from the trash', (assetIds) => {
      subject.onLeaving(assetIds)
      if (subject.isTrash) return restore(assetIds)
      return moveToTrash(assetIds, () => subject.onRestored(assetIds))
    }),
    dragOut: () => {
      const assetIds = subject.knownIds()
      if (assetIds.length > 0) detach(dragOut(assetIds), 'drag files out')
    },
  }
}

/** What a card shows of marks; undefined takes a former one away. */
function cardOf({ rating, label, pick }: AssetMarks): CardChange {
  return {
    ...(rating === undefined ? {} : { rating }),
    ...(label === undefined ? {} : { label: label ?? undefined }),
    ...(pick === undefined ? {} : { pick: pick === 0 ? undefined : pick }),
  }
}
