import { Paperclip, X } from 'lucide-react'
import { useState } from 'react'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { AssetPicker } from '@renderer/parts/asset-picker/asset-picker'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { TextInput } from '@renderer/ui/text-input'
import type { Failure } from '@shared/domain/app-error'
import type { ChatFolder } from '@shared/domain/chat-folder'
import { ChatModelPicker } from '../composer/model-picker'
import { CapFields } from '../spending/cap-fields'

export type FolderDraft = Omit<ChatFolder, 'id'> & { readonly id: string | null }

export const NEW_FOLDER: FolderDraft = {
  id: null,
  title: '',
  instructions: '',
  modelId: null,
  assetIds: [],
  capMicroUsd: null,
  capMode: 'stop',
}

export interface FolderDialogProps {
  readonly folder: FolderDraft
  readonly onClose: () => void
}

/** A project's name, instructions, files, model and budget. */
export function FolderDialog({ folder, onClose }: FolderDialogProps) {
  const [draft, setDraft] = useState(folder)
  const [failure, setFailure] = useState<Failure | null>(null)
  const save = useStudioMutation('chat.save-folder', { onSuccess: onClose, onFailure: setFailure })
  const change = (patch: Partial<FolderDraft>): void => setDraft({ ...draft, ...patch })
  const isNamed = draft.title.trim() !== ''
  const submit = (): void => {
    const { id, ...fields } = draft
    save.mutate({ folderId: id, ...fields })
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={folder.id === null ? 'New project' : 'Project'}
      description="Its chats share instructions, files, a model and a budget."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabledReasons={isNamed ? [] : ['Give it a name.']} onClick={submit}>
            {folder.id === null ? 'Make the project' : 'Save'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-2">
        {failure ? <FailureNotice failure={failure} /> : null}
        <Labelled label="Name">
          <TextInput
            autoFocus
            aria-label="Name"
            value={draft.title}
            onValueChange={(title) => change({ title })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing && isNamed) submit()
            }}
          />
        </Labelled>
        <Labelled label="Instructions">
          <TextArea
            aria-label="Instructions"
            placeholder="What every model should know or do in this project"
            value={draft.instructions}
            onValueChange={(instructions) => change({ instructions })}
          />
        </Labelled>
        <Labelled label="Model of new chats">
          <FolderModel modelId={draft.modelId} onChange={(modelId) => change({ modelId })} />
        </Labelled>
        <FolderFiles assetIds={draft.assetIds} onChange={(assetIds) => change({ assetIds })} />
        <CapFields cap={draft} onChange={change} what="the project" />
      </div>
    </Dialog>
  )
}

function Labelled({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="text-12 text-muted">
        {label}
      </span>
      {children}
    </div>
  )
}

interface FolderModelProps {
  readonly modelId: string | null
  readonly onChange: (modelId: string | null) => void
}

function FolderModel({ modelId, onChange }: FolderModelProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="flex items-center gap-1">
      <ChatModelPicker
        value={modelId ?? 'Studio’s default'}
        onChoose={onChange}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      />
      {modelId === null ? null : (
        <IconButton size="small" label="Use the studio’s default" icon={<X />} onClick={() => onChange(null)} />
      )}
    </div>
  )
}

interface FolderFilesProps {
  readonly assetIds: readonly string[]
  readonly onChange: (assetIds: readonly string[]) => void
}

const MAX_FILES = 32

function FolderFiles({ assetIds, onChange }: FolderFilesProps) {
  const [isPicking, setIsPicking] = useState(false)
  const cards = useStudioQuery('library.cards', { assetIds: [...assetIds] }, { isEnabled: assetIds.length > 0 }).data
  return (
    <Labelled label="Files that go along with every chat">
      <ul className="flex flex-wrap gap-1">
        {assetIds.map((id) => (
          <li key={id} className="flex max-w-full items-center gap-1 rounded-control bg-hover pl-2 text-12">
            <span className="truncate">
              {cards?.find((card) => card.id === id)?.title ?? 'No longer in the library'}
            </span>
            <IconButton
              size="small"
              label="Take out"
              icon={<X />}
              onClick={() => onChange(assetIds.filter((other) => other !== id))}
            />
          </li>
        ))}
        <li>
          <Button size="small" icon={<Paperclip />} onClick={() => setIsPicking(true)}>
            Add files…
          </Button>
        </li>
      </ul>
      {isPicking ? (
        <AssetPicker
          title="Files of the project"
          media={['image']}
          max={MAX_FILES - assetIds.length}
          onPick={(ids) => onChange([...new Set([...assetIds, ...ids])])}
          onClose={() => setIsPicking(false)}
        />
      ) : null}
    </Labelled>
  )
}
