import { IconButton } from '@renderer/ui/icon-button'
import { Menu, type MenuEntry } from '@renderer/ui/menu'
import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'

export interface QuickAction {
  readonly id: string
  readonly label: string
  readonly icon: ReactNode
  readonly keys?: string | undefined
  readonly run: () => void
}

export interface OutputActionsProps {
  readonly quick: readonly QuickAction[]
  readonly menu: readonly MenuEntry[]
}

/** The few actions that one wants most, over the result; all others in the menu at their end. */
export function OutputActions({ quick, menu }: OutputActionsProps) {
  return (
    <div className="flex rounded-control bg-black/70 [&_button]:text-white [&_button:hover]:bg-white/20">
      {quick.map(({ id, label, icon, keys, run }) => (
        <IconButton key={id} label={label} size="small" icon={icon} {...(keys ? { keys } : {})} onClick={run} />
      ))}
      <Menu align="end" trigger={<IconButton label="More actions" size="small" icon={<Ellipsis />} />} entries={menu} />
    </div>
  )
}
