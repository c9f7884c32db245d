import { useStudioQuery } from '@renderer/data/use-studio-query'
import { ItemFace } from '@renderer/parts/vendor-items/item-face'
import { ItemPicker } from '@renderer/parts/vendor-items/item-picker'
import { ITEM_WORDS } from '@renderer/parts/vendor-items/item-words'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { assetIdsOf } from '@shared/catalog/projections/values'
import type { FieldKind } from '@shared/catalog/types'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { ControlProps } from './control-props'

export interface RemoteIdControlProps extends ControlProps {
  readonly kind: Extract<FieldKind, { readonly type: 'remote-id' }>
}

/** Things kept at the vendor, shown by name and picture; what the studio does not know shows its identifier. */
export function RemoteIdControl({ label, value, onChange, kind }: RemoteIdControlProps) {
  const ids = assetIdsOf(value)
  const [isPicking, setIsPicking] = useState(false)
  const { data } = useStudioQuery('vendor-item.list', { kind: kind.of })
  const set = (next: readonly string[]): void =>
    onChange(next.length === 0 ? undefined : kind.max > 1 ? next.slice(0, kind.max) : next[0])
  const words = ITEM_WORDS[kind.of]
  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1.5">
      {ids.map((id, index) => {
        const item = data?.items.find(({ remoteId }) => remoteId === id)
        return (
          <div
            key={id}
            className="flex min-w-0 items-center gap-2 rounded-control border border-line bg-raised p-1 pr-1.5"
          >
            <ItemFace kind={kind.of} coverAssetId={item?.coverAssetId ?? null} className="size-9" />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="truncate text-13">{item?.name || id}</span>
              {item?.name ? <span className="truncate font-mono text-11 text-muted">{id}</span> : null}
            </span>
            {kind.max > 1 ? <span className="text-11 text-muted tabular-nums">{index + 1}</span> : null}
            <IconButton
              label={`Remove ${item?.name || id}`}
              size="small"
              icon={<X />}
              onClick={() => set(ids.filter((other) => other !== id))}
            />
          </div>
        )
      })}
      {ids.length >= kind.max && kind.max > 1 ? null : (
        <Button size="small" icon={<Plus />} className="self-start" onClick={() => setIsPicking(true)}>
          {ids.length === 0 ? `Choose ${words.anyOne}…` : kind.max > 1 ? 'Add another…' : 'Choose another…'}
        </Button>
      )}
      {isPicking ? (
        <ItemPicker
          kind={kind.of}
          title={label}
          chosenIds={kind.max > 1 ? ids : []}
          max={kind.max}
          onPick={set}
          onClose={() => setIsPicking(false)}
        />
      ) : null}
    </div>
  )
}
