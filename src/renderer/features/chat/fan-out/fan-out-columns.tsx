import { Check, Square } from 'lucide-react'
import { type RefObject, type UIEvent, useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@renderer/ui/button'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { siblingsOf } from '@shared/domain/chat-tree'
import { useFollowStream, useLiveMessage } from '../stream/use-stream'
import { AnswerView } from '../thread/answer-view'
import type { ThreadActions } from '../thread/thread-actions'

export interface FanOutColumnsProps {
  readonly conversation: ConversationDetail
  readonly question: ChatMessage
  readonly actions: ThreadActions
}

/** The answers of several models to one question, side by side, until one is kept. */
export function FanOutColumns({ conversation, question, actions }: FanOutColumnsProps) {
  const answers = conversation.messages.filter(({ parentId }) => parentId === question.id)
  return (
    <section aria-label="Answers side by side" className="flex h-full min-h-0 flex-col">
      <header className="mx-auto flex w-full max-w-190 items-start gap-3 px-6 pt-4 pb-3">
        <p className="max-h-20 min-w-0 flex-1 overflow-y-auto rounded-panel bg-hover px-3 py-2 wrap-anywhere whitespace-pre-wrap">
          {textOf(question) || 'Pictures without words'}
        </p>
        <Button size="small" variant="ghost" onClick={() => void actions.compare(null)}>
          Back to one column
        </Button>
      </header>
      <ol className="flex min-h-0 flex-1 gap-3 overflow-x-auto px-6 pb-3">
        {answers.map((answer) => (
          <Column
            key={answer.id}
            answer={answer}
            versionCount={siblingsOf(conversation.messages, answer).length}
            actions={actions}
          />
        ))}
      </ol>
    </section>
  )
}

interface ColumnProps {
  readonly answer: ChatMessage
  readonly versionCount: number
  readonly actions: ThreadActions
}

function Column({ answer, versionCount, actions }: ColumnProps) {
  useFollowStream(answer.state === 'streaming' ? answer.id : null)
  const message = useLiveMessage(answer)
  const isStreaming = message.state === 'streaming'
  const body = useRef<HTMLDivElement>(null)
  const onScroll = useFollowedEnd(body, textOf(message).length, isStreaming)
  return (
    <li
      data-message={message.id}
      data-state={message.state}
      className="flex min-w-72 flex-1 basis-0 flex-col rounded-panel border border-line"
    >
      <h3 className="truncate border-b border-line px-3 py-2 text-12 font-semibold">{message.modelId}</h3>
      <div
        ref={body}
        onScroll={onScroll}
        tabIndex={0}
        aria-label={`Answer of ${message.modelId ?? ''}`}
        className="min-h-0 flex-1 overflow-y-auto px-3 py-2"
      >
        <AnswerView message={message} versionIds={NONE} forkName="" isLast isMarked={false} actions={actions} />
      </div>
      <div className="flex items-center gap-2 border-t border-line p-2">
        <Button
          size="small"
          variant="primary"
          icon={<Check />}
          tooltip={versionCount > 1 ? 'The talk goes on from it; the others stay as versions' : undefined}
          disabledReasons={message.parts.length === 0 ? ['There is nothing to go on from yet.'] : []}
          onClick={() => void actions.keep(message.id)}
        >
          Keep this one
        </Button>
        {isStreaming ? (
          <Button size="small" variant="ghost" icon={<Square />} onClick={() => void actions.stop(message.id)}>
            Stop
          </Button>
        ) : null}
      </div>
    </li>
  )
}

const NONE: readonly string[] = []
/** Within this distance of the end a reader is at it. */
const NEAR_END_PX = 40

/**
 * Takes a reader along with an answer that comes, until they go up in it; one that was whole before stays at its top.
 * @returns for the body's `onScroll`
 */
function useFollowedEnd(body: RefObject<HTMLDivElement | null>, length: number, isStreaming: boolean) {
  const isFollowing = useRef(false)
  const lastTop = useRef(0)
  const takeAlong = useEffectEvent((shownLength: number) => {
    if (isFollowing.current && shownLength > 0) body.current?.scrollTo({ top: body.current.scrollHeight })
  })
  const beginOrEnd = useEffectEvent((isComing: boolean) => {
    if (isComing) isFollowing.current = true
    else takeAlong(length)
  })
  useEffect(() => takeAlong(length), [length])
  useEffect(() => beginOrEnd(isStreaming), [isStreaming])
  return ({ currentTarget }: UIEvent<HTMLDivElement>): void => {
    const { scrollTop, scrollHeight, clientHeight } = currentTarget
    // Only a reader moves up; growth of the answer never does.
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) isFollowing.current = isStreaming
    else if (scrollTop < lastTop.current - 1) isFollowing.current = false
    lastTop.current = scrollTop
  }
}
