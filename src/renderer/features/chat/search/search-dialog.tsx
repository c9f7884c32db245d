import { Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { describePrice } from '@renderer/lib/format-money'
import { useDebounced } from '@renderer/lib/use-debounced'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { Dialog } from '@renderer/ui/dialog'
import { NumberInput } from '@renderer/ui/number-input'
import { Select } from '@renderer/ui/select'
import { Skeleton } from '@renderer/ui/skeleton'
import { Switch } from '@renderer/ui/switch'
import { TextInput } from '@renderer/ui/text-input'
import type { MessageHit } from '@shared/domain/chat-search'
import { MICRO_USD_PER_USD } from '@shared/domain/money'
import { findWords, searchWordsOf } from '@shared/domain/search-words'

export interface SearchDialogProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** A hit was chosen, with the words that were looked for. */
  readonly onChoose: (hit: MessageHit, words: readonly string[]) => void
}

/** Looks for words in every message of every chat. */
export function SearchDialog({ isOpen, onOpenChange, onChoose }: SearchDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Search all messages" width="large">
      <SearchForm
        onChoose={(hit, words) => {
          onOpenChange(false)
          onChoose(hit, words)
        }}
      />
    </Dialog>
  )
}

const DAY_MS = 86_400_000
const PERIODS = [
  { value: 'any', label: 'Any time', days: null },
  { value: 'day', label: 'Last day', days: 1 },
  { value: 'week', label: 'Last 7 days', days: 7 },
  { value: 'month', label: 'Last 30 days', days: 30 },
  { value: 'year', label: 'Last year', days: 365 },
] as const

interface Filters {
  readonly modelId: string
  readonly period: string
  readonly hasPicture: boolean
  readonly aboveUsd: number | null
}

const ANY_MODEL = { value: '*', label: 'Any model' }
const NO_FILTERS: Filters = { modelId: ANY_MODEL.value, period: 'any', hasPicture: false, aboveUsd: null }

function SearchForm({ onChoose }: Pick<SearchDialogProps, 'onChoose'>) {
  const [text, setText] = useState('')
  const [filters, setFilters] = useState(NO_FILTERS)
  const [openedAtMs] = useState(() => Date.now())
  const settled = useDebounced(text.trim(), 120)
  const words = useMemo(() => searchWordsOf(settled), [settled])
  const isAsking = words.length > 0 || filters !== NO_FILTERS
  const { data, error } = useStudioQuery('chat.search', requestOf(settled, filters, openedAtMs), {
    isEnabled: isAsking,
    keepsPrevious: true,
  })
  const hits = isAsking ? data : undefined
  return (
    <div className="flex h-[60vh] min-h-0 flex-col gap-3">
      <div className="relative">
        <Search aria-hidden className="pointer-events-none absolute top-2.25 left-2 size-3.5 text-muted" />
        <TextInput
          autoFocus
          type="search"
          value={text}
          onValueChange={setText}
          placeholder="Words, or “a whole phrase” in quotes"
          aria-label="Search all messages"
          className="pl-7"
          onKeyDown={(event) => focusFirstHit(event)}
        />
      </div>
      <FilterRow filters={filters} onChange={setFilters} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error ? <Note>{error.failure.message}</Note> : null}
        {!isAsking ? <Note>Two letters are enough, in any script. Filters alone work, too.</Note> : null}
        {isAsking && hits === undefined && !error ? <Skeleton className="h-12" /> : null}
        {hits && hits.length === 0 ? <Note>No message holds all of this.</Note> : null}
        {hits && hits.length > 0 ? (
          <HitList hits={hits} words={words} onChoose={(hit) => onChoose(hit, words)} />
        ) : null}
      </div>
    </div>
  )
}

function requestOf(text: string, filters: Filters, nowMs: number) {
  const days = PERIODS.find(({ value }) => value === filters.period)?.days ?? null
  return {
    text,
    ...(filters.modelId === ANY_MODEL.value ? {} : { modelId: filters.modelId }),
    ...(days === null ? {} : { sinceMs: nowMs - days * DAY_MS }),
    ...(filters.hasPicture ? { hasPicture: true } : {}),
    ...(filters.aboveUsd === null ? {} : { costAboveMicroUsd: Math.round(filters.aboveUsd * MICRO_USD_PER_USD) }),
  }
}

function focusFirstHit(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
  const first = event.currentTarget.closest('[role="dialog"]')?.querySelector('[data-roving-id]')
  if (!(first instanceof HTMLElement)) return
  event.preventDefault()
  if (event.key === 'Enter') first.click()
  else first.focus()
}

interface FilterRowProps {
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}

function FilterRow({ filters, onChange }: FilterRowProps) {
  const models = useStudioQuery('chat.answering-models').data ?? []
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-12">
      <div className="w-48">
        <Select
          aria-label="Model"
          value={filters.modelId}
          options={[ANY_MODEL, ...models.map((id) => ({ value: id, label: id }))]}
          onValueChange={(modelId) => onChange({ ...filters, modelId })}
        />
      </div>
      <div className="w-36">
        <Select
          aria-label="Time"
          value={filters.period}
          options={PERIODS.map(({ value, label }) => ({ value, label }))}
          onValueChange={(period) => onChange({ ...filters, period })}
        />
      </div>
      <label className="flex items-center gap-2">
        <Switch
          aria-label="With a picture"
          isOn={filters.hasPicture}
          onChange={(hasPicture) => onChange({ ...filters, hasPicture })}
        />
        With a picture
      </label>
      <label className="flex items-center gap-2">
        Cost above $
        <span className="w-20">
          <NumberInput
            aria-label="Cost above, in US dollars"
            value={filters.aboveUsd}
            onValueChange={(aboveUsd) => onChange({ ...filters, aboveUsd })}
            min={0}
            step={0.01}
          />
        </span>
      </label>
    </div>
  )
}

interface HitListProps {
  readonly hits: readonly MessageHit[]
  readonly words: readonly string[]
  readonly onChoose: (hit: MessageHit) => void
}

function HitList({ hits, words, onChoose }: HitListProps) {
  const roving = useRovingFocus(
    hits.map(({ messageId, title }) => ({ id: messageId, label: title })),
    (id) => {
      const hit = hits.find(({ messageId }) => messageId === id)
      if (hit) onChoose(hit)
    },
  )
  return (
    <ul {...roving.listProps} aria-label="Messages found" className="flex flex-col">
      {hits.map((hit) => (
        <li key={hit.messageId}>
          <button
            type="button"
            {...roving.itemProps(hit.messageId)}
            onClick={() => onChoose(hit)}
            className="flex w-full flex-col gap-0.5 rounded-control px-2 py-1.5 text-left hover:bg-hover active:bg-pressed"
          >
            <span className="flex w-full items-baseline gap-2">
              <span className="min-w-0 truncate font-medium">{hit.title || 'New chat'}</span>
              <span className="ml-auto shrink-0 text-11 text-muted">
                {hit.role === 'user' ? 'you' : (hit.modelId ?? 'answer')} ·{' '}
                {new Date(hit.createdAtMs).toLocaleDateString()}
                {hit.cost ? ` · ${describePrice(hit.cost).text}` : ''}
              </span>
            </span>
            <span className="w-full truncate text-12 text-muted">
              <Lit text={hit.snippet} words={words} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Lit({ text, words }: { readonly text: string; readonly words: readonly string[] }) {
  const pieces: ReactNode[] = []
  let end = 0
  for (const place of findWords(text, words, 20)) {
    pieces.push(text.slice(end, place.start))
    pieces.push(
      <mark key={place.start} className="bg-transparent font-semibold text-ink">
        {text.slice(place.start, place.end)}
      </mark>,
    )
    end = place.end
  }
  return [...pieces, text.slice(end)]
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className="px-2 py-6 text-center text-12 text-muted">{children}</p>
}
