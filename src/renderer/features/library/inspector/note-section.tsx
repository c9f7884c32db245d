import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useDebounced } from '@renderer/lib/use-debounced'
import { TextArea } from '@renderer/ui/text-area'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { newStep } from '../actions/undo'
import { Section } from './section'

const TYPING_PAUSE_MS = 500

export interface NoteSectionProps {
  readonly assetId: string
  readonly note: string
}

/** A note of one's own; saved by itself, also when one goes on to the next item. Give it the item's id as key. */
export function NoteSection({ assetId, note }: NoteSectionProps) {
  const [text, setText] = useState(note)
  const savedText = useRef(note)
  // One visit to a note is one step back.
  const [stepId] = useState(newStep)
  const settled = useDebounced(text, TYPING_PAUSE_MS)
  const save = useEffectEvent((wanted: string) => {
    if (wanted !== savedText.current)
      detach(request('library.set-note', { assetId, note: wanted, stepId }), 'save a note')
    savedText.current = wanted
  })
  const saveLast = useEffectEvent(() => save(text))
  useEffect(() => save(settled), [settled])
  useEffect(() => () => saveLast(), [])
  return (
    <Section title="Note">
      <TextArea
        aria-label="Note"
        value={text}
        onValueChange={setText}
        placeholder="For yourself; the search finds it"
        className="min-h-14! text-12!"
      />
    </Section>
  )
}
