import { Mic, Square, X } from 'lucide-react'
import { formatClock } from '@renderer/lib/format-time'
import { useNow } from '@renderer/lib/use-now'
import { describePrice } from '@renderer/lib/format-money'
import { IconButton } from '@renderer/ui/icon-button'
import { findOperation } from '@shared/catalog/operations'
import { estimatePrice } from '@shared/catalog/projections/price'
import { UNKNOWN_PRICE } from '@shared/domain/money'
import { usePriceOf } from '../composer/use-prices'
import { DICTATION_MODEL, DICTATION_OPERATION, useDictation } from './use-dictation'

/** Speaks into the message: a press records, the next one writes down what was said. */
export function DictateButton({ onWords }: { readonly onWords: (words: string) => void }) {
  const { state, startedAtMs, toggle, cancel } = useDictation(onWords)
  const priceOf = usePriceOf()
  const operation = findOperation(DICTATION_OPERATION)
  const price = operation ? estimatePrice(operation, DICTATION_MODEL, {}, priceOf) : UNKNOWN_PRICE
  const isRecording = state === 'recording'
  const labels = {
    idle: `Dictate (${describePrice(price).text})`,
    recording: 'Write it down',
    writing: 'Writing down what was said',
  } as const
  return (
    <span className="flex items-center" onKeyDown={(event) => event.key === 'Escape' && isRecording && cancel()}>
      <IconButton
        size="small"
        label={labels[state]}
        icon={isRecording ? <Square className="text-danger" /> : <Mic />}
        isPressed={state !== 'idle'}
        disabledReasons={state === 'writing' ? ['What was said is being written down.'] : []}
        onClick={toggle}
      />
      {isRecording ? (
        <>
          <RecordingTime startedAtMs={startedAtMs} />
          <IconButton size="small" label="Throw the recording away" keys="esc" icon={<X />} onClick={cancel} />
        </>
      ) : null}
    </span>
  )
}

function RecordingTime({ startedAtMs }: { readonly startedAtMs: number }) {
  const nowMs = useNow(true)
  return (
    <span
      role="status"
      aria-label="Recording"
      className="flex items-center gap-1 px-1 text-11 text-danger tabular-nums"
    >
      <span aria-hidden className="size-2 animate-pulse-soft rounded-full bg-danger" />
      {formatClock(nowMs - startedAtMs)}
    </span>
  )
}
