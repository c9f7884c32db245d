import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { toggled } from '@renderer/parts/asset-picker/toggle'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { TextInput } from '@renderer/ui/text-input'
import type { Failure } from '@shared/domain/app-error'
import type { VendorItem, VendorItemKind } from '@shared/domain/vendor-item'
import { RefreshCw, Shapes } from 'lucide-react'
import { useState } from 'react'
import { ITEM_WORDS } from './item-words'
import { ItemRow } from './item-row'
import { RemoveDialog } from './remove-dialog'

export interface ItemPickerProps {
  readonly kind: VendorItemKind
  readonly title: string
  readonly chosenIds: readonly string[]
  readonly max: number
  readonly onPick: (remoteIds: readonly string[]) => void
  readonly onClose: () => void
}

/** Chooses something kept at a vendor by its name and picture, or by an identifier that is typed in. */
export function ItemPicker({ kind, title, chosenIds, max, onPick, onClose }: ItemPickerProps) {
  const [ids, setIds] = useState(chosenIds)
  const [search, setSearch] = useState('')
  const [typed, setTyped] = useState('')
  const [leaving, setLeaving] = useState<VendorItem | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const { data } = useStudioQuery('vendor-item.list', { kind })
  const refresh = useStudioMutation('vendor-item.refresh', { onFailure: setFailure })
  const words = ITEM_WORDS[kind]
  const sought = search.trim().toLowerCase()
  const items = (data?.items ?? []).filter(({ name, remoteId }) => `${name} ${remoteId}`.toLowerCase().includes(sought))
  const chosen = typed.trim() === '' ? ids : toggled(ids, typed.trim(), max)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={words.source}
      footer={
        <>
          {data?.canRefresh ? (
            <Button
              icon={<RefreshCw />}
              className="mr-auto"
              disabledReasons={refresh.isPending ? ['The list is on its way.'] : []}
              onClick={() => {
                setFailure(null)
                refresh.mutate({ kind })
              }}
            >
              Refresh from the vendor (free)
            </Button>
          ) : null}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabledReasons={chosen.length === 0 ? [`Choose ${words.anyOne} or type its identifier.`] : []}
            onClick={() => {
              onPick(chosen)
              onClose()
            }}
          >
            Use
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {failure ? <FailureNotice failure={failure} /> : null}
        {(data?.items.length ?? 0) > 6 ? (
          <TextInput
            aria-label={`Search ${words.many}`}
            placeholder="Search by name"
            value={search}
            onValueChange={setSearch}
          />
        ) : null}
        {items.length === 0 ? (
          <EmptyState
            icon={<Shapes />}
            title={sought === '' ? `No ${words.many} yet` : 'Nothing by that name'}
            text={sought === '' ? words.source : 'Try another word, or type the identifier below.'}
          />
        ) : (
          <ul aria-label={words.many} className="flex max-h-80 flex-col gap-0.5 overflow-y-auto">
            {items.map((item) => (
              <ItemRow
                key={item.id}
                item={item}
                isChosen={ids.includes(item.remoteId)}
                onChoose={() => setIds(toggled(ids, item.remoteId, max))}
                onRemove={() => setLeaving(item)}
              />
            ))}
          </ul>
        )}
        <label className="flex flex-col gap-1 text-12 font-medium text-ink">
          Or its identifier
          <TextInput value={typed} onValueChange={setTyped} placeholder="As the vendor gave it" className="font-mono" />
        </label>
      </div>
      {leaving ? (
        <RemoveDialog item={leaving} canRemove={data?.canRemove === true} onClose={() => setLeaving(null)} />
      ) : null}
    </Dialog>
  )
}
