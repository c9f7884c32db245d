import { Popover } from '@base-ui/react/popover'
import { Check, Star } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { classNames } from '@renderer/ui/class-names'
import { TextInput } from '@renderer/ui/text-input'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly detail: string
  readonly isFavourite: boolean
}

export interface ChoicePickerProps {
  readonly trigger: ReactElement
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: string
  readonly onChoose: (value: string) => void
  readonly onToggleFavourite: (value: string) => void
  /** True: what is typed may be chosen although no list knows it. */
  readonly allowsOther?: boolean
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** More are found by typing; drawing hundreds would only make typing slow. */
const MAX_SHOWN = 80

/** Finds one of very many: type, arrows, Enter. Favourites come first. */
export function ChoicePicker(props: ChoicePickerProps) {
  const search = useRef<HTMLInputElement>(null)
  return (
    <Popover.Root open={props.isOpen} onOpenChange={(isOpen) => props.onOpenChange(isOpen)}>
      <Popover.Trigger render={props.trigger} />
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={6} className="z-50">
          <Popover.Popup
            aria-label={props.label}
            initialFocus={search}
            className="flex w-96 max-w-[92vw] flex-col rounded-panel bg-raised text-13 text-ink shadow-popup outline-none"
          >
            <ChoiceList picker={props} search={search} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface ChoiceListProps {
  readonly picker: ChoicePickerProps
  readonly search: RefObject<HTMLInputElement | null>
}

function ChoiceList({ picker, search }: ChoiceListProps) {
  const [query, setQuery] = useState('')
  const listId = useId()
  const shown = useMemo(
    () => shownChoices(picker.choices, query, picker.allowsOther === true),
    [picker.choices, query, picker.allowsOther],
  )
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      shown.findIndex(({ value }) => value === picker.value),
    ),
  )
  const showRow = (index: number): void =>
    document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' })
  const showChosen = useEffectEvent(() => showRow(active))
  useEffect(() => showChosen(), [])
  const choose = (choice: Choice | undefined): void => {
    if (!choice) return
    picker.onChoose(choice.value)
    picker.onOpenChange(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = Math.min(shown.length - 1, Math.max(0, active + step))
      setActive(next)
      showRow(next)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(shown[active])
    }
  }
  return (
    <>
      <div className="p-2">
        <TextInput
          ref={search}
          value={query}
          onValueChange={(text) => {
            setQuery(text)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          placeholder="Search models"
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={shown.length > 0 ? `${listId}-${active}` : undefined}
          aria-label={picker.label}
        />
      </div>
      <ul id={listId} role="listbox" aria-label={picker.label} className="max-h-80 overflow-y-auto px-1 pb-1">
        {shown.map((choice, index) => (
          <ChoiceRow
            key={choice.value}
            id={`${listId}-${index}`}
            choice={choice}
            isActive={index === active}
            isChosen={choice.value === picker.value}
            onChoose={() => choose(choice)}
            onPoint={() => setActive(index)}
            onToggleFavourite={() => picker.onToggleFavourite(choice.value)}
          />
        ))}
        {shown.length === 0 ? <li className="px-3 py-4 text-center text-muted">No model with this name.</li> : null}
      </ul>
    </>
  )
}

interface ChoiceRowProps {
  readonly id: string
  readonly choice: Choice
  readonly isActive: boolean
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onPoint: () => void
  readonly onToggleFavourite: () => void
}

function ChoiceRow({ id, choice, isActive, isChosen, onChoose, onPoint, onToggleFavourite }: ChoiceRowProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isChosen}
      onClick={onChoose}
      onPointerMove={onPoint}
      className={classNames('flex items-center gap-2 rounded-control py-1 pr-1 pl-2', isActive && 'bg-hover')}
    >
      <Check aria-hidden className={classNames('size-3.5 shrink-0', !isChosen && 'invisible')} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{choice.label}</span>
        <span className="block truncate text-11 text-muted">{choice.detail}</span>
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={choice.isFavourite ? `Remove ${choice.label} from favourites` : `Make ${choice.label} a favourite`}
        onClick={(event) => {
          event.stopPropagation()
          onToggleFavourite()
        }}
        className="flex size-6 shrink-0 items-center justify-center rounded-control text-muted hover:bg-pressed hover:text-ink"
      >
        <Star className={classNames('size-3.5', choice.isFavourite && 'fill-current text-ink')} />
      </button>
    </li>
  )
}

function shownChoices(choices: readonly Choice[], query: string, allowsOther: boolean): readonly Choice[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = choices
    .filter(({ label, value }) => words.every((word) => `${label} ${value}`.toLowerCase().includes(word)))
    .toSorted((left, right) => Number(right.isFavourite) - Number(left.isFavourite))
    .slice(0, MAX_SHOWN)
  const typed = query.trim()
  if (!allowsOther || typed === '' || choices.some(({ value }) => value === typed)) return found
  return [...found, { value: typed, label: typed, detail: 'Use this model id as typed', isFavourite: false }]
}
