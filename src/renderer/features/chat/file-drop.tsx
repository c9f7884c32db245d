import { Ban, FilePlus2 } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { classNames } from '@renderer/ui/class-names'

type Offer = 'none' | 'welcome' | 'wrong-type'

/** Takes files that are dropped anywhere on the talk; says what the drop will do before it is done. */
export function FileDrop({
  onFiles,
  children,
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly children: ReactNode
}) {
  const [offer, setOffer] = useState<Offer>('none')
  const onDragOver = (event: DragEvent): void => {
    const next = offerOf(event.dataTransfer)
    setOffer(next)
    if (next === 'none') return
    event.preventDefault()
    event.dataTransfer.dropEffect = next === 'welcome' ? 'copy' : 'none'
  }
  const onDrop = (event: DragEvent): void => {
    setOffer('none')
    if (offerOf(event.dataTransfer) === 'none') return
    event.preventDefault()
    const files = [...event.dataTransfer.files]
    if (files.length > 0) onFiles(files)
  }
  const onDragLeave = (event: DragEvent): void => {
    const to = event.relatedTarget
    if (!(to instanceof Node) || !event.currentTarget.contains(to)) setOffer('none')
  }
  const isWelcome = offer === 'welcome'
  const Icon = isWelcome ? FilePlus2 : Ban
  return (
    <div
      className="relative flex h-full min-h-0 flex-col"
      onDragOver={onDragOver}
      onDrop={onDrop}
      onDragLeave={onDragLeave}
    >
      {children}
      {offer === 'none' ? null : (
        <div className="pointer-events-none absolute inset-3 z-30 flex items-center justify-center rounded-panel border-2 border-dashed border-accent-ink bg-window/80">
          <span
            className={classNames(
              'flex items-center gap-2 rounded-panel bg-raised px-4 py-3 text-15 font-medium',
              !isWelcome && 'text-danger',
            )}
          >
            <Icon aria-hidden className="size-5" />
            {isWelcome ? 'Drop to attach to the message' : 'Pictures, PDF, texts and sounds can be sent in a chat'}
          </span>
        </div>
      )}
    </div>
  )
}

/** What the browser says of a file before it is dropped; nothing for some texts. */
const SENDABLE = /^(?:image|audio|text)\/|^application\/(?:pdf|json|xml|yaml|x-yaml)/

function offerOf(transfer: DataTransfer): Offer {
  const files = [...transfer.items].filter(({ kind }) => kind === 'file')
  if (files.length === 0) return 'none'
  return files.every(({ type }) => type !== '' && !SENDABLE.test(type)) ? 'wrong-type' : 'welcome'
}
