import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useDebounced } from '@renderer/lib/use-debounced'
import { mediaWords } from '@renderer/parts/operation-form/drop-offer'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { TextInput } from '@renderer/ui/text-input'
import type { MediaKind } from '@shared/domain/media'
import { FolderOpen } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { PickerGrid } from './picker-grid'
import { toggled } from './toggle'

export interface AssetPickerProps {
  readonly title: string
  readonly media: readonly MediaKind[]
  /** How many may be chosen. */
  readonly max: number
  readonly onPick: (assetIds: readonly string[]) => void
  readonly onClose: () => void
}

/** Chooses items of the library by search and arrows; one click is enough where only one is wanted. */
export function AssetPicker({ title, media, max, onPick, onClose }: AssetPickerProps) {
  const [search, setSearch] = useState('')
  const [chosenIds, setChosenIds] = useState<readonly string[]>([])
  const finish = (ids: readonly string[]): void => {
    if (ids.length > 0) onPick(ids)
    onClose()
  }
  const pickFiles = async (): Promise<void> => {
    const outcome = await request('library.pick-files')
    const cards = [...(outcome?.imported ?? []), ...(outcome?.duplicates ?? [])]
    const ids = cards.filter((card) => media.includes(card.media)).map(({ id }) => id)
    if (ids.length > 0) finish(ids.slice(0, max))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    finish(chosenIds)
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={max === 1 ? `Choose one of the ${mediaWords(media)} in the library.` : `Choose up to ${max}.`}
      width="large"
      footer={
        <>
          <Button icon={<FolderOpen />} onClick={() => detach(pickFiles(), 'pick files')} className="mr-auto">
            From a file…
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            keys="mod+Enter"
            disabledReasons={chosenIds.length === 0 ? ['Nothing is chosen yet.'] : []}
            onClick={() => finish(chosenIds)}
          >
            {chosenIds.length > 1 ? `Use ${chosenIds.length}` : 'Use'}
          </Button>
        </>
      }
    >
      <div onKeyDown={onKeyDown} className="flex flex-col gap-3">
        <TextInput
          autoFocus
          aria-label="Search the library"
          placeholder="Search by prompt, model or name"
          value={search}
          onValueChange={setSearch}
        />
        <PickerGrid
          search={useDebounced(search.trim(), 120)}
          media={media}
          chosenIds={chosenIds}
          onToggle={(id) => setChosenIds((former) => toggled(former, id, max))}
          onActivate={(id) => finish(chosenIds.includes(id) ? chosenIds : toggled(chosenIds, id, max))}
        />
      </div>
    </Dialog>
  )
}
