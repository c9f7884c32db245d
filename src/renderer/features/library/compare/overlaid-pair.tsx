import { Slider } from '@renderer/ui/slider'
import { useEffect, useState } from 'react'
import type { CompareStageProps } from './stage-props'
import { ComparedItem } from './compared-item'
import { useZoomEvents } from './use-zoom-events'

export type PairMode = 'slider' | 'blink' | 'difference'

const BLINK_MS = 600

/** Two items over each other: parted by a slider, taking turns, or as the difference of their colours. */
export function OverlaidPair({
  mode,
  cards,
  zoom,
  onZoom,
  onPan,
  register,
}: CompareStageProps & { readonly mode: PairMode }) {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [part, setPart] = useState(50)
  const isSecondShown = useBlink(mode === 'blink')
  const events = useZoomEvents(box, { onZoom, onPan })
  const [first, second] = cards
  if (!first || !second) return null
  return (
    <div className="absolute inset-0 flex flex-col gap-2 p-3">
      <div
        ref={setBox}
        {...events}
        data-pair={mode}
        className={`relative isolate min-h-0 flex-1 overflow-hidden ${mode === 'difference' ? 'bg-black' : ''}`}
      >
        <ComparedItem card={first} zoom={zoom} register={register} />
        <div
          className={`absolute inset-0 ${mode === 'difference' ? 'mix-blend-difference' : ''}`}
          style={{
            ...(mode === 'slider' ? { clipPath: `inset(0 0 0 ${part}%)` } : {}),
            ...(mode === 'blink' && !isSecondShown ? { visibility: 'hidden' as const } : {}),
          }}
        >
          <ComparedItem card={second} zoom={zoom} register={register} />
        </div>
        {mode === 'slider' ? (
          <span aria-hidden style={{ left: `${part}%` }} className="absolute inset-y-0 w-0.5 bg-white shadow-popup" />
        ) : null}
        {mode === 'blink' ? (
          <span className="absolute bottom-2 left-2 rounded-[4px] bg-black/70 px-1.5 py-0.5 text-12 text-white">
            {isSecondShown ? 'B' : 'A'}: {(isSecondShown ? second : first).title || 'Untitled'}
          </span>
        ) : null}
      </div>
      {mode === 'slider' ? (
        <Slider aria-label="Where the first ends" value={part} onValueChange={setPart} min={0} max={100} />
      ) : null}
      {mode === 'difference' ? (
        <p className="text-center text-12 text-on-stage">
          Black is the same in both; the brighter, the more it differs.
        </p>
      ) : null}
    </div>
  )
}

function useBlink(isOn: boolean): boolean {
  const [isSecond, setIsSecond] = useState(false)
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setInterval(() => setIsSecond((is) => !is), BLINK_MS)
    return () => clearInterval(timer)
  }, [isOn])
  return isSecond
}
