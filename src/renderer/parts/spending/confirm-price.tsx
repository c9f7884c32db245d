import { describePrice } from '@renderer/lib/format-money'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import type { Price } from '@shared/domain/money'

export interface ConfirmPriceProps {
  readonly price: Price
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asked above the person's own limit, because money leaves and does not come back. */
export function ConfirmPrice({ price, onConfirm, onClose }: ConfirmPriceProps) {
  const words = describePrice(price)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`This run costs ${words.text}`}
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
              if (isFirstPress(event)) onConfirm()
            }}
          >
            Generate for {words.text}
          </Button>
        </>
      }
    >
      <p className="text-12 text-muted">{words.detail}</p>
    </Dialog>
  )
}
