import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { formatDateTime } from '@renderer/lib/format-time'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { Failure } from '@shared/domain/app-error'
import type { Backup } from '@shared/domain/safety'
import { useState } from 'react'

/** Says what a restore changes and what it keeps, and does it. */
export function RestoreDialog({ backup, onClose }: { readonly backup: Backup; readonly onClose: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const restore = useStudioMutation('safety.restore-backup', { onFailure: setFailure })
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      width="small"
      title={`Go back to ${formatDateTime(backup.createdAtMs)}?`}
      description="Chats, ratings, storyboards and recipes become what they were then. Media files stay; those that are newer than the backup are found again. The database of now is kept beside the new one."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReasons={restore.isPending ? ['The backup is being checked.'] : []}
            onClick={() => restore.mutate({ name: backup.name })}
          >
            {restore.isPending ? 'Checking…' : 'Restore'}
          </Button>
        </>
      }
    >
      {failure ? <FailureNotice failure={failure} /> : null}
    </Dialog>
  )
}
