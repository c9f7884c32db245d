import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '@renderer/ui/class-names'
import type { ToolCallPart, ToolResultPart } from '@shared/domain/chat'
import { inLines } from './tool-call-words'

export interface ToolCallDetailsProps {
  readonly call: ToolCallPart
  readonly result: ToolResultPart | null
  /** While the person has to decide they see what is asked. */
  readonly isOpen: boolean
}

/** What a function was called with and what it gave. */
export function ToolCallDetails({ call, result, isOpen }: ToolCallDetailsProps) {
  const [isShown, setIsShown] = useState(isOpen)
  return (
    <div>
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        className="flex items-center gap-1 rounded-control text-muted hover:text-ink"
      >
        <ChevronRight aria-hidden className={classNames('size-3.5 transition-transform', isShown && 'rotate-90')} />
        {result ? 'What was asked and answered' : 'What is asked'}
      </button>
      {isShown ? <Verbatim text={inLines(call.argumentsText)} /> : null}
      {isShown && result ? <Verbatim text={result.text} /> : null}
    </div>
  )
}

function Verbatim({ text }: { readonly text: string }) {
  return (
    <pre
      data-selectable
      tabIndex={0}
      className="mt-1 max-h-60 overflow-auto rounded-control bg-hover px-2 py-1.5 font-mono text-11 wrap-anywhere whitespace-pre-wrap"
    >
      {text}
    </pre>
  )
}
