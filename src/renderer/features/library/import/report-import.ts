import { showToast } from '@renderer/ui/toast'
import type { ImportOutcome } from '@shared/contracts/library'
import { countWords } from '../actions/count-words'

const MAX_NAMED = 4

/** Says what became of brought-in files; refused ones are named with their reasons and stay until closed. */
export function reportImport(outcome: ImportOutcome, onShow: (assetIds: readonly string[]) => void): void {
  const { imported, duplicates, refused } = outcome
  if (refused.length > 0) {
    const named = refused.slice(0, MAX_NAMED).map(({ name, failure }) => `${name}: ${failure.message}`)
    const more = refused.length > MAX_NAMED ? [`and ${refused.length - MAX_NAMED} more`] : []
    showToast({
      title: refused.length === 1 ? 'One file was not added' : `${refused.length} files were not added`,
      description: refused.length === 1 ? named[0] : [...named, ...more].map((line) => `• ${line}`).join('\n'),
      tone: 'danger',
      timeoutMs: 0,
    })
  }
  const ids = [...imported, ...duplicates].map((card) => card.id)
  if (ids.length === 0) return
  showToast({
    title: titleOf(imported.length, duplicates.length),
    tone: 'success',
    action: { label: 'Show', onPress: () => onShow(ids) },
  })
}

function titleOf(importedCount: number, duplicateCount: number): string {
  if (importedCount === 0) return `${countWords(duplicateCount)} already in the library`
  const added = `Added ${countWords(importedCount)}`
  return duplicateCount === 0 ? added : `${added}, ${duplicateCount.toLocaleString()} already here`
}
