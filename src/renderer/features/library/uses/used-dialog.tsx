import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import type { UseCounts } from '@shared/domain/library-lineage'
import { usedWords } from './used-words'
import { goTo, UsesList } from './uses-section'

export interface UsedDialogProps {
  readonly counts: UseCounts
  readonly assetIds: readonly string[]
  readonly onShowCollection: (collectionId: string) => void
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before items go that something still shows, and names what that is. Mounted while it is open. */
export function UsedDialog({ counts, assetIds, onShowCollection, onConfirm, onClose }: UsedDialogProps) {
  const total = assetIds.length
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title={total === 1 ? 'This item is used' : 'Some of these items are used'}
      description={usedWords(counts, total)}
      footer={
        <>
          <Button onClick={onClose}>Keep</Button>
          <Button variant="danger" onClick={onConfirm}>
            Move to trash
          </Button>
        </>
      }
    >
      {total === 1 && assetIds[0] !== undefined ? (
        <Places assetId={assetIds[0]} onLeave={onClose} onShowCollection={onShowCollection} />
      ) : null}
    </Dialog>
  )
}

interface PlacesProps {
  readonly assetId: string
  readonly onLeave: () => void
  readonly onShowCollection: (collectionId: string) => void
}

function Places({ assetId, onLeave, onShowCollection }: PlacesProps) {
  const uses = useStudioQuery('library.uses', { assetId }).data ?? []
  return (
    <UsesList
      uses={uses}
      onGo={(use) => {
        onLeave()
        goTo(use, onShowCollection)
      }}
    />
  )
}
