import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '@renderer/ui/class-names'

export interface DataTreeProps {
  readonly value: unknown
  readonly name?: string
  readonly depth?: number
}

const OPEN_DEPTH = 2
const MAX_MEMBERS = 200

/** Data as branches that fold. */
export function DataTree({ value, name, depth = 0 }: DataTreeProps) {
  const [isOpen, setIsOpen] = useState(depth < OPEN_DEPTH)
  if (typeof value !== 'object' || value === null) {
    return (
      <p data-selectable className="font-mono text-12 wrap-anywhere">
        {name === undefined ? null : <span className="text-muted">{name}: </span>}
        {JSON.stringify(value)}
      </p>
    )
  }
  const members = Object.entries(value)
  const kind = Array.isArray(value) ? `${members.length} items` : `${members.length} members`
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex items-center gap-1 rounded-control font-mono text-12 hover:text-accent-ink"
      >
        <ChevronRight aria-hidden className={classNames('size-3 transition-transform', isOpen && 'rotate-90')} />
        {name ?? 'answer'} <span className="text-muted">{kind}</span>
      </button>
      {isOpen ? (
        <div className="ml-1.5 flex flex-col gap-0.5 border-l border-line pl-3">
          {members.slice(0, MAX_MEMBERS).map(([member, inner]) => (
            <DataTree key={member} name={member} value={inner} depth={depth + 1} />
          ))}
          {members.length > MAX_MEMBERS ? (
            <p className="text-12 text-muted">{members.length - MAX_MEMBERS} more are in the text.</p>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
