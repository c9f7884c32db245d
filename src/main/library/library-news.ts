import type { StudioEvents } from '@shared/contracts/events'
import type { EventPublisher } from '../platform/ports'

/** Tells the windows what changed; changes close together go out as one event. */
export interface LibraryNews {
  readonly changed: (rev: number, assetIds: readonly string[]) => void
  /** How far taking in many files is. */
  readonly importing?: (progress: StudioEvents['library.importing']) => void
  /** Sends what waits at once. */
  readonly flush: () => void
}

const LEAST_REPORTED = 20
const REPORT_EVERY = 10
const JOIN_MS = 40
/** More than a window could patch one by one; it then asks again anyway. */
const MAX_IDS = 1_000

export function createLibraryNews(events: EventPublisher): LibraryNews {
  let waitingIds = new Set<string>()
  let waitingRev = 0
  let isWaiting = false
  let timer: NodeJS.Timeout | null = null
  const flush = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    if (waitingIds.size === 0 && !isWaiting) return
    isWaiting = false
    const assetIds = [...waitingIds]
    waitingIds = new Set()
    events.publish('library.changed', { rev: waitingRev, assetIds })
  }
  return {
    changed: (rev, assetIds) => {
      isWaiting = true
      waitingRev = Math.max(waitingRev, rev)
      for (const id of assetIds) waitingIds.add(id)
      if (waitingIds.size >= MAX_IDS) flush()
      else timer ??= setTimeout(flush, JOIN_MS)
    },
    importing: (progress) => {
      // Few files are in before anybody could read of it.
      if (progress.total < LEAST_REPORTED) return
      const isStep = progress.done % REPORT_EVERY === 0 || progress.done === progress.total
      if (isStep) events.publish('library.importing', progress)
    },
    flush,
  }
}
