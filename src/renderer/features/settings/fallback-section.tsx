import { useStudioMutation } from '@renderer/data/use-studio-mutation'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { TextArea } from '@renderer/ui/text-area'
import { useState } from 'react'
import { readFallbacks, writeFallbacks } from './fallback-lines'
import { Section } from './section'

/** Which models take over when a gateway does not offer the one that a run asks for. */
export function FallbackSection() {
  const settings = useStudioQuery('studio.settings')
  const update = useStudioMutation('studio.update-settings')
  const stored = writeFallbacks(settings.data?.generationFallbacks ?? {})
  const [draft, setDraft] = useState<string | null>(null)
  const save = (): void => {
    if (draft !== null && draft !== stored) update.mutate({ generationFallbacks: readFallbacks(draft) })
    setDraft(null)
  }
  return (
    <Section
      title="When a model is not offered"
      text="One chain a line, as in gpt-image-1.5 > gpt-image-1. The next model is tried only when the gateway refused the first before it took anything, and only up to the price above which you want to be asked. Empty: nothing is tried by itself."
    >
      <TextArea
        aria-label="Models to try instead"
        value={draft ?? stored}
        onValueChange={setDraft}
        onBlur={save}
        placeholder="None"
        rows={4}
      />
    </Section>
  )
}
