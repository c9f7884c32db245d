import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

export interface PopoverProps {
  /** Name for screen readers. */
  readonly label: string
  /** One element, which takes a ref and spreads its props. */
  readonly trigger: ReactElement
  readonly children: ReactNode
}

/** A few controls behind a button; Esc and a press beside them close it. */
export function Popover({ label, trigger, children }: PopoverProps) {
  return (
    <BasePopover.Root>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner align="end" sideOffset={6} className="z-50">
          <BasePopover.Popup
            aria-label={label}
            className="w-64 rounded-panel bg-raised p-3 text-13 text-ink shadow-popup outline-none"
          >
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
