import type { StudioEventMessage, StudioEventName, StudioEvents } from '@shared/contracts/events'
import { useEffect, useEffectEvent } from 'react'

type Listener = (data: StudioEvents[StudioEventName]) => void

const listeners = new Map<StudioEventName, Set<Listener>>()

export function onStudioEvent<Name extends StudioEventName>(
  name: Name,
  listener: (data: StudioEvents[Name]) => void,
): () => void {
  const set = listeners.get(name) ?? new Set<Listener>()
  listeners.set(name, set)
  set.add(listener as Listener)
  return () => set.delete(listener as Listener)
}

/** Hears an event while mounted; the handler may change freely between renders. */
export function useStudioEvent<Name extends StudioEventName>(
  name: Name,
  handler: (data: StudioEvents[Name]) => void,
): void {
  const hear = useEffectEvent(handler)
  useEffect(() => onStudioEvent(name, (data) => hear(data)), [name])
}

/** Tells whether a number follows the last one; the first number of a page is wherever its window stands. */
export function createGapDetector(): (number: number) => boolean {
  let last: number | null = null
  return (number) => {
    const isGap = last !== null && number !== last + 1
    last = number
    return isGap
  }
}

/** The one subscription of the page; a gap in the numbers means that something was missed. */
export function startStudioEvents(onMissed: () => void): () => void {
  const isGap = createGapDetector()
  return window.studio.subscribe((message: StudioEventMessage) => {
    for (const listener of listeners.get(message.name) ?? []) listener(message.data)
    if (isGap(message.number)) onMissed()
  })
}
