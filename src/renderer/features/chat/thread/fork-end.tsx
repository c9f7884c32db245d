import { GitBranch } from 'lucide-react'
import { Button } from '@renderer/ui/button'

/** At the end of a branch that goes on elsewhere: the next message begins another one, and the way back stays. */
export function ForkEnd({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  return (
    <p className="mx-auto flex w-full max-w-190 items-center gap-2 px-6 py-2 text-12 text-muted">
      <GitBranch aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        Your next message begins a new branch here. {count === 1 ? 'The other one is' : `The ${count} others are`} kept.
      </span>
      <Button size="small" variant="ghost" onClick={onShow}>
        Back to the other branch
      </Button>
    </p>
  )
}
