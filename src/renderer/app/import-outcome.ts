import { navigate } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'
import type { ImportOutcome } from '@shared/contracts/library'

/** Says what became of dropped, pasted or picked files. */
export function showImportOutcome(outcome: ImportOutcome): void {
  const refused = outcome.refused[0]
  if (refused) {
    const more = outcome.refused.length > 1 ? ` (and ${outcome.refused.length - 1} more)` : ''
    showToast({ title: `${refused.name} was not added${more}`, description: refused.failure.message, tone: 'danger' })
  }
  const cards = [...outcome.imported, ...outcome.duplicates]
  const first = cards[0]
  if (!first) return
  const isSinglePicture = cards.length === 1 && first.media === 'image'
  showToast({
    title: titleOf(outcome),
    tone: 'success',
    action: isSinglePicture
      ? { label: 'Edit in Canvas', onPress: () => navigate({ view: 'canvas', assetId: first.id }) }
      : { label: 'Show', onPress: () => navigate({ view: 'library', assetId: first.id }) },
  })
}

function titleOf({ imported, duplicates }: ImportOutcome): string {
  if (imported.length === 0)
    return duplicates.length === 1 ? 'This file is in the library already' : 'These files are in the library already'
  const added = imported.length === 1 ? 'Added to the library' : `${imported.length} files added to the library`
  return duplicates.length === 0 ? added : `${added}, ${duplicates.length} were there already`
}
