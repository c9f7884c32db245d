import { describePrice } from '@renderer/lib/format-money'
import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import type { Run } from './use-runs'

export interface ConfirmPriceProps {
  readonly run: Run
  readonly onConfirm: (run: Run) => void
  readonly onClose: () => void
}

/** Asked above the person's own limit, because money leaves and does not come back. */
export function ConfirmPrice({ run, onConfirm, onClose }: ConfirmPriceProps) {
  const price = describePrice(run.price)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`This run costs ${price.text}`}
      description="That is above the amount from which you want to be asked."
      width="small"
      footer={
        <>
          <Button
            variant="ghost"
            className="mr-auto"
            onClick={() => {
              onClose()
              navigate({ view: 'settings', section: 'spending' })
            }}
          >
            Change the limit
          </Button>
          <Button autoFocus onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            onClick={(event) => {
              if (event.detail <= 1) onConfirm(run)
            }}
          >
            Generate for {price.text}
          </Button>
        </>
      }
    >
      <p className="text-12 text-muted">{price.detail}</p>
    </Dialog>
  )
}
