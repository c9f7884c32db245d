import { useStudioQuery } from '@renderer/data/use-studio-query'
import { RecoveryPanel } from '@renderer/parts/safety/recovery-panel'
import { Button } from '@renderer/ui/button'
import { Dialog } from '@renderer/ui/dialog'
import { DatabaseZap } from 'lucide-react'
import { useState } from 'react'

/** Stays while the database is known to be damaged; everything that can still be read goes on working. */
export function DamageBanner() {
  const [isOpen, setIsOpen] = useState(false)
  const state = useStudioQuery('safety.state').data
  if (!state?.damage) return null
  return (
    <div role="alert" className="flex items-center gap-2 bg-danger-soft px-4 py-1.5 text-13 text-ink">
      <DatabaseZap aria-label="Damage" className="size-4 shrink-0 text-danger" />
      <span className="min-w-0 flex-1">
        A part of the library’s database is damaged. Your media files are safe, and what can be read still works.
      </span>
      <Button size="small" onClick={() => setIsOpen(true)}>
        Ways out…
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title="The library’s database is damaged"
        description="Choose how it comes back. What was written since the last backup is kept in the damaged file."
      >
        <RecoveryPanel state={state} />
      </Dialog>
    </div>
  )
}
