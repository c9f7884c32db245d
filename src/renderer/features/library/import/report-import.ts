import { shortcutWords } from '@renderer/ui/kbd'
import { showToast } from '@renderer/ui/toast'
import type { ImportOutcome } from '@shared/contracts/library'
import { countWords } from '../actions/count-words'

const MAX_NAMED = 4

/** Says what became of brought-in files; refused ones are named with their reasons and stay until closed. */
export function reportImport(outcome: ImportOutcome, onShow: (assetIds: readonly string[]) => void): void {
  const { imported, duplicates, refused, unlisted } = outcome
  const refusedCount = refused.length + unlisted.refused
  if (refused.length > 0) {
    const named = refused.slice(0, MAX_NAMED).map(({ name, failure }) => `${name}: ${failure.message}`)
    const more = refusedCount > MAX_NAMED ? [`and ${(refusedCount - MAX_NAMED).toLocaleString()} more`] : []
    showToast({
      title: refusedTitle(refused, refusedCount),
      description: refused.length === 1 ? named[0] : [...named, ...more].map((line) => `• ${line}`).join('\n'),
      tone: 'danger',
      timeoutMs: 0,
    })
  }
  const ids = [...imported, ...duplicates].map((card) => card.id)
  if (ids.length === 0) return
  showToast({
    title: titleOf(imported.length + unlisted.imported, duplicates.length + unlisted.duplicates),
    ...(imported.length > 0 ? { description: `${shortcutWords('mod+Z')} takes them out again.` } : {}),
    tone: 'success',
    action: { label: 'Show', onPress: () => onShow(ids) },
  })
}

/** The person's own Stop comes first and is no refusal. */
function refusedTitle(refused: ImportOutcome['refused'], count: number): string {
  if (refused[0]?.failure.code === 'canceled') return 'The rest was not added'
  return count === 1 ? 'One file was not added' : `${count.toLocaleString()} files were not added`
}

function titleOf(importedCount: number, duplicateCount: number): string {
  if (importedCount === 0) return `${countWords(duplicateCount)} already in the library`
  const added = `Added ${countWords(importedCount)}`
  return duplicateCount === 0 ? added : `${added}, ${duplicateCount.toLocaleString()} already here`
}
