import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import type { UseCounts } from '@shared/domain/library-lineage'
import { usedWords } from './used-words'

export interface UsedDialogProps {
  readonly counts: UseCounts
  readonly total: number
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks before items go that something still shows. Mounted while it is open. */
export function UsedDialog({ counts, total, onConfirm, onClose }: UsedDialogProps) {
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
    />
  )
}
