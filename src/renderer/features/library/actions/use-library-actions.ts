import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import type { RecipePart } from '@renderer/lib/navigation'
import { copyFiles, copyPaths, dragOut, openFile, openWith } from '@renderer/parts/asset-files/file-actions'
import { showToast } from '@renderer/ui/toast'
import { MAX_CULLED } from '@shared/domain/library-culling'
import type { AssetCard } from '@shared/domain/asset'
import { type CullingSession, isDecided } from '@shared/domain/library-culling'
import type { UseCounts } from '@shared/domain/library-lineage'
import type { AssetMarks } from '@shared/domain/library-order'
import type { CardChange } from '../grid/card-store'
import { openTool } from '../tools/tool-store'
import {
  attachToChat,
  changeStack,
  collect,
  copyImage,
  copyRecipe,
  editInCanvas,
  makeWithAnotherModel,
  mark,
  moveToTrash,
  type NamedCollection,
  recallPart,
  recallRecipe,
  restore,
  saveAs,
  showInFolder,
  stackTogether,
  takeAsReference,
  toggleStack,
} from './asset-actions'
import { countWords } from './count-words'

const MOST_ASKED = 5_000

/** A task of its own about items, which covers the view or stands over it. */
export type LibraryPanel =
  | { readonly kind: 'tags' | 'collections' | 'compare'; readonly assetIds: readonly string[] }
  | { readonly kind: 'relate' | 'recipes'; readonly assetIds: readonly [string, string] }
  | { readonly kind: 'lineage'; readonly assetId: string }
  | { readonly kind: 'culling'; readonly session: CullingSession }
  | { readonly kind: 'used'; readonly counts: UseCounts; readonly assetIds: readonly string[] }

/** What can be done with the items that are selected, or with the one that is open. */
export interface LibraryActions {
  readonly open: () => void
  readonly edit: () => void
  readonly reference: () => void
  readonly chat: () => void
  readonly recall: () => void
  readonly showInFolder: () => void
  /** The picture where it is one, else the files. */
  readonly copy: () => void
  readonly copyPicture: () => void
  readonly copyFiles: () => void
  readonly copyRecipe: () => void
  readonly copyPaths: () => void
  readonly openFile: () => void
  /** Without an id the person picks the program. */
  readonly openWith: (programId?: string) => void
  readonly save: () => void
  readonly exportSet: () => void
  readonly findSimilar: () => void
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
  readonly compare: () => void
  readonly cull: () => void
  readonly lineage: () => void
  readonly relate: () => void
  readonly compareRecipes: () => void
  readonly otherModel: () => void
  readonly recallPart: (part: RecipePart) => void
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
  /** What culling goes through: the selection, or all that is shown where that is one or none. */
  readonly idsToCull: () => Promise<readonly string[]>
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
  const pair = (why: string, run: (assetIds: readonly [string, string]) => void): (() => void) =>
    all(why, ([first, second, ...others]) => {
      if (first !== undefined && second !== undefined && others.length === 0) run([first, second])
      else showToast({ title: 'Select two items for this' })
    })
  return {
    open: single('open an item', subject.open),
    edit: single('edit in the canvas', editInCanvas),
    reference: all('use as reference', takeAsReference),
    chat: all('attach to a chat', attachToChat),
    recall: single('recall a recipe', recallRecipe),
    showInFolder: single('show in folder', showInFolder),
    copy: all('copy', (assetIds) => copyWhatFits(subject, assetIds)),
    copyPicture: single('copy a picture', copyImage),
    copyFiles: all('copy files', copyFiles),
    copyRecipe: single('copy a recipe', copyRecipe),
    copyPaths: all('copy paths', copyPaths),
    openFile: single('open a file', openFile),
    openWith: (programId) => all('open with a program', (assetIds) => openWith(assetIds, programId))(),
    save: all('save copies', saveAs),
    exportSet: all('export items', (assetIds) => openTool({ kind: 'export', assetIds })),
    findSimilar: single('find similar items', (assetId) => openTool({ kind: 'similar', assetId })),
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
    compare: all('compare items', (assetIds) => {
      if (assetIds.length < 2) showToast({ title: 'Select two to nine items to compare' })
      else subject.openPanel({ kind: 'compare', assetIds })
    }),
    cull: () => detach(cull(subject), 'start culling'),
    lineage: single('show the lineage', (assetId) => subject.openPanel({ kind: 'lineage', assetId })),
    relate: pair('relate two items', (assetIds) => subject.openPanel({ kind: 'relate', assetIds })),
    compareRecipes: pair('compare two recipes', (assetIds) => subject.openPanel({ kind: 'recipes', assetIds })),
    otherModel: single('make with another model', makeWithAnotherModel),
    recallPart: (part) => single('recall a part of a recipe', (assetId) => recallPart(assetId, part))(),
    remove: all('move to or from the trash', (assetIds) => {
      if (!subject.isTrash) return askAndTrash(subject, assetIds)
      subject.onLeaving(assetIds)
      return restore(assetIds)
    }),
    dragOut: () => {
      const assetIds = subject.knownIds()
      if (assetIds.length > 0) detach(dragOut(assetIds), 'drag files out')
    },
  }
}

async function copyWhatFits({ singleId }: ActionSubject, assetIds: readonly string[]): Promise<void> {
  const isPicture = singleId !== null && (await request('library.detail', { assetId: singleId })).media === 'image'
  await (isPicture ? copyImage(singleId) : copyFiles(assetIds))
}

/** Asks first where a chat, a shot or a canvas needs what would go. */
async function askAndTrash(subject: ActionSubject, assetIds: readonly string[]): Promise<void> {
  const counts = await request('library.use-counts', { assetIds: assetIds.slice(0, MOST_ASKED) })
  if (counts.items > 0) subject.openPanel({ kind: 'used', counts, assetIds })
  else await trashItems(subject, assetIds)
}

export async function trashItems(
  { onLeaving, onRestored }: Pick<ActionSubject, 'onLeaving' | 'onRestored'>,
  assetIds: readonly string[],
): Promise<void> {
  onLeaving(assetIds)
  await moveToTrash(assetIds, () => onRestored(assetIds))
}

async function cull(subject: ActionSubject): Promise<void> {
  const assetIds = (await subject.idsToCull()).slice(0, MAX_CULLED)
  if (assetIds.length === 0) return
  const waiting = await request('library.culling')
  if (waiting && waiting.items.some(({ marks }) => isDecided(marks))) {
    showToast({ title: 'A culling that was begun goes on', description: 'Finish or discard it to begin another.' })
    subject.openPanel({ kind: 'culling', session: waiting })
    return
  }
  const title = `Culling ${countWords(assetIds.length)}`
  subject.openPanel({ kind: 'culling', session: await request('library.start-culling', { title, assetIds }) })
}

/** What a card shows of marks; undefined takes a former one away. */
function cardOf({ rating, label, pick }: AssetMarks): CardChange {
  return {
    ...(rating === undefined ? {} : { rating }),
    ...(label === undefined ? {} : { label: label ?? undefined }),
    ...(pick === undefined ? {} : { pick: pick === 0 ? undefined : pick }),
  }
}
