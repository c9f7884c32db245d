import { useEffect, useEffectEvent } from 'react'
import { type Marks, turnAt } from './marks'

export interface ShuttleState {
  readonly speed: number
  readonly marks: Marks
  readonly isLooping: boolean
  readonly onStopped: () => void
}

/** What a media element cannot do by itself: play backwards, and keep between an in and an out point. */
export function useShuttle(
  element: HTMLMediaElement | null,
  { speed, marks, isLooping, onStopped }: ShuttleState,
): void {
  const stopped = useEffectEvent(onStopped)
  useEffect(() => {
    if (element && speed > 0) setRate(element, speed)
  }, [element, speed])
  useEffect(() => {
    if (!element || speed >= 0) return undefined
    let frame = 0
    let lastMs = performance.now()
    const tick = (nowMs: number): void => {
      const nextSeconds = element.currentTime + ((nowMs - lastMs) / 1_000) * speed
      lastMs = nowMs
      // Each picture must be there before the next is asked for.
      if (!element.seeking) moveTo(element, Math.max(0, nextSeconds))
      if (nextSeconds <= 0) return stopped()
      frame = requestAnimationFrame(tick)
    }
    frame = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(frame)
  }, [element, speed])
  useEffect(() => {
    if (!element || marks.outMs === null) return undefined
    let frame = 0
    const watch = (): void => {
      const turn = element.paused ? null : turnAt(marks, element.currentTime * 1_000, isLooping)
      if (turn === 'stop') element.pause()
      else if (turn !== null) moveTo(element, turn / 1_000)
      frame = requestAnimationFrame(watch)
    }
    frame = requestAnimationFrame(watch)
    return () => cancelAnimationFrame(frame)
  }, [element, marks, isLooping])
}

function moveTo(element: HTMLMediaElement, seconds: number): void {
  element.currentTime = seconds
}

function setRate(element: HTMLMediaElement, speed: number): void {
  element.playbackRate = speed
}
