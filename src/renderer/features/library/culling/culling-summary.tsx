import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Switch } from '@renderer/ui/switch'
import { type CullingItem, summarise } from '@shared/domain/library-culling'
import { useState } from 'react'

export interface CullingSummaryDialogProps {
  readonly items: readonly CullingItem[]
  readonly onClose: () => void
  readonly onApply: (trashesRejects: boolean) => void
  readonly onDiscard: () => void
}

/** What was decided, before any of it happens. Mounted while it is open. */
export function CullingSummaryDialog({ items, onClose, onApply, onDiscard }: CullingSummaryDialogProps) {
  const summary = summarise(items)
  const [trashesRejects, setTrashesRejects] = useState(false)
  const rows = [
    ['Picked', summary.picked],
    ['Rejected', summary.rejected],
    ['Rated', summary.rated],
    ['Given a colour', summary.labelled],
    ['Left as they are', summary.undecided],
  ] as const
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title="Finish culling?"
      description="Nothing has been changed yet."
      footer={
        <>
          <Button variant="danger" onClick={onDiscard}>
            Discard all
          </Button>
          <span className="flex-1" />
          <Button onClick={onClose}>Go on</Button>
          <Button
            variant="primary"
            onClick={() => onApply(trashesRejects)}
            disabledReasons={summary.decided > 0 ? [] : ['Nothing was decided yet.']}
          >
            Apply
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 text-13">
        {rows.map(([words, count]) => (
          <div key={words} className="contents">
            <dt>{words}</dt>
            <dd className="text-right tabular-nums">{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {summary.rejected > 0 ? (
        <div className="mt-4 flex items-center justify-between gap-3">
          <span>
            Move the rejected to the studio’s trash
            <span className="block text-12 text-muted">They can be put back from there.</span>
          </span>
          <Switch isOn={trashesRejects} onChange={setTrashesRejects} aria-label="Move the rejected to the trash" />
        </div>
      ) : null}
    </Dialog>
  )
}
