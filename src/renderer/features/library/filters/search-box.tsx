import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import { TextInput } from '@renderer/ui/text-input'
import { CircleHelp, Search, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react'
import { allFilters, type Suggestion, suggestionsFor, type Vocabulary } from './suggestions'

const TYPING_PAUSE_MS = 80

export interface SearchBoxProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
  readonly vocabulary: Vocabulary
  /** The person is done typing and wants to go on among the results. */
  readonly onLeave: () => void
  readonly onHelp: () => void
}

/** Searches while one types; what is typed shows at once, the search follows a blink later. */
export function SearchBox({ value, onValueChange, inputRef, vocabulary, onLeave, onHelp }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const [sent, setSent] = useState(value)
  const [isOpen, setIsOpen] = useState(false)
  const [listsFilters, setListsFilters] = useState(false)
  const [activeIndex, setActiveIndex] = useState(-1)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const listId = useId()
  if (known !== value) {
    setKnown(value)
    // A change from elsewhere replaces what is typed; the own one may already be behind it.
    if (value !== sent) {
      setTyped(value)
      setSent(value)
    }
  }
  const begun = isOpen ? suggestionsFor(typed, vocabulary) : []
  const suggestions = isOpen && listsFilters && begun.length === 0 ? allFilters(typed) : begun
  const active = suggestions[activeIndex]
  const send = (text: string): void => {
    clearTimeout(timer.current)
    setSent(text)
    onValueChange(text)
  }
  const type = (text: string): void => {
    setTyped(text)
    setActiveIndex(-1)
    setListsFilters(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => send(text), TYPING_PAUSE_MS)
  }
  const take = (suggestion: Suggestion): void => {
    type(suggestion.text)
    setIsOpen(true)
    inputRef.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (pressInList(event, suggestions.length, activeIndex, setActiveIndex)) event.preventDefault()
    else if (active && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      take(active)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      if (suggestions.length > 0) {
        setIsOpen(false)
        setListsFilters(false)
      } else if (typed === '') onLeave()
      else type('')
    } else if (event.key === 'ArrowDown' && !isOpen && allFilters(typed).length > 0) {
      event.preventDefault()
      setIsOpen(true)
      setListsFilters(true)
      setActiveIndex(0)
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      setIsOpen(false)
      send(typed)
      onLeave()
    }
  }
  return (
    <div className="relative max-w-96 min-w-40 flex-1">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-muted" />
      <TextInput
        ref={inputRef}
        type="search"
        aria-label="Search the library"
        aria-autocomplete="list"
        {...(suggestions.length > 0 ? { 'aria-controls': listId } : {})}
        {...(active ? { 'aria-activedescendant': `${listId}-${activeIndex}` } : {})}
        placeholder="Search, or rating:>=4 kind:video (↓ lists all)"
        value={typed}
        onValueChange={(text) => {
          setIsOpen(true)
          type(text)
        }}
        onBlur={() => {
          setIsOpen(false)
          setListsFilters(false)
        }}
        onKeyDown={onKeyDown}
        className={classNames(
          'pr-8! pl-8! placeholder-shown:text-ellipsis [&::-webkit-search-cancel-button]:hidden',
          typed !== '' && 'pr-14!',
        )}
      />
      <span className="absolute top-1 right-1 flex">
        {typed === '' ? null : (
          <IconButton
            label="Clear the search"
            size="small"
            icon={<X />}
            onClick={() => {
              type('')
              inputRef.current?.focus()
            }}
          />
        )}
        <IconButton label="What can be searched for" size="small" icon={<CircleHelp />} onClick={onHelp} />
      </span>
      {suggestions.length > 0 ? (
        <SuggestionList id={listId} suggestions={suggestions} activeIndex={activeIndex} onTake={take} />
      ) : null}
    </div>
  )
}

function pressInList(
  event: KeyboardEvent,
  count: number,
  activeIndex: number,
  setActiveIndex: (index: number) => void,
): boolean {
  if (count === 0 || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false
  const next = activeIndex + (event.key === 'ArrowDown' ? 1 : -1)
  setActiveIndex(next < -1 ? count - 1 : next >= count ? -1 : next)
  return true
}

interface SuggestionListProps {
  readonly id: string
  readonly suggestions: readonly Suggestion[]
  readonly activeIndex: number
  readonly onTake: (suggestion: Suggestion) => void
}

function SuggestionList({ id, suggestions, activeIndex, onTake }: SuggestionListProps) {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label="Suggestions"
      className="absolute top-9 right-0 left-0 z-30 max-h-[60vh] overflow-y-auto rounded-panel bg-raised p-1 shadow-popup"
    >
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.text}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === activeIndex}
          // The box must keep the keyboard while a suggestion is pressed.
          onPointerDown={(event) => {
            event.preventDefault()
            onTake(suggestion)
          }}
          className={classNames(
            'flex items-center justify-between gap-3 rounded-control px-2 py-1 text-13 hover:bg-hover',
            index === activeIndex && 'bg-selected',
          )}
        >
          <span className="truncate">{suggestion.label}</span>
          <span className="shrink-0 text-12 text-muted">{suggestion.detail}</span>
        </li>
      ))}
    </ul>
  )
}
