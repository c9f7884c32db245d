import { Pencil, Plus, SquareSlash, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { detach } from '@renderer/data/detach'
import { queryClient } from '@renderer/data/query-client'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { EmptyState } from '@renderer/ui/empty-state'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { Field } from '@renderer/ui/field'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import { showToast } from '@renderer/ui/toast'
import type { Failure } from '@shared/domain/app-error'
import { promptNameFrom, type SavedPrompt } from '@shared/domain/saved-prompt'

export interface PromptsDialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Words to begin a new prompt with, for example what stands in the composer. */
  readonly startText: string
}

type Edited = Omit<SavedPrompt, 'id'> & { readonly id: string | null }

const refetch = (): void =>
  detach(queryClient.invalidateQueries({ queryKey: studioKey('saved-prompt.list') }), 'refetch the prompts')

/** The prompts that a slash calls: add, edit, delete. */
export function PromptsDialog({ isOpen, onOpenChange, startText }: PromptsDialogProps) {
  const { data: prompts = [] } = useStudioQuery('saved-prompt.list', undefined, { isEnabled: isOpen })
  const [edited, setEdited] = useState<Edited | null>(null)
  const addNew = (): void => setEdited({ id: null, name: '', text: startText })
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        setEdited(null)
        onOpenChange(next)
      }}
      title="Saved prompts"
      description="Type / in a chat to call one. {{words}} in double braces are places to fill in; Tab goes from one to the next."
    >
      {edited ? (
        <PromptForm edited={edited} onDone={() => setEdited(null)} />
      ) : (
        <PromptList prompts={prompts} onEdit={setEdited} onAdd={addNew} />
      )}
    </Dialog>
  )
}

interface PromptListProps {
  readonly prompts: readonly SavedPrompt[]
  readonly onEdit: (prompt: SavedPrompt) => void
  readonly onAdd: () => void
}

function PromptList({ prompts, onEdit, onAdd }: PromptListProps) {
  const restore = useStudioMutation('saved-prompt.save', { onSuccess: refetch })
  const remove = useStudioMutation('saved-prompt.delete', { onSuccess: refetch })
  const removeWithUndo = (prompt: SavedPrompt): void => {
    remove.mutate(
      { id: prompt.id },
      {
        onSuccess: () =>
          showToast({
            title: `/${prompt.name} was deleted`,
            action: { label: 'Undo', onPress: () => restore.mutate({ ...prompt }) },
          }),
      },
    )
  }
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={onAdd}>
      New prompt
    </Button>
  )
  if (prompts.length === 0) {
    return (
      <EmptyState
        icon={<SquareSlash />}
        title="No prompts yet"
        text="Keep what you write again and again under a short name."
        action={add}
      />
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1">
        {prompts.map((prompt) => (
          <li key={prompt.id} className="flex items-center gap-1 rounded-control px-2 py-1 hover:bg-hover">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">/{prompt.name}</span>
              <span className="block truncate text-12 text-muted">{prompt.text}</span>
            </span>
            <IconButton size="small" label={`Edit /${prompt.name}`} icon={<Pencil />} onClick={() => onEdit(prompt)} />
            <IconButton
              size="small"
              label={`Delete /${prompt.name}`}
              icon={<Trash2 />}
              onClick={() => removeWithUndo(prompt)}
            />
          </li>
        ))}
      </ul>
      <span>{add}</span>
    </div>
  )
}

function PromptForm({ edited, onDone }: { readonly edited: Edited; readonly onDone: () => void }) {
  const [name, setName] = useState(edited.name)
  const [text, setText] = useState(edited.text)
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = useStudioMutation('saved-prompt.save', {
    onSuccess: () => {
      refetch()
      onDone()
    },
    onFailure: setFailure,
  })
  const reasons = [
    ...(promptNameFrom(name) === '' ? ['Give it a name.'] : []),
    ...(text.trim() === '' ? ['Write the prompt.'] : []),
  ]
  return (
    <div className="flex flex-col gap-3">
      {failure ? <FailureNotice failure={failure} /> : null}
      <Field label="Name" help={name === '' ? 'For example “shots”' : `Called by /${promptNameFrom(name)}`}>
        <TextInput value={name} onValueChange={setName} autoFocus />
      </Field>
      <Field label="Prompt">
        <TextArea value={text} onValueChange={setText} placeholder="Plan {{count}} shots about {{subject}} …" />
      </Field>
      <div className="flex justify-end gap-2 pb-2">
        <Button variant="ghost" onClick={onDone}>
          Back
        </Button>
        <Button
          variant="primary"
          disabledReasons={reasons}
          onClick={() =>
            save.mutate({ ...(edited.id === null ? {} : { id: edited.id }), name: promptNameFrom(name), text })
          }
        >
          Save
        </Button>
      </div>
    </div>
  )
}
