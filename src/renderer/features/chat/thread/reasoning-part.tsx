import { Brain, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '@renderer/ui/class-names'
import type { ReasoningPart as Thought } from '@shared/domain/chat'

export interface ReasoningPartProps {
  readonly thought: Thought
  /** While it is still growing. */
  readonly isOpen: boolean
}

/** Thoughts of a model: there for who asks, out of the way for who reads. */
export function ReasoningPart({ thought, isOpen }: ReasoningPartProps) {
  const [isShown, setIsShown] = useState(false)
  const { text, durationMs } = thought
  if (text === '') return null
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
        {!isOpen && durationMs !== undefined ? (
          <span className="tabular-nums">· {formatSeconds(durationMs)}</span>
        ) : null}
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

function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  return seconds < 60 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}
