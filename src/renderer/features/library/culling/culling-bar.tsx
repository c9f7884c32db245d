import { Button } from '@renderer/ui/button'
import { type CullingSession, isDecided } from '@shared/domain/library-culling'
import { ListChecks } from 'lucide-react'
import { countWords } from '../actions/count-words'

export interface CullingBarProps {
  readonly session: CullingSession
  readonly onGoOn: () => void
  readonly onDiscard: () => void
}

/** Says that a session waits to be finished, also after a restart. */
export function CullingBar({ session, onGoOn, onDiscard }: CullingBarProps) {
  const decided = session.items.filter(({ marks }) => isDecided(marks)).length
  return (
    <div role="status" className="flex shrink-0 items-center gap-2 border-b border-line bg-hover px-4 py-1.5 text-12">
      <ListChecks aria-hidden className="size-4 text-muted" />
      <span className="min-w-0 flex-1 truncate">
        Culling of {countWords(session.items.length)} waits: {decided.toLocaleString()} decided, nothing changed yet.
      </span>
      <Button size="small" onClick={onDiscard}>
        Discard
      </Button>
      <Button size="small" onClick={onGoOn}>
        Go on
      </Button>
    </div>
  )
}
