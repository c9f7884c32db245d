import { detach } from '@renderer/data/detach'
import { queryClient } from '@renderer/data/query-client'
import { request } from '@renderer/data/studio'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Skeleton } from '@renderer/ui/skeleton'
import { History } from 'lucide-react'
import { FoundGrid } from './found-grid'

export interface RecentDialogProps {
  readonly onShow: (assetId: string) => void
  readonly onClose: () => void
}

/** What was looked at last, so that one comes back to it without a search. */
export function RecentDialog({ onShow, onClose }: RecentDialogProps) {
  const recent = useStudioQuery('library.recent')
  const cards = recent.data ?? []
  const forget = async (): Promise<void> => {
    await request('library.forget-recent')
    await queryClient.invalidateQueries({ queryKey: studioKey('library.recent') })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      width="large"
      title="Recently opened"
      description="The last sixty items that were opened, the newest first."
      footer={
        cards.length > 0 ? (
          <Button onClick={() => detach(forget(), 'forget what was opened')}>Clear the list</Button>
        ) : null
      }
    >
      {recent.error ? <FailureNotice failure={recent.error.failure} /> : null}
      {recent.isPending ? <Skeleton className="h-60" /> : null}
      {recent.data && cards.length === 0 ? (
        <EmptyState icon={<History />} title="Nothing was opened yet" text="Open an item, and it is kept here." />
      ) : null}
      {cards.length > 0 ? <FoundGrid cards={cards} onShow={onShow} /> : null}
    </Dialog>
  )
}
