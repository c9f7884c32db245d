import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { closeToast, showToast, type ToastAction } from '@renderer/ui/toast'
import type { UndoOutcome } from '@shared/contracts/library-order'
import type { UndoableAction } from '@shared/domain/library-order'
import { countWords } from './count-words'

const TOAST_ID = 'library-undo'

/** A name for one act, so that all its parts are undone as one. */
export const newStep = (): string => crypto.randomUUID()

/** The Undo button of an act's toast. */
export function undoAction(stepId: string, onUndone?: () => void): ToastAction {
  const run = async (): Promise<void> => {
    await request('library.undo', { stepId })
    onUndone?.()
  }
  return { label: 'Undo', onPress: () => detach(run(), 'undo'), toastId: stepId }
}

export async function undoLast(): Promise<void> {
  const outcome = await request('library.undo', {})
  // Its toast would offer to undo it once more.
  if (outcome) closeToast(outcome.stepId)
  tell(outcome, 'Undone', 'There is nothing to undo')
}

export async function redoLast(): Promise<void> {
  tell(await request('library.redo'), 'Done again', 'There is nothing to do again')
}

function tell(outcome: UndoOutcome, prefix: string, nothing: string): void {
  const title = outcome ? `${prefix}: ${wordsOf(outcome.action, outcome.itemCount)}` : nothing
  showToast({ id: TOAST_ID, title, ...(outcome ? { tone: 'success' as const } : {}) })
}

const WORDS: Readonly<Record<UndoableAction, (items: string) => string>> = {
  mark: (items) => `rating, colour or pick of ${items}`,
  note: () => 'a note',
  trash: (items) => `${items} moved to the trash`,
  restore: (items) => `${items} put back`,
  tag: (items) => `tags of ${items}`,
  'edit-tags': () => 'a change of the tags',
  collect: (items) => `${items} in a collection`,
  'edit-collections': () => 'a change of the collections',
  stack: (items) => `a stack of ${items}`,
  relate: () => 'a relation between items',
  distinct: (items) => `${items} kept as they are`,
  merge: (items) => `${items} merged into one`,
  cull: (items) => `culling of ${items}`,
  import: (items) => `${items} brought in`,
  'forget-folder': () => 'a folder that was no longer shown',
}

const wordsOf = (action: UndoableAction, count: number): string => WORDS[action](countWords(count))
