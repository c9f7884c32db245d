import { detach } from '@renderer/data/detach'
import { useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { Button } from '@renderer/ui/button'
import { IconButton } from '@renderer/ui/icon-button'
import { ProgressBar } from '@renderer/ui/progress-bar'
import { Switch } from '@renderer/ui/switch'
import type { AssetCard } from '@shared/domain/asset'
import { type CullingSession, isDecided } from '@shared/domain/library-culling'
import type { AssetMarks } from '@shared/domain/library-order'
import { ArrowLeft, ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { RatingStars } from '../inspector/rating-stars'
import { MarkControls } from '../marks/mark-controls'
import { marksOfKey } from '../marks/mark-keys'
import { useOverlayKeys } from '../use-overlay-keys'
import { CullingSummaryDialog } from './culling-summary'
import { Filmstrip } from './filmstrip'
import { LargeItem } from './large-item'
import { useCulling } from './use-culling'

/** Cards known around the item that is shown. */
const AROUND = 12

export interface CullingViewProps {
  readonly session: CullingSession
  /** Leaves it as it is, to go on another time. */
  readonly onLeave: () => void
}

/** One item after the other, large; keys decide, nothing is final before the end. */
export function CullingView({ session, onLeave }: CullingViewProps) {
  const culling = useCulling(session)
  const { items, position } = culling
  const [isEnding, setIsEnding] = useState(false)
  const [advances, setAdvances] = useViewState<boolean>('library.culling-advances', true)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const from = Math.max(0, position - AROUND)
  const nearIds = items.slice(from, position + AROUND + 1).map(({ assetId }) => assetId)
  const cards = useStudioQuery('library.cards', { assetIds: nearIds }, { keepsPrevious: true }).data ?? []
  const current = items[position]
  const card = cards.find(({ id }) => id === current?.assetId) ?? null
  const decided = items.filter(({ marks }) => isDecided(marks)).length

  const decide = (marks: AssetMarks): void => {
    if (culling.decide(marks, advances)) setIsEnding(true)
  }
  useOverlayKeys(({ key }) => {
    const marks = marksOfKey(key)
    if (isEnding) return false
    if (marks) decide(marks)
    else if (key === 'ArrowRight' || key.toLowerCase() === 'j' || key === ' ') culling.goTo(position + 1)
    else if (key === 'ArrowLeft' || key.toLowerCase() === 'k') culling.goTo(position - 1)
    else if (key === 'Home') culling.goTo(0)
    else if (key === 'End') culling.goTo(items.length - 1)
    else if (key === 'Enter') setIsEnding(true)
    else if (key === 'Escape') onLeave()
    else return false
    return true
  })
  const leaveBy = (end: () => Promise<void>): void => {
    setIsEnding(false)
    detach(end().then(onLeave), 'end the culling')
  }
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label="Culling"
      className="absolute inset-0 z-20 flex flex-col bg-surface outline-none"
    >
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <IconButton label="Leave and go on later" keys="esc" icon={<ArrowLeft />} side="bottom" onClick={onLeave} />
        <h2 className="min-w-0 truncate text-13 font-medium">{session.title}</h2>
        <span aria-live="polite" className="text-12 whitespace-nowrap text-muted tabular-nums">
          {(position + 1).toLocaleString()} of {items.length.toLocaleString()}, {decided.toLocaleString()} decided
        </span>
        <ProgressBar value={decided / items.length} label="Decided" className="w-32! shrink-0 max-[1000px]:hidden" />
        <span className="flex-1" />
        <span className="flex shrink-0 items-center gap-2 text-12 text-muted max-[1000px]:hidden">
          Go on after each
          <Switch isOn={advances} onChange={setAdvances} aria-label="Go on after each decision" />
        </span>
        <Button variant="primary" keys="enter" onClick={() => setIsEnding(true)}>
          Finish…
        </Button>
      </div>
      <div className="relative min-h-0 flex-1 bg-stage">{card ? <LargeItem key={card.id} card={card} /> : null}</div>
      <div className="flex h-12 shrink-0 items-center justify-center gap-4 border-t border-line px-4">
        <IconButton label="Back" keys="K" icon={<ChevronLeft />} onClick={() => culling.goTo(position - 1)} />
        <MarkControls
          label={shownLabel(card, current?.marks)}
          pick={current?.marks.pick ?? card?.pick ?? 0}
          onMark={decide}
        />
        <RatingStars rating={current?.marks.rating ?? card?.rating ?? 0} onRate={(rating) => decide({ rating })} />
        <IconButton label="On" keys="J" icon={<ChevronRight />} onClick={() => culling.goTo(position + 1)} />
      </div>
      <Filmstrip items={items} cards={cards} position={position} onGoTo={culling.goTo} />
      {isEnding ? (
        <CullingSummaryDialog
          items={items}
          onClose={() => setIsEnding(false)}
          onApply={(trashesRejects) => leaveBy(() => culling.apply(trashesRejects))}
          onDiscard={() => leaveBy(culling.discard)}
        />
      ) : null}
    </div>
  )
}

function shownLabel(card: AssetCard | null, marks: AssetMarks | undefined): AssetCard['label'] {
  return marks?.label === undefined ? card?.label : (marks.label ?? undefined)
}
