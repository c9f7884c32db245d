import { memo } from 'react'
import type { ChatMessage } from '@shared/domain/chat'
import { useLiveMessage } from '../stream/use-stream'
import { AnswerView } from './answer-view'
import { QuestionView } from './question-view'
import type { ThreadActions } from './thread-actions'

export interface MessageViewProps {
  readonly message: ChatMessage
  /** Ids of the versions of this turn, oldest first. */
  readonly versionIds: readonly string[]
  /** What a person called this version; empty: nothing. */
  readonly forkName: string
  readonly isLast: boolean
  readonly isMarked: boolean
  readonly actions: ThreadActions
}

/** One message of the shown branch; only the one that is being received renders with each word. */
export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const message = useLiveMessage(props.message)
  return (
    <article
      aria-label={message.role === 'user' ? 'You' : `Answer${message.modelId ? ` of ${message.modelId}` : ''}`}
      data-message={message.id}
      data-state={message.state}
      className="group/message mx-auto w-full max-w-190 px-6 py-3"
    >
      <div
        data-marked={props.isMarked || undefined}
        className={props.isMarked ? 'rounded-panel outline-2 outline-offset-4 outline-accent-ink' : undefined}
      >
        {message.role === 'user' ? (
          <QuestionView {...props} message={message} />
        ) : (
          <AnswerView {...props} message={message} />
        )}
      </div>
    </article>
  )
})
