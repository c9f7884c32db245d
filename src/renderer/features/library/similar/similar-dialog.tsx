import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Skeleton } from '@renderer/ui/skeleton'
import { FoundGrid } from './found-grid'

export interface SimilarDialogProps {
  readonly assetId: string
  readonly onShow: (assetId: string) => void
  readonly onClose: () => void
}

/** Pictures and clips that look like one; compared on this machine, without the network. */
export function SimilarDialog({ assetId, onShow, onClose }: SimilarDialogProps) {
  const found = useStudioQuery('library.similar', { assetId })
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      width="large"
      title="Similar items"
      description="By colours and structure, compared on this machine; the most similar first."
    >
      {found.error ? <FailureNotice failure={found.error.failure} /> : null}
      {found.isPending ? <Skeleton className="h-60" /> : null}
      {found.data?.length === 0 ? (
        <p className="py-12 text-center text-muted">
          Nothing to compare yet. Pictures are looked at one after the other in the background.
        </p>
      ) : null}
      {found.data && found.data.length > 0 ? <FoundGrid cards={found.data} onShow={onShow} /> : null}
    </Dialog>
  )
}
