import { playableUrl } from '@renderer/lib/media-url'
import { clamp } from './layout'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { CardStore } from './card-store'

/** A pointer that only crosses the grid wakes no decoder. */
const DWELL_MS = 150

/** The clip under the pointer. */
interface Hover {
  readonly slot: Element
  readonly assetId: string
  readonly durationMs: number
}

export interface HoverScrubProps {
  readonly box: HTMLElement | null
  readonly store: CardStore
}

/** The pointer over a clip's cell shows the frames along its length. One player at most, and none while no clip is hovered. */
export function HoverScrub({ box, store }: HoverScrubProps) {
  const [hover, setHover] = useState<Hover | null>(null)
  const [fraction, setFraction] = useState(0)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  /** Where the pointer came to last; its moves within do not begin the waiting anew. */
  const entered = useRef<Element | null>(null)
  const leave = useEffectEvent(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    entered.current = null
    setHover(null)
  })
  const move = useEffectEvent((event: PointerEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    const slot = cell?.querySelector('[data-scrub]') ?? null
    if (!cell || !slot || event.pointerType === 'touch' || event.buttons !== 0) return leave()
    const { left, width } = cell.getBoundingClientRect()
    setFraction(clamp((event.clientX - left) / width, 0, 1))
    if (slot === entered.current) return
    leave()
    entered.current = slot
    timer.current = setTimeout(() => {
      const card = store.cardAt(Number(cell.dataset['index']))
      if (card?.durationMs && slot.isConnected) setHover({ slot, assetId: card.id, durationMs: card.durationMs })
    }, DWELL_MS)
  })
  useEffect(() => {
    if (!box) return undefined
    const onMove = (event: PointerEvent): void => move(event)
    const onLeave = (): void => leave()
    const ends = ['pointerleave', 'pointerdown', 'scroll'] as const
    box.addEventListener('pointermove', onMove)
    for (const name of ends) box.addEventListener(name, onLeave)
    return () => {
      box.removeEventListener('pointermove', onMove)
      for (const name of ends) box.removeEventListener(name, onLeave)
      clearTimeout(timer.current)
    }
  }, [box])
  if (!hover?.slot.isConnected) return null
  return createPortal(
    <ScrubbedClip key={hover.assetId} assetId={hover.assetId} durationMs={hover.durationMs} fraction={fraction} />,
    hover.slot,
  )
}

interface ScrubbedClipProps {
  readonly assetId: string
  readonly durationMs: number
  readonly fraction: number
}

/** The last instant of a clip often has no frame. */
const LAST_PART = 0.995

function ScrubbedClip({ assetId, durationMs, fraction }: ScrubbedClipProps) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const [isSeen, setIsSeen] = useState(false)
  const wantedSeconds = (Math.min(fraction, LAST_PART) * durationMs) / 1_000
  const follow = useEffectEvent((seconds: number) => {
    // Each picture must be there before the next is asked for; then the newest wish counts.
    if (!video || video.readyState === 0 || video.seeking) return
    if (Math.abs(video.currentTime - seconds) > 0.01) moveTo(video, seconds)
  })
  const catchUp = useEffectEvent(() => follow(wantedSeconds))
  useEffect(() => {
    if (!video) return undefined
    const onReady = (): void => catchUp()
    const onSeeked = (): void => {
      setIsSeen(true)
      catchUp()
    }
    video.addEventListener('loadedmetadata', onReady)
    video.addEventListener('seeked', onSeeked)
    return () => {
      video.removeEventListener('loadedmetadata', onReady)
      video.removeEventListener('seeked', onSeeked)
      // Gives the decoder back at once, not when the element is collected.
      video.removeAttribute('src')
      video.load()
    }
  }, [video])
  useEffect(() => follow(wantedSeconds), [wantedSeconds])
  return (
    <>
      <video
        ref={setVideo}
        src={playableUrl(assetId)}
        muted
        playsInline
        preload="auto"
        style={{ opacity: isSeen ? 1 : 0 }}
        className="size-full rounded-control object-cover"
      />
      <span className="absolute inset-x-0 bottom-0 h-1 overflow-hidden rounded-b-control bg-black/50">
        <span className="block h-full bg-white" style={{ width: `${fraction * 100}%` }} />
      </span>
    </>
  )
}

function moveTo(video: HTMLVideoElement, seconds: number): void {
  video.currentTime = seconds
}
