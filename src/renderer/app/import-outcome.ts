import { navigate } from '@renderer/lib/navigation'
import { showToast } from '@renderer/ui/toast'
import type { ImportOutcome } from '@shared/contracts/library'

/** Says what became of dropped, pasted or picked files. */
export function showImportOutcome(outcome: ImportOutcome): void {
  const refused = outcome.refused[0]
  if (refused) {
    const others = outcome.refused.length + outcome.unlisted.refused - 1
    const more = others > 0 ? ` (and ${others.toLocaleString()} more)` : ''
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

function titleOf({ imported, duplicates, unlisted }: ImportOutcome): string {
  const [added, known] = [imported.length + unlisted.imported, duplicates.length + unlisted.duplicates]
  if (added === 0) return known === 1 ? 'This file is in the library already' : 'These files are in the library already'
  const words = added === 1 ? 'Added to the library' : `${added.toLocaleString()} files added to the library`
  return known === 0 ? words : `${words}, ${known.toLocaleString()} were there already`
}
