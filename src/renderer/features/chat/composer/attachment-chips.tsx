import { X } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { thumbnailUrl } from '@renderer/lib/media-url'
import { formatBytes } from '@renderer/lib/format-size'
import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import { MediaThumb } from '@renderer/ui/media-thumb'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetDetail } from '@shared/domain/asset'
import { movedBy } from '../queue/moved-by'

export interface AttachmentChipsProps {
  readonly assetIds: readonly string[]
  readonly files: readonly AssetDetail[]
  readonly isImporting: boolean
  readonly onOrder: (assetIds: readonly string[]) => void
}

const DRAGGED = 'application/x-studio-attachment'

/** What goes with the message: numbered, in an order that is changed by dragging or by alt and the arrows. */
export function AttachmentChips({ assetIds, files, isImporting, onOrder }: AttachmentChipsProps) {
  const [target, setTarget] = useState<string | null>(null)
  if (assetIds.length === 0 && !isImporting) return null
  const drop = (event: DragEvent, beforeId: string): void => {
    const dragged = event.dataTransfer.getData(DRAGGED)
    setTarget(null)
    if (dragged === '' || dragged === beforeId) return
    event.preventDefault()
    const others = assetIds.filter((id) => id !== dragged)
    const isForward = assetIds.indexOf(dragged) < assetIds.indexOf(beforeId)
    others.splice(others.indexOf(beforeId) + (isForward ? 1 : 0), 0, dragged)
    onOrder(others)
  }
  return (
    <ol aria-label="Attached files" className="flex flex-wrap gap-2 px-3 pt-3">
      {assetIds.map((assetId, index) => (
        <li
          key={assetId}
          draggable
          onDragStart={(event) => event.dataTransfer.setData(DRAGGED, assetId)}
          onDragOver={(event) => {
            if (!event.dataTransfer.types.includes(DRAGGED)) return
            event.preventDefault()
            setTarget(assetId)
          }}
          onDragLeave={() => setTarget(null)}
          onDrop={(event) => drop(event, assetId)}
          className={classNames('relative rounded-control', target === assetId && 'outline-2 outline-accent-ink')}
        >
          <Chip
            number={index + 1}
            file={files.find(({ id }) => id === assetId)}
            onMove={(step) => onOrder(movedBy(assetIds, assetId, step))}
            onRemove={() => onOrder(assetIds.filter((id) => id !== assetId))}
          />
        </li>
      ))}
      {isImporting ? (
        <li>
          <Skeleton className="size-16" />
        </li>
      ) : null}
    </ol>
  )
}

interface ChipProps {
  readonly number: number
  readonly file: AssetDetail | undefined
  readonly onMove: (step: -1 | 1) => void
  readonly onRemove: () => void
}

function Chip({ number, file, onMove, onRemove }: ChipProps) {
  const name = file?.title || file?.displayName || 'Attached file'
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    if (step !== 0 && event.altKey) onMove(step)
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove()
    else return
    event.preventDefault()
  }
  return (
    <>
      <button
        type="button"
        data-quick-look={file?.id}
        aria-label={`${number}. ${name}`}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
        title={`${name} – drag, or alt with the arrows, changes the order`}
        onKeyDown={onKeyDown}
        className="flex h-16 items-center rounded-control text-left"
      >
        <MediaThumb
          src={file ? thumbnailUrl(file.id, 320) : ''}
          kind={file?.media ?? 'image'}
          state={file?.thumbnail ?? 'pending'}
          label={name}
          className="size-16"
        />
        {file && file.media !== 'image' ? (
          <span className="flex max-w-40 min-w-0 flex-col px-2 text-12">
            <span className="truncate">{name}</span>
            <span className="text-11 text-muted">{formatBytes(file.byteSize)}</span>
          </span>
        ) : null}
      </button>
      <span
        aria-hidden
        className="absolute top-1 left-1 flex size-4 items-center justify-center rounded-full bg-black/70 text-11 text-white tabular-nums"
      >
        {number}
      </span>
      <IconButton
        size="small"
        label={`Remove ${name}`}
        icon={<X />}
        onClick={onRemove}
        className="absolute -top-1.5 -right-1.5 size-5 rounded-full bg-raised shadow-popup"
      />
    </>
  )
}
