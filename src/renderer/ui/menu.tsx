import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import { ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names'
import { shortcutWords } from './kbd'

export type MenuEntry =
  | {
      readonly kind?: 'item'
      readonly id: string
      readonly label: string
      readonly icon?: ReactNode
      readonly keys?: string | undefined
      readonly isDanger?: boolean
      /** Set: shown greyed with the reason beneath. */
      readonly disabledReason?: string | undefined
      readonly onSelect: () => void
    }
  | {
      readonly kind: 'submenu'
      readonly id: string
      readonly label: string
      readonly icon?: ReactNode
      readonly entries: readonly MenuEntry[]
    }
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }

const POPUP =
  'max-h-(--available-height) min-w-48 overflow-y-auto rounded-panel bg-raised p-1 text-13 text-ink shadow-popup outline-none'
const ITEM = 'flex items-center gap-2 rounded-control px-2 py-1 outline-none data-highlighted:bg-hover [&_svg]:size-4'

function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry) => {
    if (entry.kind === 'separator') return <BaseMenu.Separator key={entry.id} className="my-1 h-px bg-line" />
    if (entry.kind === 'heading') {
      return (
        <div key={entry.id} className="px-2 pt-1.5 pb-0.5 text-11 text-muted">
          {entry.label}
        </div>
      )
    }
    if (entry.kind === 'submenu') return <Submenu key={entry.id} entry={entry} />
    return (
      <BaseMenu.Item
        key={entry.id}
        disabled={entry.disabledReason !== undefined}
        onClick={entry.onSelect}
        className={classNames(ITEM, entry.isDanger && 'text-danger')}
      >
        <span className="flex w-4 justify-center text-muted">{entry.icon}</span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className={classNames('truncate', entry.disabledReason !== undefined && 'text-muted')}>
            {entry.label}
          </span>
          {entry.disabledReason ? <span className="text-11 text-muted">{entry.disabledReason}</span> : null}
        </span>
        {entry.keys ? <span className="pl-6 text-12 text-muted">{shortcutWords(entry.keys)}</span> : null}
      </BaseMenu.Item>
    )
  })
}

function Submenu({ entry }: { readonly entry: Extract<MenuEntry, { readonly kind: 'submenu' }> }) {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className={classNames(ITEM, 'data-popup-open:bg-hover')}>
        <span className="flex w-4 justify-center text-muted">{entry.icon}</span>
        <span className="min-w-0 flex-1 truncate">{entry.label}</span>
        <ChevronRight aria-hidden className="text-muted" />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={2} alignOffset={-4} className="z-50 outline-none">
          <BaseMenu.Popup className={POPUP}>
            <MenuEntries entries={entry.entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  )
}

export interface MenuProps {
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'bottom'
}

/** A button's menu. */
export function Menu({ trigger, entries, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} side={side} sideOffset={4} className="z-50 outline-none">
          <BaseMenu.Popup className={POPUP}>
            <MenuEntries entries={entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

export interface ContextMenuProps {
  readonly entries: readonly MenuEntry[]
  /** One element, which takes a ref and spreads its props. */
  readonly children: ReactElement
}

/** The menu of a right click, Shift+F10 or the menu key. */
export function ContextMenu({ entries, children }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className="z-50 outline-none">
          <BaseContextMenu.Popup className={POPUP}>
            <MenuEntries entries={entries} />
          </BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  )
}
