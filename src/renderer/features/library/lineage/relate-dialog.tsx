import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { showToast } from '@renderer/ui/toast'
import { SETTABLE_RELATIONS, type SettableRelation } from '@shared/domain/library-order'
import { ArrowUpDown } from 'lucide-react'
import { useState } from 'react'
import { newStep, undoAction } from '../actions/undo'

const WORDS: Readonly<Record<SettableRelation, string>> = {
  edit: 'an edit of',
  upscale: 'an upscale of',
  frame: 'a frame of',
  cover: 'the cover of',
  reference: 'made with',
  variation: 'a variation of',
}

export interface RelateDialogProps {
  readonly assetIds: readonly [string, string]
  readonly onClose: () => void
}

/** Says what one of two items is to the other. Mounted while it is open. */
export function RelateDialog({ assetIds, onClose }: RelateDialogProps) {
  const [isSwapped, setIsSwapped] = useState(false)
  const [relation, setRelation] = useState<SettableRelation>('edit')
  const cards = useStudioQuery('library.cards', { assetIds: [...assetIds] }).data ?? []
  const [childId, parentId] = isSwapped ? [assetIds[1], assetIds[0]] : assetIds
  const titleOf = (id: string): string => cards.find((card) => card.id === id)?.title || 'Untitled'
  const relate = async (isSet: boolean): Promise<void> => {
    const stepId = newStep()
    await request('library.relate', { stepId, childId, parentId, relation, isSet })
    showToast({
      title: isSet ? `Now ${WORDS[relation]} “${titleOf(parentId)}”` : 'The relation is taken away',
      tone: 'success',
      action: undoAction(stepId),
    })
  }
  const press = (isSet: boolean): void => {
    detach(relate(isSet), 'relate two items')
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title="How are they related?"
      footer={
        <>
          <Button onClick={() => press(false)}>Take it away</Button>
          <Button variant="primary" onClick={() => press(true)}>
            Relate
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-13 wrap-anywhere">“{titleOf(childId)}” is</p>
        <Field label="Relation">
          <Select
            aria-label="Relation"
            value={relation}
            onValueChange={setRelation}
            options={SETTABLE_RELATIONS.map((value) => ({ value, label: WORDS[value] }))}
          />
        </Field>
        <p className="text-13 wrap-anywhere">“{titleOf(parentId)}”.</p>
        <Button size="small" icon={<ArrowUpDown />} onClick={() => setIsSwapped(!isSwapped)} className="self-start">
          The other way round
        </Button>
      </div>
    </Dialog>
  )
}
