import { Ban, ImagePlus } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { classNames } from '@renderer/ui/class-names'

type Offer = 'none' | 'welcome' | 'wrong-type'

/** Takes pictures that are dropped anywhere on the talk; says what the drop will do before it is done. */
export function PictureDrop({
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
  const Icon = isWelcome ? ImagePlus : Ban
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
            {isWelcome ? 'Drop to attach to the message' : 'Only pictures can be sent in a chat'}
          </span>
        </div>
      )}
    </div>
  )
}

function offerOf(transfer: DataTransfer): Offer {
  const files = [...transfer.items].filter(({ kind }) => kind === 'file')
  if (files.length === 0) return 'none'
  return files.every(({ type }) => type !== '' && !type.startsWith('image/')) ? 'wrong-type' : 'welcome'
}
