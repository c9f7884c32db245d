import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { showToast } from '@renderer/ui/toast'
import type { LibraryTag } from '@shared/domain/library-order'
import { useState } from 'react'
import { countWords } from '../actions/count-words'
import { newStep, undoAction } from '../actions/undo'
import type { TagEditDialogProps } from './tag-edit-dialog'

/** Makes one tag of two: items, names and what lies beneath go over. Mounted while it is open. */
export function MergeDialog({ tag, tags, onClose }: TagEditDialogProps) {
  const others = tags.filter(({ id }) => id !== tag.id)
  const [intoId, setIntoId] = useState(String(others[0]?.id ?? ''))
  const merge = async (into: LibraryTag): Promise<void> => {
    const stepId = newStep()
    await request('library.merge-tags', { stepId, fromId: tag.id, intoId: into.id })
    showToast({ title: `“${tag.name}” is part of “${into.name}” now`, tone: 'success', action: undoAction(stepId) })
  }
  const confirm = (): void => {
    const into = others.find(({ id }) => String(id) === intoId)
    if (!into) return
    detach(merge(into), 'merge tags')
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title={`Merge “${tag.name}” into another tag`}
      description={`${countWords(tag.count)} with this tag get the other one. “${tag.name}” stays as one of its names.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={confirm}
            disabledReasons={others.length > 0 ? [] : ['There is no other tag.']}
          >
            Merge
          </Button>
        </>
      }
    >
      <Field label="Into">
        <Select
          aria-label="Into"
          value={intoId}
          onValueChange={setIntoId}
          options={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
      </Field>
    </Dialog>
  )
}
