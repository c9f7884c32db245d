import { Dialog } from '@base-ui/react/dialog'
import { useDebounced } from '@renderer/lib/use-debounced'
import { shortcutWords } from '@renderer/ui/kbd'
import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { closeOverlays, useOverlays } from '../overlays'
import { type PaletteEntry, usePaletteGroups } from './palette-groups'

/** Everything by name: commands, views, models, chats, library items. */
export function Palette() {
  const isOpen = useOverlays((state) => state.isPaletteOpen)
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => !next && closeOverlays()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim/60" />
        <Dialog.Popup
          aria-label="Command palette"
          className="fixed top-[12vh] left-1/2 z-40 w-[min(640px,92vw)] -translate-x-1/2 overflow-hidden rounded-panel bg-raised text-ink shadow-popup outline-none"
        >
          <PaletteBody />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteBody() {
  const [search, setSearch] = useState('')
  const groups = usePaletteGroups(search.trim(), useDebounced(search.trim(), 120))
  const isEmpty = groups.every((group) => group.entries.length === 0)
  return (
    <Command shouldFilter={false} loop label="Command palette">
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search aria-hidden className="size-4 text-muted" />
        <Command.Input
          autoFocus
          value={search}
          onValueChange={setSearch}
          placeholder="Search commands, models, chats and the library"
          className="h-11 w-full bg-transparent text-15 outline-none"
        />
      </div>
      <Command.List className="max-h-[min(56vh,calc(88vh-3rem-max(2rem,var(--toast-space,0px))))] min-h-40 overflow-y-auto p-1.5">
        {isEmpty ? (
          <Command.Empty className="px-3 py-6 text-center text-13 text-muted">Nothing is called that.</Command.Empty>
        ) : null}
        {groups
          .filter((group) => group.entries.length > 0)
          .map((group) => (
            <Command.Group
              key={group.heading}
              heading={group.heading}
              className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-muted"
            >
              {group.entries.map((entry) => (
                <PaletteRow key={entry.id} entry={entry} />
              ))}
            </Command.Group>
          ))}
      </Command.List>
    </Command>
  )
}

function PaletteRow({ entry }: { readonly entry: PaletteEntry }) {
  const run = (): void => {
    closeOverlays()
    entry.run()
  }
  return (
    <Command.Item
      value={entry.id}
      onSelect={run}
      className="flex h-8 items-center gap-2 rounded-control px-2 text-13 aria-selected:bg-selected [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted"
    >
      {entry.icon}
      <span className="min-w-0 flex-1 truncate">{entry.title}</span>
      {entry.detail ? <span className="shrink-0 text-12 text-muted">{entry.detail}</span> : null}
      {entry.keys ? <span className="shrink-0 text-12 text-muted">{shortcutWords(entry.keys)}</span> : null}
    </Command.Item>
  )
}
