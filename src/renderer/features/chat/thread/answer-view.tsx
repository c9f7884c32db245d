import { Copy, GitBranch, RefreshCw } from 'lucide-react'
import { classNames } from '@renderer/ui/class-names'
import { isFirstPress } from '@renderer/lib/is-first-press'
import { IconButton } from '@renderer/ui/icon-button'
import type { ChatMessage, MessagePart, ToolResultPart } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { assertNever } from '@shared/lib/assert-never'
import { AnswerText } from '../tools/answer-text'
import { ModelSwitchPart } from '../tools/model-switch-part'
import { TurnPausePart } from '../tools/turn-pause-part'
import { ToolCallPart } from '../tools/tool-call-part'
import { TraceButton } from '../trace/trace-button'
import { WebSearchPart } from '../tools/web-search-part'
import { ReadAloudButton } from '../voice/read-aloud-button'
import { AnswerFacts } from './answer-facts'
import { AnswerState } from './answer-state'
import { ChatPictures } from './chat-pictures'
import { GenerationPart } from './generation-part'
import type { MessageViewProps } from './message-view'
import { ReasoningPart } from './reasoning-part'
import { VersionArrows } from './version-arrows'
import { Waiting } from './waiting'

export function AnswerView({ message, versionIds, forkName, isLast, actions }: MessageViewProps) {
  const isStreaming = message.state === 'streaming'
  const isGeneration = message.parts.some((part) => part.kind === 'generation')
  return (
    <div className="flex min-w-0 flex-col gap-2" aria-busy={isStreaming}>
      {message.parts.map((part, index) => (
        <AnswerPart
          key={index}
          part={part}
          message={message}
          isOpen={isStreaming && index === message.parts.length - 1}
        />
      ))}
      {isStreaming ? (
        <div className="flex min-h-6 items-center gap-2">
          <Waiting message={message} />
          <ReadAloudButton message={message} />
        </div>
      ) : null}
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
            {isGeneration ? null : <TraceButton message={message} />}
            <ReadAloudButton message={message} />
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

interface AnswerPartProps {
  readonly part: MessagePart
  readonly message: ChatMessage
  readonly isOpen: boolean
}

function AnswerPart({ part, message, isOpen }: AnswerPartProps) {
  switch (part.kind) {
    case 'text':
      return <AnswerText text={part.text} message={message} isOpen={isOpen} />
    case 'reasoning':
      return <ReasoningPart thought={part} isOpen={isOpen} />
    case 'asset':
      return <ChatPictures assetIds={[part.assetId]} size="large" />
    case 'generation':
      return <GenerationPart taskId={part.taskId} prompt={part.prompt} />
    case 'tool-call':
      return <ToolCallPart call={part} result={resultOf(message, part.callId)} message={message} />
    case 'tool-result':
      // Shown in the card of its call.
      return null
    case 'web-search':
      return <WebSearchPart search={part} />
    case 'answer-shape':
      // Shown with the data that it shapes.
      return null
    case 'model-switch':
      return <ModelSwitchPart step={part} />
    case 'turn-pause':
      return <TurnPausePart />
    default:
      return assertNever(part)
  }
}

function resultOf(message: ChatMessage, callId: string): ToolResultPart | null {
  for (const part of message.parts) if (part.kind === 'tool-result' && part.callId === callId) return part
  return null
}
