import { IconButton } from '@renderer/ui/icon-button'
import { Tooltip } from '@renderer/ui/tooltip'
import { Link2, X } from 'lucide-react'

/** A pasted link in the place of a file. */
export function LinkSlot({ link, onRemove }: { readonly link: string; readonly onRemove: () => void }) {
  return (
    <div className="flex h-16 max-w-full min-w-0 items-center gap-1 rounded-control border border-line bg-hover pr-1 pl-2">
      <Link2 aria-hidden className="size-4 shrink-0 text-muted" />
      <Tooltip label={link}>
        <span className="max-w-40 truncate text-12">{nameOf(link)}</span>
      </Tooltip>
      <IconButton label={`Remove ${nameOf(link)}`} size="small" icon={<X />} onClick={onRemove} />
    </div>
  )
}

function nameOf(link: string): string {
  const { host, pathname } = new URL(link)
  const last = pathname.split('/').findLast((part) => part !== '')
  return last === undefined ? host : `${host}/…/${last}`
}
