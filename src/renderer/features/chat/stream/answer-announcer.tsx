import { textOf } from '@shared/domain/chat-text'
import { useEffect, useState } from 'react'
import { endOfLastSentence, spokenWords } from './sentences'
import { watchStream } from './use-stream'

/** Reads an answer out to screen readers as it comes: politely, and by the sentence, never by the token. */
export function AnswerAnnouncer({ messageId }: { readonly messageId: string | null }) {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (messageId === null) return undefined
    let announced = 0
    return watchStream(messageId, (message) => {
      const rest = textOf(message).slice(announced)
      const end = endOfLastSentence(rest)
      if (end === 0) return
      announced += end
      const spoken = spokenWords(rest.slice(0, end))
      if (spoken !== '') setWords(spoken)
    })
  }, [messageId])
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}
