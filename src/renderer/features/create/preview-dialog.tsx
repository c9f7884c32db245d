import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { describePrice } from '@renderer/lib/format-money'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Price } from '@renderer/ui/price'
import { showToast } from '@renderer/ui/toast'
import type { RequestPreview } from '@shared/contracts/generation'
import { Copy } from 'lucide-react'

export interface PreviewDialogProps {
  readonly preview: RequestPreview
  readonly onClose: () => void
}

/** The exact request of a dry run. */
export function PreviewDialog({ preview, onClose }: PreviewDialogProps) {
  const body = typeof preview.body === 'string' ? preview.body : JSON.stringify(preview.body, null, 2)
  const copy = async (): Promise<void> => {
    await request('studio.copy-text', { text: `${preview.method} ${preview.url}\n\n${body}` })
    showToast({ title: 'Request copied', tone: 'success' })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Dry run"
      description="This is what would be sent. Nothing was sent, and nothing was charged."
      width="large"
      footer={
        <>
          <Button icon={<Copy />} onClick={() => detach(copy(), 'copy the request')}>
            Copy
          </Button>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="flex items-baseline gap-3">
          <code data-selectable className="min-w-0 flex-1 font-mono text-12 break-all">
            <strong>{preview.method}</strong> {preview.url}
          </code>
          <Price {...describePrice(preview.price)} />
        </div>
        <pre
          data-selectable
          className="max-h-[52vh] overflow-auto rounded-panel bg-window p-3 font-mono text-12 wrap-break-word whitespace-pre-wrap"
        >
          {body}
        </pre>
      </div>
    </Dialog>
  )
}
