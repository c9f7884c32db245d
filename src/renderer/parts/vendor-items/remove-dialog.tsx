import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { Failure } from '@shared/domain/app-error'
import type { VendorItem } from '@shared/domain/vendor-item'
import { useState } from 'react'

export interface RemoveDialogProps {
  readonly item: VendorItem
  /** The vendor has a request for it. */
  readonly canRemove: boolean
  readonly onClose: () => void
}

/** Asks before something is deleted for good; what cannot be deleted there can leave the list here. */
export function RemoveDialog({ item, canRemove, onClose }: RemoveDialogProps) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const remove = useStudioMutation('vendor-item.remove', { onSuccess: onClose, onFailure: setFailure })
  const isAtVendor = canRemove && item.isOwn
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${item.name || item.remoteId}”?`}
      description={
        isAtVendor
          ? 'At the vendor it is gone for good: nothing can be made with it again. No price is listed for deleting.'
          : 'The vendor keeps it; it only leaves this list. A refresh may bring it back.'
      }
      width="small"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {isAtVendor ? (
            <Button onClick={() => remove.mutate({ id: item.id, where: 'here' })}>Only from this list</Button>
          ) : null}
          <Button
            variant="danger"
            disabledReasons={remove.isPending ? ['It is being deleted.'] : []}
            onClick={() => remove.mutate({ id: item.id, where: isAtVendor ? 'vendor' : 'here' })}
          >
            {isAtVendor ? 'Delete at the vendor' : 'Take off the list'}
          </Button>
        </>
      }
    >
      {failure ? <FailureNotice failure={failure} /> : null}
    </Dialog>
  )
}
