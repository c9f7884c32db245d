import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { importFiles } from '@renderer/data/uploads'
import { AssetPicker } from '@renderer/parts/asset-picker/asset-picker'
import { classNames } from '@renderer/ui/class-names'
import { showToast } from '@renderer/ui/toast'
import { assetIdsOf, isWebLink } from '@shared/catalog/projections/values'
import type { ImportOutcome } from '@shared/contracts/library'
import { Plus } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { type AssetFieldKind, assetValue, type ChangeParams, withParam } from '../params'
import { AssetSlot } from './asset-slot'
import type { ControlProps } from './control-props'
import { LinkEntry } from './link-entry'
import { LinkSlot } from './link-slot'
import { dropWords, offerOf } from '../drop-offer'
import { moved } from '../list-rows'

export interface AssetControlProps extends ControlProps {
  readonly kind: AssetFieldKind
  readonly fieldKey: string
  readonly onParamsChange: ChangeParams
}

/** The files of a field: dropped, pasted or picked, in an order that counts. */
export function AssetControl({ label, value, onChange, kind, fieldKey, onParamsChange }: AssetControlProps) {
  const ids = assetIdsOf(value)
  const [isPicking, setIsPicking] = useState(false)
  const [offer, setOffer] = useState<'none' | 'welcome' | 'wrong'>('none')
  const setIds = (next: readonly string[]): void => onChange(assetValue(next.slice(0, kind.max), kind.max))
  const add = (added: readonly string[]): void =>
    onParamsChange((former) => {
      const known = kind.max === 1 ? [] : assetIdsOf(former[fieldKey])
      const next = [...known, ...added.filter((id) => !known.includes(id))].slice(0, kind.max)
      return withParam(former, fieldKey, assetValue(next, kind.max))
    })
  const onDrop = (event: DragEvent): void => {
    setOffer('none')
    if (offerOf(event.dataTransfer, kind.media) === 'none') return
    event.preventDefault()
    event.stopPropagation()
    detach(importInto(takeDrop(event.dataTransfer), kind, add), 'import dropped files')
  }
  const onDragOver = (event: DragEvent): void => {
    const next = offerOf(event.dataTransfer, kind.media)
    setOffer(next)
    if (next === 'none') return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = next === 'welcome' ? 'copy' : 'none'
  }
  const isFull = ids.length >= kind.max
  return (
    <div
      role="group"
      aria-label={label}
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOffer('none')
      }}
      onDrop={onDrop}
      className="flex flex-wrap gap-2"
    >
      {ids.map((id, index) => {
        const remove = (): void => setIds(ids.filter((other) => other !== id))
        return isWebLink(id) ? (
          <LinkSlot key={id} link={id} onRemove={remove} />
        ) : (
          <AssetSlot
            key={id}
            assetId={id}
            place={kind.max > 1 ? index + 1 : null}
            onRemove={remove}
            onReplace={kind.max === 1 ? () => setIsPicking(true) : undefined}
            onMove={(to) => setIds(moved(ids, index, to))}
            onDropHere={(from) => setIds(moved(ids, ids.indexOf(from), index))}
          />
        )
      })}
      {isFull && offer === 'none' ? null : (
        <button
          type="button"
          onClick={() => setIsPicking(true)}
          className={classNames(
            'flex h-16 min-w-16 flex-1 items-center justify-center gap-2 rounded-control border border-dashed px-3 text-12 text-muted hover:border-line-strong hover:text-ink',
            offer === 'welcome' && 'border-accent-ink bg-selected text-ink',
            offer === 'wrong' && 'border-danger bg-danger-soft text-ink',
            offer === 'none' && 'border-line-strong',
          )}
        >
          {offer === 'none' ? <Plus className="size-4" /> : null}
          {offer === 'none'
            ? `Drop, paste or choose${ids.length === 0 ? '' : ' more'}`
            : dropWords(offer, label, kind.media)}
        </button>
      )}
      {kind.delivery === 'link' && !isFull ? <LinkEntry label={label} onAdd={(link) => add([link])} /> : null}
      {isPicking ? (
        <AssetPicker
          title={label}
          media={kind.media}
          max={kind.max === 1 ? 1 : kind.max - ids.length}
          onClose={() => setIsPicking(false)}
          onPick={add}
        />
      ) : null}
    </div>
  )
}

async function takeDrop(transfer: DataTransfer): Promise<ImportOutcome> {
  const files = [...transfer.files]
  const url = transfer.getData('text/uri-list').split('\n')[0]?.trim() ?? ''
  return files.length > 0 ? importFiles(files) : request('library.import-url', { url })
}

async function importInto(
  work: Promise<ImportOutcome>,
  kind: AssetFieldKind,
  add: (ids: readonly string[]) => void,
): Promise<void> {
  const { imported, duplicates, refused } = await work
  const fitting = [...imported, ...duplicates].filter(({ media }) => kind.media.includes(media))
  if (fitting.length > 0) add(fitting.map(({ id }) => id))
  const first = refused[0]
  if (first) showToast({ title: `${first.name} was not added`, description: first.failure.message, tone: 'danger' })
}
