import { useEffect, useRef } from 'react'
import { classNames } from '@renderer/ui/class-names'
import type { Suggestion } from './use-suggestions'

export interface SuggestionListProps {
  readonly id: string
  readonly label: string
  readonly suggestions: readonly Suggestion[]
  readonly active: number
  readonly onPoint: (index: number) => void
  readonly onChoose: (suggestion: Suggestion) => void
}

/** Above the text field, whose caret stays where it is: arrows walk it, Enter or Tab takes, Esc closes. */
export function SuggestionList({ id, label, suggestions, active, onPoint, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active])
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 bottom-full z-20 mb-1 max-h-72 overflow-y-auto rounded-panel bg-raised p-1 shadow-popup"
    >
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => onPoint(index)}
          // The caret must not leave the text for this.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          className={classNames(
            'flex items-center gap-2 rounded-control px-2 py-1 [&>span>svg]:size-4',
            index === active && 'bg-hover',
          )}
        >
          <span className="flex size-8 shrink-0 items-center justify-center text-muted">{suggestion.icon}</span>
          <span className="min-w-0 flex-1">
            <span className="block truncate">{suggestion.label}</span>
            <span className="block truncate text-11 text-muted">{suggestion.detail}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
