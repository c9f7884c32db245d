import { useStudioQuery } from '@renderer/data/use-studio-query'
import { IconButton } from '@renderer/ui/icon-button'
import { Segmented } from '@renderer/ui/segmented'
import { Skeleton } from '@renderer/ui/skeleton'
import type { AssetMarks } from '@shared/domain/library-order'
import { ArrowLeft, ArrowLeftRight, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { marksOfKey } from '../marks/mark-keys'
import { useOverlayKeys } from '../use-overlay-keys'
import { CompareGrid } from './compare-grid'
import { CompareTransport } from './compare-transport'
import { OverlaidPair, type PairMode } from './overlaid-pair'
import { type CompareStageProps, MOST_COMPARED } from './stage-props'
import { panShared, type SharedZoom, WHOLE, zoomShared } from './shared-zoom'
import { usePlayhead } from './use-playhead'

const KEY_FACTOR = 1.4
const CENTRE = { x: 0, y: 0 }

type Mode = 'side' | PairMode

const MODES = [
  { value: 'side', label: 'Side by side' },
  { value: 'slider', label: 'Slider' },
  { value: 'blink', label: 'Blink' },
  { value: 'difference', label: 'Difference' },
] as const satisfies readonly { readonly value: Mode; readonly label: string }[]

const MODE_KEYS: Readonly<Record<string, Mode>> = { g: 'side', s: 'slider', b: 'blink', d: 'difference' }

export interface CompareViewProps {
  readonly assetIds: readonly string[]
  readonly onMark: (assetId: string, marks: AssetMarks) => void
  readonly onClose: () => void
}

/** Two to nine items with one zoom and one playhead; the first two also over each other. */
export function CompareView({ assetIds, onMark, onClose }: CompareViewProps) {
  const [ids, setIds] = useState(() => assetIds.slice(0, MOST_COMPARED))
  const [mode, setMode] = useState<Mode>('side')
  const [zoom, setZoom] = useState<SharedZoom>(WHOLE)
  const [active, setActive] = useState(0)
  const playhead = usePlayhead()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const known = useStudioQuery('library.cards', { assetIds: [...ids] }, { keepsPrevious: true }).data
  const cards = ids.flatMap((id) => known?.find((card) => card.id === id) ?? [])
  const isPair = ids.length === 2
  const shownMode = isPair ? mode : 'side'
  const hasVideos = cards.some(({ media }) => media === 'video')

  const swap = (): void => setIds((list) => [...list.slice(1), ...list.slice(0, 1)])
  const drop = (): void => {
    if (ids.length <= 2) return
    setIds((list) => list.filter((_id, index) => index !== active))
    setActive((index) => Math.min(index, ids.length - 2))
  }
  const step = (by: number): void => setActive((index) => (index + by + ids.length) % ids.length)
  const actions: Readonly<Record<string, () => void>> = {
    Escape: onClose,
    m: onClose,
    c: swap,
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
    Delete: drop,
    '+': () => setZoom((former) => zoomShared(former, KEY_FACTOR, CENTRE)),
    '=': () => setZoom((former) => zoomShared(former, KEY_FACTOR, CENTRE)),
    '-': () => setZoom((former) => zoomShared(former, 1 / KEY_FACTOR, CENTRE)),
    z: () => setZoom((former) => (former.scale === 1 ? zoomShared(former, 4, CENTRE) : WHOLE)),
    ' ': playhead.toggle,
    ',': () => playhead.step(-1),
    '.': () => playhead.step(1),
  }
  useOverlayKeys(({ key }) => {
    const folded = key.length === 1 ? key.toLowerCase() : key
    const wanted = MODE_KEYS[folded]
    const marks = marksOfKey(key)
    const id = ids[active]
    if (wanted && isPair) setMode(wanted)
    else if (actions[folded]) actions[folded]()
    else if (marks && id !== undefined) onMark(id, marks)
    else return false
    return true
  })
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label="Compare"
      className="absolute inset-0 z-20 flex flex-col bg-surface outline-none"
    >
      <div className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <IconButton label="Back to the grid" keys="esc" icon={<ArrowLeft />} side="bottom" onClick={onClose} />
        <h2 className="text-13 font-medium">{ids.length} items compared</h2>
        <span className="flex-1" />
        {isPair ? (
          <>
            <Segmented aria-label="How to compare" value={mode} onValueChange={setMode} options={MODES} />
            <IconButton label="Swap" keys="C" icon={<ArrowLeftRight />} side="bottom" onClick={swap} />
          </>
        ) : null}
        <IconButton label="Smaller" keys="-" icon={<ZoomOut />} side="bottom" onClick={actions['-']} />
        <span className="w-12 text-center text-12 text-muted tabular-nums">{zoom.scale.toFixed(1)}×</span>
        <IconButton label="Larger" keys="+" icon={<ZoomIn />} side="bottom" onClick={actions['+']} />
        <IconButton label="Whole" keys="Z" icon={<Maximize />} side="bottom" onClick={() => setZoom(WHOLE)} />
      </div>
      <div className="relative min-h-0 flex-1 bg-stage">
        {known ? (
          <Stage
            mode={shownMode}
            cards={cards}
            active={active}
            zoom={zoom}
            onZoom={(factor, point) => setZoom((former) => zoomShared(former, factor, point))}
            onPan={(by) => setZoom((former) => panShared(former, by))}
            onActivate={setActive}
            register={playhead.register}
          />
        ) : (
          <Skeleton className="absolute inset-3" />
        )}
      </div>
      {hasVideos ? <CompareTransport playhead={playhead} /> : null}
    </div>
  )
}

function Stage({ mode, ...props }: CompareStageProps & { readonly mode: Mode }) {
  return mode === 'side' ? <CompareGrid {...props} /> : <OverlaidPair {...props} mode={mode} />
}
