import type { StreamEvent } from '@shared/domain/chat'

/**
 * Gives thoughts their time, as seen from here: from the first piece of a thought to the first piece of something
 * else. @returns the event, and before it the last word on how long the thought took
 */
export function createThoughtClock(monotonicMs: () => number): (event: StreamEvent) => readonly StreamEvent[] {
  let startedAtMs: number | null = null
  return (event) => {
    if (event.kind === 'reasoning') {
      startedAtMs ??= monotonicMs()
      return [{ ...event, durationMs: Math.round(monotonicMs() - startedAtMs) }]
    }
    if (startedAtMs === null || event.kind === 'usage') return [event]
    const durationMs = Math.round(monotonicMs() - startedAtMs)
    startedAtMs = null
    return [{ kind: 'reasoning', text: '', durationMs }, event]
  }
}
