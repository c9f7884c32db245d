import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd'

export interface TooltipProps {
  readonly label: ReactNode
  /** Shortcut shown beside the label, for example "mod+1". */
  readonly keys?: string | undefined
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** The control that is explained; it must take a ref and spread its props on one element. */
  readonly children: ReactElement
}

/** A short explanation on hover and keyboard focus. */
export function Tooltip({ label, keys, side = 'top', children }: TooltipProps) {
  return (
    <BaseTooltip.Root onOpenChange={letEscapePass}>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className="z-50">
          <BaseTooltip.Popup className="max-w-72 rounded-control bg-raised px-2 py-1 text-12 text-ink shadow-popup transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0">
            <span className="inline-flex items-center gap-2">
              <span>{label}</span>
              {keys ? <Kbd keys={keys} /> : null}
            </span>
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}

/** Esc closes what the control stands in too, as its shortcut says; not the explanation alone. */
function letEscapePass(_isOpen: boolean, details: BaseTooltip.Root.ChangeEventDetails): void {
  if (details.reason === 'escape-key') details.allowPropagation()
}

export const TooltipProvider = BaseTooltip.Provider
