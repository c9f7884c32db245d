import { Button } from '@renderer/ui/button'
import { EmptyState } from '@renderer/ui/empty-state'
import { Sparkles } from 'lucide-react'

const EXAMPLE = 'A paper boat on a dark lake, morning fog, one warm light on the far shore, long exposure'

export function CreateEmptyState({ onTryWords }: { readonly onTryWords: (words: string) => void }) {
  return (
    <EmptyState
      icon={<Sparkles />}
      title="Make something"
      text="Pictures, clips, songs and speech, all with one form. Say what you want, look at the price, generate. Every result lands in the library with its recipe."
      action={<Button onClick={() => onTryWords(EXAMPLE)}>Try “A paper boat on a dark lake…”</Button>}
    />
  )
}
