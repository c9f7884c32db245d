import { Square, Volume2 } from 'lucide-react'
import { describePrice } from '@renderer/lib/format-money'
import { IconButton } from '@renderer/ui/icon-button'
import { findOperation } from '@shared/catalog/operations'
import { estimatePrice } from '@shared/catalog/projections/price'
import type { ChatMessage } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { UNKNOWN_PRICE } from '@shared/domain/money'
import { usePriceOf } from '../composer/use-prices'
import { spokenWords } from '../stream/sentences'
import { readAloud, SPEECH_MODEL, SPEECH_OPERATION, stopReadingAloud, useReadAloud } from './read-aloud'

const VOICE = 'alloy'

/** Reads this answer aloud, also while it still comes; its price is in its name. */
export function ReadAloudButton({ message }: { readonly message: ChatMessage }) {
  const isReading = useReadAloud((state) => state.messageId === message.id)
  const priceOf = usePriceOf()
  if (isReading) {
    return (
      <IconButton size="small" label="Stop reading aloud" keys="esc" icon={<Square />} onClick={stopReadingAloud} />
    )
  }
  const operation = findOperation(SPEECH_OPERATION)
  const words = textOf(message)
  if (words === '' || !operation) return null
  const isComing = message.state === 'streaming'
  const price = isComing
    ? UNKNOWN_PRICE
    : estimatePrice(operation, SPEECH_MODEL, { input: spokenWords(words), voice: VOICE }, priceOf)
  return (
    <IconButton
      size="small"
      label={`Read aloud (${isComing ? 'price by its length' : describePrice(price).text})`}
      icon={<Volume2 />}
      onClick={() => readAloud(message, VOICE)}
    />
  )
}
