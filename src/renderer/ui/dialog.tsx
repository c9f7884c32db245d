import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { classNames } from './class-names'
import { IconButton } from './icon-button'

export interface DialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly title: string
  readonly description?: ReactNode
  readonly children?: ReactNode
  /** Buttons, the confirming one last. */
  readonly footer?: ReactNode
  readonly width?: 'small' | 'medium' | 'large'
}

const WIDTHS = { small: 'w-[min(400px,92vw)]', medium: 'w-[min(560px,92vw)]', large: 'w-[min(840px,94vw)]' } as const

/** A question or task of its own; Esc and a press beside it close it. */
export function Dialog({ isOpen, onOpenChange, title, description, children, footer, width = 'medium' }: DialogProps) {
  const content = useRef<HTMLDivElement>(null)
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport className="pointer-events-none fixed inset-0 z-40 flex flex-col items-center">
          <div className="min-h-4 flex-1 basis-0" />
          <BaseDialog.Popup
            // While there is nothing to press but the cross, the keyboard waits on the dialog itself.
            initialFocus={() => (hasControls(content.current) ? true : content.current)}
            className={classNames(
              'pointer-events-auto relative flex max-h-[86vh] min-h-0 flex-col rounded-panel bg-surface text-ink shadow-popup transition-opacity outline-none data-ending-style:opacity-0 data-starting-style:opacity-0',
              WIDTHS[width],
            )}
          >
            <div className="py-4 pr-14 pb-2 pl-5">
              <BaseDialog.Title className="text-15 font-semibold">{title}</BaseDialog.Title>
              {description ? (
                <BaseDialog.Description className="mt-1 text-13 text-muted">{description}</BaseDialog.Description>
              ) : null}
            </div>
            <div ref={content} tabIndex={-1} className="flex min-h-0 flex-col outline-none">
              <div className="min-h-0 overflow-y-auto px-5 py-2">{children}</div>
              {footer ? <div className="flex justify-end gap-2 px-5 pt-2 pb-4">{footer}</div> : <div className="h-3" />}
            </div>
            <BaseDialog.Close
              render={
                <IconButton label="Close" keys="esc" size="small" icon={<X />} className="absolute top-3.5 right-4" />
              }
            />
          </BaseDialog.Popup>
          {/* In the middle, as long as toasts leave room for it. */}
          <div className="min-h-[max(1rem,var(--toast-space,0px))] flex-1 basis-0 shrink-0" />
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

const hasControls = (content: HTMLElement | null): boolean =>
  content?.querySelector('button, input, select, textarea, a[href], [tabindex="0"]') != null
