import { RotateCw } from 'lucide-react'

/** Says that the answer took another call, which was paid for. */
export function TurnPausePart() {
  return (
    <p role="status" className="flex items-center gap-2 text-12 text-muted [&>svg]:size-3.5 [&>svg]:shrink-0">
      <RotateCw aria-hidden />
      The model paused its search and was asked to go on: one more call in this answer.
    </p>
  )
}
