import { ChevronRight, Wrench } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '@renderer/ui/class-names'
import type { ToolCallPart as ToolCall, ToolResultPart } from '@shared/domain/chat'

export interface ToolCallPartProps {
  readonly call: ToolCall
  readonly result: ToolResultPart | null
}

/** A function that the model asked for, and what it was told of it. */
export function ToolCallPart({ call, result }: ToolCallPartProps) {
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="rounded-control border border-line px-3 py-2 text-12">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={() => setIsShown(!isShown)}
        className="flex max-w-full items-center gap-1.5 rounded-control hover:text-ink"
      >
        <Wrench aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate font-medium">{call.name}</span>
        <ChevronRight aria-hidden className={classNames('size-3.5 transition-transform', isShown && 'rotate-90')} />
      </button>
      {isShown ? <Verbatim text={call.argumentsText} /> : null}
      {isShown && result ? <Verbatim text={result.text} /> : null}
    </div>
  )
}

function Verbatim({ text }: { readonly text: string }) {
  return (
    <pre data-selectable className="mt-2 max-h-60 overflow-auto font-mono text-11 wrap-anywhere whitespace-pre-wrap">
      {text}
    </pre>
  )
}
