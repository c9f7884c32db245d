import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Skeleton } from '@renderer/ui/skeleton'
import { showToast } from '@renderer/ui/toast'
import type { AssetCard } from '@shared/domain/asset'
import { CopyCheck } from 'lucide-react'
import { useState } from 'react'
import { undoAction } from '../actions/undo'
import { DuplicateCard } from './duplicate-card'

/** Near duplicates side by side: keep one with the best of all, or keep all. */
export function DuplicatesDialog({ onClose }: { readonly onClose: () => void }) {
  const groups = useStudioQuery('library.near-duplicates')
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set())
  const open = (groups.data ?? []).filter((group) => !settled.has(keyOf(group)))
  const group = open[0]
  const settle = (done: readonly AssetCard[]): void => setSettled((known) => new Set([...known, keyOf(done)]))
  const reopen = (done: readonly AssetCard[]): void =>
    setSettled((known) => new Set([...known].filter((key) => key !== keyOf(done))))

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      width="large"
      title="Duplicates"
      description={
        group
          ? `${open.length === 1 ? 'One group' : `${open.length.toLocaleString()} groups`} of pictures that are nearly the same. The same file is never stored twice.`
          : 'Pictures that are nearly the same: scaled, compressed or saved anew.'
      }
    >
      {groups.error ? <FailureNotice failure={groups.error.failure} /> : null}
      {groups.isPending ? <Skeleton className="h-80" /> : null}
      {groups.data && !group ? (
        <EmptyState
          icon={<CopyCheck />}
          title="No duplicates"
          text="No two pictures of the library are nearly the same."
          className="py-12"
        />
      ) : null}
      {group ? (
        <Review key={keyOf(group)} group={group} onSettled={() => settle(group)} onUndone={() => reopen(group)} />
      ) : null}
    </Dialog>
  )
}

const keyOf = (group: readonly AssetCard[]): string => group.map(({ id }) => id).join(' ')

interface ReviewProps {
  readonly group: readonly AssetCard[]
  readonly onSettled: () => void
  readonly onUndone: () => void
}

function Review({ group, onSettled, onUndone }: ReviewProps) {
  const [keepId, setKeepId] = useState(group[0]?.id ?? '')
  const merge = async (): Promise<void> => {
    const otherIds = group.map(({ id }) => id).filter((id) => id !== keepId)
    const { undoId } = await request('library.merge-duplicates', { keepId, otherIds })
    onSettled()
    showToast({
      title: `Merged ${group.length} pictures into one`,
      description: 'It has all their tags and collections; the others are in the trash.',
      action: undoAction(undoId, onUndone),
    })
  }
  const keepAll = async (): Promise<void> => {
    const { undoId } = await request('library.keep-all', { assetIds: group.map(({ id }) => id) })
    onSettled()
    showToast({
      title: `Kept all ${group.length} pictures`,
      description: 'They are not offered as duplicates again.',
      action: undoAction(undoId, onUndone),
    })
  }
  return (
    <>
      <div
        role="radiogroup"
        aria-label="Which one to keep"
        className="grid max-h-[54vh] grid-cols-[repeat(auto-fit,minmax(220px,1fr))] gap-3 overflow-y-auto p-1 -mx-1"
      >
        {group.map((card) => (
          <DuplicateCard key={card.id} card={card} isKept={card.id === keepId} onKeep={() => setKeepId(card.id)} />
        ))}
      </div>
      <div className="mt-4 flex items-center justify-end gap-2">
        <span className="mr-auto text-12 text-muted">
          Ratings, tags and collections of all go to the one that is kept.
        </span>
        <Button onClick={() => detach(keepAll(), 'keep all')}>Keep all</Button>
        <Button variant="primary" onClick={() => detach(merge(), 'merge duplicates')}>
          Keep the chosen one
        </Button>
      </div>
    </>
  )
}
