import { classNames } from '@renderer/ui/class-names'
import { IconButton } from '@renderer/ui/icon-button'
import { TextInput } from '@renderer/ui/text-input'
import { Search, X } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'

const TYPING_PAUSE_MS = 80

export interface SearchBoxProps {
  readonly value: string
  readonly onValueChange: (value: string) => void
  readonly inputRef: RefObject<HTMLInputElement | null>
  /** The person is done typing and wants to go on among the results. */
  readonly onLeave: () => void
}

/** Searches while one types; what is typed shows at once, the search follows a blink later. */
export function SearchBox({ value, onValueChange, inputRef, onLeave }: SearchBoxProps) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  const [sent, setSent] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (known !== value) {
    setKnown(value)
    // A change from elsewhere replaces what is typed; the own one may already be behind it.
    if (value !== sent) {
      setTyped(value)
      setSent(value)
    }
  }
  const type = (text: string): void => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      setSent(text)
      onValueChange(text)
    }, TYPING_PAUSE_MS)
  }
  return (
    <div className="relative max-w-80 min-w-36 flex-1">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-muted" />
      <TextInput
        ref={inputRef}
        type="search"
        aria-label="Search the library"
        placeholder="Search prompts"
        value={typed}
        onValueChange={type}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            if (typed === '') onLeave()
            else type('')
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            onLeave()
          }
        }}
        className={classNames('pl-8! [&::-webkit-search-cancel-button]:hidden', typed !== '' && 'pr-7!')}
      />
      {typed === '' ? null : (
        <IconButton
          label="Clear the search"
          size="small"
          icon={<X />}
          onClick={() => {
            type('')
            inputRef.current?.focus()
          }}
          className="absolute! top-1 right-1"
        />
      )}
    </div>
  )
}
