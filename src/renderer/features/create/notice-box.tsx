import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { Info, X } from 'lucide-react'
import type { FormNotice } from './use-create-form'

/** What a change of the form cost, listed, with the way back. */
export function NoticeBox({ notice, onDismiss }: { readonly notice: FormNotice; readonly onDismiss: () => void }) {
  return (
    <div role="status" className="flex items-start gap-2 rounded-panel bg-hover p-3 text-12">
      <Info aria-hidden className="mt-px size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{notice.title}</p>
        {notice.details.length > 0 ? (
          <ul className="mt-0.5 text-muted">
            {notice.details.map((detail) => (
              <li key={detail} className="wrap-break-word">
                {detail}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      {notice.undo ? (
        <Button size="small" onClick={notice.undo}>
          Undo
        </Button>
      ) : null}
      <IconButton label="Dismiss" size="small" icon={<X />} onClick={onDismiss} />
    </div>
  )
}
