import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { VListHandle } from 'virtua'

/** Within this distance of the end a reader is "at the end". */
const NEAR_PX = 40

export interface StickToBottom {
  /** True while the reader went up: then nothing moves under their eyes. */
  readonly isAway: boolean
  readonly onScroll: (offset: number) => void
  readonly onResize: () => void
  readonly jump: () => void
  readonly letGo: () => void
}

/** Follows the end of a growing list until the reader scrolls up, and again once they are back at the end. */
export function useStickToBottom(list: RefObject<VListHandle | null>): StickToBottom {
  const isSticking = useRef(true)
  const lastOffset = useRef(0)
  const [isAway, setIsAway] = useState(false)

  const toEnd = (): void => {
    const handle = list.current
    if (handle) handle.scrollTo(handle.scrollSize)
  }
  const stick = (isOn: boolean): void => {
    isSticking.current = isOn
    setIsAway(!isOn)
  }
  const followAtStart = useEffectEvent(() => {
    if (isSticking.current) toEnd()
  })
  useEffect(() => {
    followAtStart()
    // Heights of what comes into view are measured a frame later.
    const frame = requestAnimationFrame(() => followAtStart())
    return () => cancelAnimationFrame(frame)
  }, [])
  return {
    isAway,
    onScroll: (offset) => {
      if (!list.current) return
      // Only the reader moves up; growth of the list never does.
      if (isNearEnd(list.current, offset)) stick(true)
      else if (offset < lastOffset.current - 1) stick(false)
      lastOffset.current = offset
    },
    onResize: () => {
      // A wider window makes the list shorter, which looks like a reader who went up.
      if (list.current && isNearEnd(list.current, list.current.scrollOffset)) stick(true)
      if (isSticking.current) toEnd()
    },
    jump: () => {
      stick(true)
      toEnd()
    },
    letGo: () => stick(false),
  }
}

function isNearEnd({ scrollSize, viewportSize }: VListHandle, offset: number): boolean {
  return scrollSize - offset - viewportSize < NEAR_PX
}
