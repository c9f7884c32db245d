import { detach } from '@renderer/data/detach'
import type { AssetCard } from '@shared/domain/asset'
import {
  attachToChat,
  copyImage,
  dragOut,
  editInCanvas,
  moveToTrash,
  rate,
  recallRecipe,
  restore,
  saveAs,
  showInFolder,
  takeAsReference,
} from './asset-actions'

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
  readonly rate: (rating: number) => void
  /** Into the trash; of the trash back into the library. */
  readonly remove: () => void
  readonly dragOut: () => void
}

export interface ActionSubject {
  readonly isTrash: boolean
  /** The one item, or null when there are none or several. */
  readonly singleId: string | null
  /** Ids known at once, for what cannot wait. */
  readonly knownIds: () => readonly string[]
  /** All ids; many of them are read first. */
  readonly allIds: () => Promise<readonly string[]>
  readonly open: (assetId: string) => void
  /** Shows a change before the library has told of it. */
  readonly patch: (assetIds: readonly string[], change: Partial<AssetCard>) => void
  /** Called with items that are about to leave what is shown. */
  readonly onLeaving: (assetIds: readonly string[]) => void
  readonly onRestored: (assetIds: readonly string[]) => void
}

export function createLibraryActions(subject: ActionSubject): LibraryActions {
  const single = (why: string, run: (assetId: string) => Promise<void> | void) => (): void => {
    if (subject.singleId !== null) detach(Promise.resolve(run(subject.singleId)), why)
  }
  const all = (why: string, run: (assetIds: readonly string[]) => Promise<void> | void): void => {
    const runOnAll = async (): Promise<void> => {
      const assetIds = await subject.allIds()
      if (assetIds.length > 0) await run(assetIds)
    }
    detach(runOnAll(), why)
  }
  return {
    open: single('open an item', subject.open),
    edit: single('edit in the canvas', editInCanvas),
    reference: () => all('use as reference', takeAsReference),
    chat: () => all('attach to a chat', attachToChat),
    recall: single('recall a recipe', recallRecipe),
    showInFolder: single('show in folder', showInFolder),
    copy: single('copy a picture', copyImage),
    save: () => all('save copies', saveAs),
    rate: (rating) =>
      all('rate', (assetIds) => {
        subject.patch(assetIds, { rating })
        return rate(assetIds, rating)
      }),
    remove: () =>
      all('move to or from the trash', (assetIds) => {
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
