import { CircleStop, Scissors } from 'lucide-react'
import type { ReactNode } from 'react'
import { followNextStep } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { FailureNotice } from '@renderer/ui/failure-notice'
import type { ChatMessage } from '@shared/domain/chat'
import { assertNever } from '@shared/lib/assert-never'
import type { ThreadActions } from './thread-actions'

export interface AnswerStateProps {
  readonly message: ChatMessage
  /** Only the end of a talk offers to go on; further up that was settled long ago. */
  readonly isLast: boolean
  readonly actions: ThreadActions
}

/** How an answer ended, where that is not simply "whole", and what to do about it. */
export function AnswerState(props: AnswerStateProps) {
  const { message, isLast, actions } = props
  switch (message.state) {
    case 'complete':
      // Whole, but not written down yet.
      return message.failure ? <FailureNotice failure={message.failure} /> : null
    case 'streaming':
      return null
    case 'stopped':
      return <Ending icon={<CircleStop />} words="You stopped this answer." {...props} />
    case 'interrupted':
      return (
        <Ending
          icon={<Scissors />}
          words="The studio ended while this answer came in. What had arrived is kept."
          {...props}
        />
      )
    case 'truncated':
      return (
        <Ending
          icon={<Scissors />}
          words={message.failure?.message ?? 'The answer broke off. What arrived is kept.'}
          {...props}
        />
      )
    case 'refused':
    case 'failed':
      return message.failure ? (
        <FailureNotice
          failure={message.failure}
          onNextStep={isLast ? (step) => takeStep(step, message, actions) : undefined}
        />
      ) : null
    default:
      return assertNever(message.state)
  }
}

function takeStep(step: string, message: ChatMessage, actions: ThreadActions): void {
  if (followNextStep(step)) return
  if (step === 'choose-model') actions.chooseModel()
  else if (step === 'edit-input') editQuestionOf(message)
  else void actions.regenerate(message)
}

/** The question stands right above; its own Edit button does the rest. */
function editQuestionOf(message: ChatMessage): void {
  const question = document.querySelector(`[data-message="${CSS.escape(message.parentId ?? '')}"] [aria-label="Edit"]`)
  if (question instanceof HTMLElement) question.click()
}

interface EndingProps extends AnswerStateProps {
  readonly icon: ReactNode
  readonly words: string
}

function Ending({ icon, words, message, isLast, actions }: EndingProps) {
  const hasText = message.parts.some((part) => part.kind === 'text')
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-2 rounded-control bg-warning-soft px-3 py-2 text-12 text-ink [&>svg]:size-4 [&>svg]:text-warning"
    >
      {icon}
      <span className="min-w-0 flex-1">{words}</span>
      {hasText && isLast ? (
        <Button size="small" onClick={() => void actions.goOn(message)}>
          Continue
        </Button>
      ) : null}
      {isLast ? (
        <Button size="small" onClick={() => void actions.regenerate(message)}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}
