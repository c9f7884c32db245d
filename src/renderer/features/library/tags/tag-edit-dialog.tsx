import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { Field } from '@renderer/ui/field'
import { Select } from '@renderer/ui/select'
import { TextInput } from '@renderer/ui/text-input'
import type { LibraryTag } from '@shared/domain/library-order'
import { useState } from 'react'
import { newStep } from '../actions/undo'

/** Not empty: an empty value is shown as no choice at all. */
const TOP = 'top'

export interface TagEditDialogProps {
  readonly tag: LibraryTag
  readonly tags: readonly LibraryTag[]
  readonly onClose: () => void
}

/** Name, other names and place of a tag. Mounted while it is open. */
export function TagEditDialog({ tag, tags, onClose }: TagEditDialogProps) {
  const [name, setName] = useState(tag.name)
  const [aliases, setAliases] = useState(tag.aliases.join(', '))
  const [parentId, setParentId] = useState(tag.parentId === null ? TOP : String(tag.parentId))
  const beneath = idsBeneath(tag.id, tags)
  const parents = tags.filter(({ id }) => !beneath.has(id))
  const isReady = name.trim() !== ''
  const save = (): void => {
    if (!isReady) return
    const edit = {
      name: name.trim(),
      aliases: aliases
        .split(',')
        .map((alias) => alias.trim())
        .filter((alias) => alias !== ''),
      parentId: parentId === TOP ? null : Number(parentId),
    }
    detach(request('library.edit-tag', { stepId: newStep(), tagId: tag.id, ...edit }), 'change a tag')
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width="small"
      title={`Tag “${tag.name}”`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={save} disabledReasons={isReady ? [] : ['A tag needs a name.']}>
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Name" help="The former name keeps finding it.">
          <TextInput value={name} onValueChange={setName} onKeyDown={(event) => event.key === 'Enter' && save()} />
        </Field>
        <Field label="Other names" help="With commas between; a search finds the tag by each of them.">
          <TextInput value={aliases} onValueChange={setAliases} />
        </Field>
        <Field label="Beneath">
          <Select
            aria-label="Beneath"
            value={parentId}
            onValueChange={setParentId}
            options={[
              { value: TOP, label: 'At the top' },
              ...parents.map(({ id, name: parent }) => ({ value: String(id), label: parent })),
            ]}
          />
        </Field>
      </div>
    </Dialog>
  )
}

function idsBeneath(tagId: number, tags: readonly LibraryTag[]): ReadonlySet<number> {
  const ids = new Set([tagId])
  for (let before = 0; before < ids.size;) {
    before = ids.size
    for (const { id, parentId } of tags) if (parentId !== null && ids.has(parentId)) ids.add(id)
  }
  return ids
}
