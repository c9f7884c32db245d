import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { classNames } from '@renderer/ui/class-names'
import type { ImportOutcome } from '@shared/contracts/library'
import { Ban, ImageDown } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { newStep } from '../actions/undo'
import { type DropOffer, offerOf } from './drop-offer'
import { endOwnDrag, isOwnDrag } from './own-drag'

const WORDS: Readonly<Record<Exclude<DropOffer, 'none'>, string>> = {
  files: 'Drop to add to the library',
  link: 'Drop to fetch it into the library',
  wrong: 'The library takes pictures, clips, audio and texts only',
}

export interface DropZoneProps {
  readonly onImported: (outcome: ImportOutcome) => void
  readonly children: ReactNode
}

/** Lights up with what a drop will do. */
export function DropZone({ onImported, children }: DropZoneProps) {
  const [offer, setOffer] = useState<DropOffer>('none')
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault()
    // The library's own items are here already.
    const next = isOwnDrag() ? 'none' : offerOf(event.dataTransfer)
    event.dataTransfer.dropEffect = next === 'files' || next === 'link' ? 'copy' : 'none'
    setOffer(next)
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOffer('none')
    if (!isOwnDrag()) detach(takeDrop(event.dataTransfer, onImported), 'add dropped files')
    endOwnDrag()
  }
  const onDragLeave = (event: DragEvent): void => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOffer('none')
  }
  return (
    <div className="relative h-full" onDragOver={onDragOver} onDrop={onDrop} onDragLeave={onDragLeave}>
      {children}
      {offer === 'none' ? null : <Overlay offer={offer} />}
    </div>
  )
}

function Overlay({ offer }: { readonly offer: Exclude<DropOffer, 'none'> }) {
  const Icon = offer === 'wrong' ? Ban : ImageDown
  return (
    <div
      role="status"
      className={classNames(
        'pointer-events-none absolute inset-2 z-30 flex items-center justify-center rounded-panel border-2 border-dashed bg-surface/80 text-15 font-medium',
        offer === 'wrong' ? 'border-danger text-danger' : 'border-accent-ink',
      )}
    >
      <span className="flex items-center gap-3 rounded-panel bg-raised px-5 py-3 shadow-popup">
        <Icon aria-hidden className="size-6" />
        {WORDS[offer]}
      </span>
    </div>
  )
}

async function takeDrop(transfer: DataTransfer, onImported: (outcome: ImportOutcome) => void): Promise<void> {
  const files = [...transfer.files]
  const url = transfer
    .getData('text/uri-list')
    .split('\n')
    .find((line) => line !== '' && !line.startsWith('#'))
  if (files.length > 0) onImported(await importFiles(files, newStep()))
  else if (url) onImported(await request('library.import-url', { url: url.trim(), stepId: newStep() }))
}
