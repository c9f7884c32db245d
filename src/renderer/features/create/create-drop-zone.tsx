import { request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { classNames } from '@renderer/ui/class-names'
import type { ImportOutcome } from '@shared/contracts/library'
import { MEDIA_KINDS, type MediaKind } from '@shared/domain/media'
import { Ban, ImageDown } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { operationTaking } from './taking-operation'
import type { CreateForm } from './use-create-form'

export interface CreateDropZoneProps {
  readonly form: CreateForm
  readonly onDropped: (work: Promise<ImportOutcome>) => void
  readonly children: ReactNode
}

interface Offer {
  readonly isWelcome: boolean
  readonly words: string
}

/** The whole view takes what some operation can start from, and says beforehand what will happen. */
export function CreateDropZone({ form, onDropped, children }: CreateDropZoneProps) {
  const [offer, setOffer] = useState<Offer | null>(null)
  const onDragOver = (event: DragEvent): void => {
    if (event.defaultPrevented) return setOffer(null)
    const next = offerFor(form, event.dataTransfer)
    setOffer(next)
    if (!next) return
    event.preventDefault()
    event.dataTransfer.dropEffect = next.isWelcome ? 'copy' : 'none'
  }
  const onDrop = (event: DragEvent): void => {
    setOffer(null)
    if (event.defaultPrevented || !offerFor(form, event.dataTransfer)) return
    event.preventDefault()
    const files = [...event.dataTransfer.files]
    const url = event.dataTransfer.getData('text/uri-list').split('\n')[0]?.trim() ?? ''
    if (files.length > 0) onDropped(importFiles(files))
    else if (url !== '') onDropped(request('library.import-url', { url }))
  }
  return (
    <div
      className="relative h-full"
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOffer(null)
      }}
      onDrop={onDrop}
    >
      {children}
      {offer ? <Zone offer={offer} /> : null}
    </div>
  )
}

function Zone({ offer }: { readonly offer: Offer }) {
  const Icon = offer.isWelcome ? ImageDown : Ban
  return (
    <div
      aria-hidden
      className={classNames(
        'pointer-events-none absolute inset-3 z-30 flex items-end justify-center rounded-panel border-2 border-dashed pb-10',
        offer.isWelcome ? 'border-accent-ink' : 'border-danger',
      )}
    >
      <span className="flex items-center gap-3 rounded-panel bg-raised px-5 py-3 text-15 font-medium shadow-popup">
        <Icon className="size-5" />
        {offer.words}
      </span>
    </div>
  )
}

function offerFor(form: CreateForm, transfer: DataTransfer): Offer | null {
  const files = [...transfer.items].filter((item) => item.kind === 'file')
  if (files.length === 0 && !transfer.types.includes('text/uri-list')) return null
  const kinds = files.map(({ type }) => mediaOf(type))
  const media = [...new Set(kinds.flatMap((kind) => kind ?? []))]
  if (files.length > 0 && media.length === 0 && kinds.every((kind) => kind === null)) {
    return { isWelcome: false, words: 'Create starts from pictures, clips and sounds only' }
  }
  const spec = operationTaking(form.spec, form.modelId, media.length === 0 ? ['image'] : media)
  if (!spec) return { isWelcome: false, words: 'No operation takes these together' }
  return { isWelcome: true, words: spec === form.spec ? 'Use as reference' : `Use as reference with ${spec.title}` }
}

/** `undefined` where the system does not say the type before the drop; null for what no operation takes. */
function mediaOf(mime: string): MediaKind | undefined | null {
  if (mime === '') return undefined
  return MEDIA_KINDS.find((kind) => kind !== 'text' && mime.startsWith(`${kind}/`)) ?? null
}
