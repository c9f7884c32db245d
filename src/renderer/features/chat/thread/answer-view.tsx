import { Brain, ChevronRight, Copy, GitBranch, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '@renderer/ui/class-names'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { IconButton } from '@renderer/ui/icon-button'
import type { MessagePart } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { assertNever } from '@shared/lib/assert-never'
import { StreamedMarkdown } from '../markdown/markdown'
import { AnswerFacts } from './answer-facts'
import { AnswerState } from './answer-state'
import { ChatPictures } from './chat-pictures'
import { GenerationPart } from './generation-part'
import type { MessageViewProps } from './message-view'
import { VersionArrows } from './version-arrows'

export function AnswerView({ message, versionIds, forkName, isLast, actions }: MessageViewProps) {
  const isStreaming = message.state === 'streaming'
  const isGeneration = message.parts.some((part) => part.kind === 'generation')
  return (
    <div className="flex min-w-0 flex-col gap-2" aria-busy={isStreaming}>
      {message.parts.map((part, index) => (
        <AnswerPart key={index} part={part} isOpen={isStreaming && index === message.parts.length - 1} />
      ))}
      {isStreaming && message.parts.length === 0 ? <Waiting /> : null}
      <AnswerState message={message} isLast={isLast} actions={actions} />
      {isStreaming ? null : (
        <div className="flex min-h-6 flex-wrap items-center gap-x-2 text-11 text-muted">
          <VersionArrows message={message} versionIds={versionIds} forkName={forkName} actions={actions} />
          <AnswerFacts message={message} />
          <span
            className={classNames(
              'flex transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100',
              !isLast && 'opacity-0',
            )}
          >
            {textOf(message) === '' ? null : (
              <IconButton size="small" label="Copy" icon={<Copy />} onClick={() => actions.copy(textOf(message))} />
            )}
            {isLast ? null : (
              <IconButton
                size="small"
                label="Fork from here"
                icon={<GitBranch />}
                onClick={() => void actions.forkFrom(message.id)}
              />
            )}
            <IconButton
              size="small"
              label={isGeneration ? 'Make again' : 'Answer again'}
              icon={<RefreshCw />}
              onClick={(event) => {
                if (isFirstPress(event)) void (isGeneration ? actions.makeAgain(message) : actions.regenerate(message))
              }}
            />
          </span>
        </div>
      )}
    </div>
  )
}

function AnswerPart({ part, isOpen }: { readonly part: MessagePart; readonly isOpen: boolean }) {
  switch (part.kind) {
    case 'text':
      return <StreamedMarkdown text={part.text} isOpen={isOpen} />
    case 'reasoning':
      return <Reasoning text={part.text} isOpen={isOpen} />
    case 'asset':
      return <ChatPictures assetIds={[part.assetId]} size="large" />
    case 'generation':
      return <GenerationPart taskId={part.taskId} prompt={part.prompt} />
    default:
      return assertNever(part)
  }
}

/** Thoughts of a model: there for who asks, out of the way for who reads. */
function Reasoning({ text, isOpen }: { readonly text: string; readonly isOpen: boolean }) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="text-12 text-muted">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        className="flex items-center gap-1 rounded-control hover:text-ink"
      >
        <Brain aria-hidden className={classNames('size-3.5', isOpen && 'animate-pulse-soft')} />
        {isOpen ? 'Thinking' : 'Thoughts'}
        <ChevronRight aria-hidden className={classNames('size-3.5 transition-transform', isShown && 'rotate-90')} />
      </button>
      {isShown ? (
        <p data-selectable className="mt-1 border-l-2 border-line pl-3 wrap-anywhere whitespace-pre-wrap">
          {text}
        </p>
      ) : null}
    </div>
  )
}

/** Before the first word: something lives, and nothing is promised. */
function Waiting() {
  return (
    <p role="status" className="flex items-center gap-2 text-muted">
      <span aria-hidden className="size-2 animate-pulse-soft rounded-full bg-muted" />
      Waiting for the first words
    </p>
  )
}
