import { isCommandAvailable, useCommandStore } from '@renderer/lib/commands'
import { Dialog } from '@renderer/ui/dialog'
import { Kbd } from '@renderer/ui/kbd'
import { TextInput } from '@renderer/ui/text-input'
import { useState } from 'react'
import { closeOverlays, useOverlays } from './overlays'

/** All keys of the moment, searchable. */
export function ShortcutSheet() {
  const isOpen = useOverlays((state) => state.isShortcutSheetOpen)
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => !next && closeOverlays()} title="Keyboard shortcuts" width="medium">
      <ShortcutList />
    </Dialog>
  )
}

function ShortcutList() {
  const [search, setSearch] = useState('')
  const commands = useCommandStore((state) => state.commands)
  const shown = commands.filter(
    (command) =>
      command.keys && isCommandAvailable(command) && command.title.toLowerCase().includes(search.toLowerCase()),
  )
  const groups = [...new Set(shown.map((command) => command.group))]
  return (
    <div className="flex min-h-80 flex-col gap-3 pb-3">
      <TextInput
        value={search}
        onValueChange={setSearch}
        placeholder="Search shortcuts"
        aria-label="Search shortcuts"
      />
      {groups.map((group) => (
        <section key={group}>
          <h3 className="mb-1 text-11 font-medium text-muted">{group}</h3>
          <ul>
            {shown
              .filter((command) => command.group === group)
              .map((command) => (
                <li
                  key={`${command.id} ${command.view ?? ''}`}
                  className="flex items-center justify-between py-1 text-13"
                >
                  {command.title}
                  <Kbd keys={command.keys ?? ''} />
                </li>
              ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 ? <p className="text-13 text-muted">Nothing is called that.</p> : null}
    </div>
  )
}
