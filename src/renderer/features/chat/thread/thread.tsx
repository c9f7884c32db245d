import { ArrowDown } from 'lucide-react'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { VList, type VListHandle } from 'virtua'
import { Button } from '@renderer/ui/button'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { siblingsOf } from '@shared/domain/chat-tree'
import { ForkEnd } from './fork-end'
import { MessageView } from './message-view'
import type { ThreadActions } from './thread-actions'
import { useStickToBottom } from './use-stick-to-bottom'

export interface ThreadProps {
  readonly conversation: ConversationDetail
  /** The shown branch, root first. */
  readonly branch: readonly ChatMessage[]
  /** A message to bring into view and mark. */
  readonly markedId: string | null
  readonly actions: ThreadActions
}

/** The shown branch; only what is near the view is in the page. */
export function Thread({ conversation, branch, markedId, actions }: ThreadProps) {
  const list = useRef<VListHandle>(null)
  const stick = useStickToBottom(list)
  const versions = useMemo(
    () =>
      new Map(branch.map((message) => [message.id, siblingsOf(conversation.messages, message).map(({ id }) => id)])),
    [branch, conversation.messages],
  )
  const lastId = branch.at(-1)?.id
  const followers = useMemo(
    () => conversation.messages.filter(({ parentId }) => parentId === lastId).length,
    [conversation.messages, lastId],
  )
  const showNewest = useEffectEvent((newestId: string | undefined) => {
    if (newestId !== undefined && markedId === null) stick.jump()
  })
  const showMarked = useEffectEvent((messageId: string | null) => {
    const index = branch.findIndex(({ id }) => id === messageId)
    if (index < 0) return
    stick.letGo()
    list.current?.scrollToIndex(index, { align: 'center' })
  })
  // A new question of one's own always shows its answer.
  useEffect(() => showNewest(lastId), [lastId])
  useEffect(() => showMarked(markedId), [markedId])
  return (
    <div className="relative h-full min-h-0">
      <VList
        ref={list}
        className="py-4 [scrollbar-gutter:stable_both-edges]"
        bufferSize={600}
        onScroll={stick.onScroll}
        onResize={stick.onResize}
        tabIndex={0}
        aria-label="Messages"
      >
        {branch.map((message, index) => (
          <MessageView
            key={message.id}
            message={message}
            versionIds={versions.get(message.id) ?? NONE}
            forkName={conversation.forkNames[message.id] ?? ''}
            isLast={index === branch.length - 1}
            isMarked={message.id === markedId}
            actions={actions}
          />
        ))}
        {followers > 0 && lastId !== undefined ? (
          <ForkEnd count={followers} onShow={() => void actions.showBranch(lastId)} />
        ) : null}
      </VList>
      {stick.isAway ? (
        <Button
          size="small"
          icon={<ArrowDown />}
          onClick={stick.jump}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-popup"
        >
          Jump to latest
        </Button>
      ) : null}
    </div>
  )
}

const NONE: readonly string[] = []
