import { useViewState } from '@renderer/data/view-state'
import type { StoryboardDetail } from '@shared/domain/storyboard'
import { useCallback, useEffect, useRef } from 'react'
import { type NumberedShot, numberedShots } from './board/shot-order'

export interface Selection {
  readonly selected: NumberedShot | null
  /** Only marks it, for a card that has the focus already. */
  readonly select: (shotId: string) => void
  /** Marks it and puts the focus on its card, as soon as the card is there. */
  readonly reach: (shotId: string | null) => void
}

/** The shot that keys and the inspector work on; the first one until a person chose. */
export function useSelection(board: StoryboardDetail): Selection {
  const [storedId, select] = useViewState<string | null>(`storyboard.shot.${board.id}`, null)
  const shots = numberedShots(board)
  const selected = shots.find(({ shot }) => shot.id === storedId) ?? shots[0] ?? null
  const wantedId = useRef<string | null>(null)
  const focusWanted = useCallback(() => {
    if (wantedId.current === null) return
    const card = document.querySelector<HTMLElement>(`[data-shot-id="${CSS.escape(wantedId.current)}"]`)
    if (!card) return
    wantedId.current = null
    card.focus({ preventScroll: true })
    card.scrollIntoView({ block: 'nearest' })
  }, [])
  const reach = useCallback(
    (shotId: string | null) => {
      wantedId.current = shotId
      select(shotId)
      requestAnimationFrame(focusWanted)
    },
    [select, focusWanted],
  )
  useEffect(focusWanted)
  return { selected, select, reach }
}
