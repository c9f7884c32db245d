import { Dialog } from '@base-ui/react/dialog'
import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { isMac } from '@renderer/lib/platform'
import { matchesShortcut, parseShortcut } from '@renderer/lib/shortcuts'
import { Kbd } from '@renderer/ui/kbd'
import { operationsFor } from '@shared/catalog/operations'
import type { OperationSpec } from '@shared/catalog/types'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import {
  freeEntries,
  type Makes,
  type PickerEntry,
  type PickerGroup,
  pickerGroups,
  toggleFavourite,
} from './picker-entries'
import { PickerFilters } from './picker-filters'
import { PickerRow } from './picker-row'
import { useRecentChoices } from './recent-choices'
import { useIsOffered } from './use-offered'

export interface OperationPickerProps {
  readonly current: PickerEntry
  /** Only these are offered, for a view with a narrower purpose; absent: the whole catalog. */
  readonly operations?: readonly OperationSpec[] | undefined
  readonly initialSearch?: string
  readonly onChoose: (entry: PickerEntry) => void
  readonly onClose: () => void
}

const FAVOURITE_KEY = parseShortcut('mod+D')
const EVERYTHING = operationsFor({})

/** Finds an operation and its model among all, with the keyboard alone. */
export function OperationPicker(props: OperationPickerProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim/60" />
        <Dialog.Popup
          aria-label="Choose what to make, and with which model"
          className="fixed top-[8vh] left-1/2 z-40 flex max-h-[82vh] w-[min(760px,94vw)] -translate-x-1/2 flex-col overflow-hidden rounded-panel bg-raised text-ink shadow-popup outline-none"
        >
          <PickerBody {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PickerBody({ current, operations = EVERYTHING, initialSearch = '', onChoose, onClose }: OperationPickerProps) {
  const [search, setSearch] = useState(initialSearch)
  const [makes, setMakes] = useState<Makes | null>(null)
  const [onlyWithPicture, setOnlyWithPicture] = useState(false)
  const [highlighted, setHighlighted] = useState('')
  const { data: settings = DEFAULT_SETTINGS } = useStudioQuery('studio.settings')
  const save = useStudioMutation('studio.update-settings')
  const recents = useRecentChoices()
  const isOffered = useIsOffered()
  const groups = useMemo(() => {
    const known = pickerGroups({
      operations,
      search: search.trim(),
      makes,
      onlyWithPicture,
      favourites: settings,
      recents,
    })
    const typed = freeEntries(search, operations, current.operation)
    return typed.length === 0 ? known : [...known, { heading: 'Send a model that is not listed', entries: typed }]
  }, [operations, search, makes, onlyWithPicture, settings, recents, current])
  const star = (entry: PickerEntry): void => save.mutate(toggleFavourite(settings, entry, operations))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!matchesShortcut(event, FAVOURITE_KEY, isMac)) return
    const entry = findEntry(groups, highlighted)
    if (!entry) return
    event.preventDefault()
    star(entry)
  }
  return (
    <Command
      shouldFilter={false}
      loop
      label="Operations and models"
      value={highlighted}
      onValueChange={setHighlighted}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-col"
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 text-muted" />
        <Command.Input
          autoFocus
          value={search}
          onValueChange={setSearch}
          placeholder="What to make, or a model"
          className="h-11 w-full bg-transparent text-15 outline-none"
        />
      </div>
      <PickerFilters
        makes={makes}
        onMakesChange={setMakes}
        onlyWithPicture={onlyWithPicture}
        onOnlyWithPictureChange={setOnlyWithPicture}
      />
      <Command.List className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5">
        {groups.length === 0 ? (
          <Command.Empty className="px-3 py-6 text-center text-13 text-muted">
            Nothing fits. A model id of your own can be typed in full.
          </Command.Empty>
        ) : null}
        {groups.map((group) => (
          <Command.Group
            key={group.heading}
            heading={group.heading}
            className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-muted"
          >
            {group.entries.map((entry) => (
              <PickerRow
                key={valueOf(group, entry)}
                value={valueOf(group, entry)}
                entry={entry}
                favourites={settings}
                isCurrent={entry.operation.id === current.operation.id && entry.modelId === current.modelId}
                isOffered={isOffered(entry)}
                onStar={() => star(entry)}
                onChoose={() => {
                  onChoose(entry)
                  onClose()
                }}
              />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <div className="flex items-center gap-4 border-t border-line px-3 py-2 text-11 text-muted">
        <span>
          <Kbd keys="enter" /> use
        </span>
        <span>
          <Kbd keys="mod+D" /> favourite
        </span>
        <span>
          <Kbd keys="esc" /> close
        </span>
      </div>
    </Command>
  )
}

function valueOf(group: PickerGroup, { operation, modelId }: PickerEntry): string {
  return `${group.heading}|${operation.id}|${modelId}`.toLowerCase()
}

function findEntry(groups: readonly PickerGroup[], value: string): PickerEntry | undefined {
  for (const group of groups) {
    const entry = group.entries.find((candidate) => valueOf(group, candidate) === value.toLowerCase())
    if (entry) return entry
  }
  return undefined
}
