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

const MOST_ASKED = 5_000

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
      ) : (
        <PlacesOfMany assetIds={assetIds} onLeave={onClose} onShowCollection={onShowCollection} />
      )}
    </Dialog>
  )
}

interface LeavingProps {
  readonly onLeave: () => void
  readonly onShowCollection: (collectionId: string) => void
}

interface PlacesProps extends LeavingProps {
  readonly assetId: string
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

interface PlacesOfManyProps extends LeavingProps {
  readonly assetIds: readonly string[]
}

/** The same of several items: what needs most of them first. */
function PlacesOfMany({ assetIds, onLeave, onShowCollection }: PlacesOfManyProps) {
  const places = useStudioQuery('library.uses-of', { assetIds: assetIds.slice(0, MOST_ASKED) }).data ?? []
  return (
    <div className="max-h-60 overflow-y-auto">
      <UsesList
        uses={places.map(({ use }) => use)}
        items={places.map(({ items }) => items)}
        onGo={(use) => {
          onLeave()
          goTo(use, onShowCollection)
        }}
      />
    </div>
  )
}
