import { ArrowDown, ArrowUp, CornerDownRight, Pencil, Send, X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { TextArea } from '@renderer/ui/text-area'
import { showToast } from '@renderer/ui/toast'
import type { FollowUp } from '@shared/domain/chat'
import { movedBy } from './moved-by'

/** What waits for the end of the answer, next first; nothing where nothing waits. */
export function FollowUpList({ conversationId }: { readonly conversationId: string }) {
  const { data } = useStudioQuery('chat.follow-ups', { conversationId })
  const order = useStudioMutation('chat.order-follow-ups')
  const sendNow = useStudioMutation('chat.send-follow-up')
  const waiting = data ?? []
  const [first] = waiting
  if (!first) return null
  const ids = waiting.map(({ id }) => id)
  return (
    <section aria-label="Messages that wait" className="mx-auto w-full max-w-190 px-6 pb-1">
      {first.isHeld ? (
        <div
          role="status"
          className="mb-1 flex items-center gap-2 rounded-control bg-warning-soft px-3 py-1.5 text-12 text-ink"
        >
          <span className="min-w-0 flex-1">
            {waiting.length === 1 ? 'This message waits' : `These ${waiting.length} messages wait`} for you: the answer
            before did not come to its end.
          </span>
          <Button size="small" icon={<Send />} onClick={() => sendNow.mutate({ followUpId: first.id })}>
            Send now
          </Button>
        </div>
      ) : null}
      <ol className="flex max-h-36 flex-col gap-0.5 overflow-y-auto">
        {waiting.map((followUp, index) => (
          <FollowUpRow
            key={followUp.id}
            followUp={followUp}
            isFirst={index === 0}
            isLast={index === waiting.length - 1}
            onMove={(step) => order.mutate({ conversationId, followUpIds: [...movedBy(ids, followUp.id, step)] })}
            onSendNow={() => sendNow.mutate({ followUpId: followUp.id })}
          />
        ))}
      </ol>
    </section>
  )
}

interface FollowUpRowProps {
  readonly followUp: FollowUp
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (step: -1 | 1) => void
  readonly onSendNow: () => void
}

function FollowUpRow({ followUp, isFirst, isLast, onMove, onSendNow }: FollowUpRowProps) {
  const [isEditing, setIsEditing] = useState(false)
  const edit = useStudioMutation('chat.edit-follow-up')
  const remove = useRemove(followUp)
  if (isEditing) {
    return (
      <FollowUpEditor
        text={followUp.text}
        onDone={(text) => {
          setIsEditing(false)
          if (text !== null && text !== followUp.text) edit.mutate({ followUpId: followUp.id, text })
        }}
      />
    )
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (!event.altKey || step === null) return
    event.preventDefault()
    onMove(step)
  }
  return (
    <li
      data-follow-up={followUp.id}
      onKeyDown={onKeyDown}
      className="flex items-center gap-1 rounded-control bg-hover px-2 py-0.5 text-12"
    >
      <CornerDownRight aria-hidden className="size-3.5 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{followUp.text || 'Pictures without words'}</span>
      <IconButton
        size="small"
        label="Earlier"
        keys="alt+up"
        icon={<ArrowUp />}
        disabledReasons={isFirst ? ['It is next already.'] : []}
        onClick={() => onMove(-1)}
      />
      <IconButton
        size="small"
        label="Later"
        keys="alt+down"
        icon={<ArrowDown />}
        disabledReasons={isLast ? ['It is the last already.'] : []}
        onClick={() => onMove(1)}
      />
      <IconButton size="small" label="Edit the waiting message" icon={<Pencil />} onClick={() => setIsEditing(true)} />
      <IconButton size="small" label="Stop the answer and send this now" icon={<Send />} onClick={onSendNow} />
      <IconButton size="small" label="Do not send" icon={<X />} onClick={remove} />
    </li>
  )
}

/** Takes it out at once; the toast puts it back at the end. */
function useRemove(followUp: FollowUp): () => void {
  const remove = useStudioMutation('chat.remove-follow-up')
  const add = useStudioMutation('chat.add-follow-up')
  return () => {
    const { id, conversationId, text, assetIds, modelId } = followUp
    remove.mutate({ followUpId: id })
    showToast({
      title: 'The waiting message was taken out',
      action: { label: 'Undo', onPress: () => add.mutate({ conversationId, text, assetIds, modelId }) },
    })
  }
}

function FollowUpEditor({ text, onDone }: { readonly text: string; readonly onDone: (text: string | null) => void }) {
  const [draft, setDraft] = useState(text)
  const finish = (): void => onDone(draft.trim() === '' ? null : draft)
  return (
    <li>
      <TextArea
        autoFocus
        aria-label="Edit the waiting message"
        value={draft}
        onValueChange={setDraft}
        onBlur={finish}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') onDone(null)
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          finish()
        }}
      />
    </li>
  )
}
