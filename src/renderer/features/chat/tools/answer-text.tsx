import { useMemo } from 'react'
import type { ChatMessage } from '@shared/domain/chat'
import { StreamedMarkdown } from '../markdown/markdown'
import { DataAnswer } from './data-answer'

export interface AnswerTextProps {
  readonly text: string
  readonly message: ChatMessage
  readonly isOpen: boolean
}

/** Text of an answer; one that was asked for in a fixed shape is shown as the data it is. */
export function AnswerText({ text, message, isOpen }: AnswerTextProps) {
  const shape = message.parts.find((part) => part.kind === 'answer-shape')
  const isData = shape?.kind === 'answer-shape' && message.state === 'complete'
  const value = useMemo(() => (isData ? parse(text) : undefined), [isData, text])
  if (shape?.kind !== 'answer-shape' || message.state !== 'complete')
    return <StreamedMarkdown text={text} isOpen={isOpen} />
  if (value === undefined) {
    return (
      <>
        <p role="status" className="text-12 text-danger">
          The answer is not the data that was asked for.
        </p>
        <StreamedMarkdown text={text} isOpen={false} />
      </>
    )
  }
  return <DataAnswer value={value} schema={shape.schema} text={text} />
}

/** JSON, also between the fences that some models put around it; undefined for anything else. */
function parse(text: string): unknown {
  const bare = /^\s*```(?:json)?\s*\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text
  try {
    const value: unknown = JSON.parse(bare)
    return value ?? undefined
  } catch {
    return undefined
  }
}
