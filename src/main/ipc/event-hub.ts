import { EVENT_CHANNEL } from '@shared/contracts/bridge'
import type { StudioEventName, StudioEvents } from '@shared/contracts/events'
import type { EventPublisher } from '../platform/ports'

/** The part of a window's webContents that events need. */
export interface EventTarget {
  readonly id: number
  readonly isDestroyed: () => boolean
  readonly send: (channel: string, message: unknown) => void
}

/** Sends typed events to the studio's windows, numbered per window without gaps. */
export function createEventHub(targets: () => readonly EventTarget[]): EventPublisher {
  const lastNumbers = new Map<number, number>()
  const send = (target: EventTarget, name: StudioEventName, data: StudioEvents[StudioEventName]): void => {
    if (target.isDestroyed()) return
    const number = (lastNumbers.get(target.id) ?? 0) + 1
    lastNumbers.set(target.id, number)
    target.send(EVENT_CHANNEL, { number, name, data })
  }
  return {
    publish: (name, data) => {
      for (const target of targets()) send(target, name, data)
    },
    publishTo: (windowId, name, data) => {
      const target = targets().find((candidate) => candidate.id === windowId)
      if (target) send(target, name, data)
    },
  }
}
