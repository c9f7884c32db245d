import { type Destination, navigate } from '@renderer/lib/navigation'
import { Button } from '@renderer/ui/button'
import { ArrowRight } from 'lucide-react'

/** Leads from the guide to the place that it speaks of. */
export function GoTo({ label, to }: { readonly label: string; readonly to: Destination }) {
  return (
    <Button size="small" icon={<ArrowRight />} onClick={() => navigate(to)}>
      {label}
    </Button>
  )
}
