import { SECOND_MS } from '@shared/lib/durations'

/** So much silence is usual between two words. */
const QUIET_MS = 8 * SECOND_MS

/** What to say of an answer that has been silent for so long; null: nothing, because its words come. */
export function waitingWords(silentMs: number, hasBegun: boolean): string | null {
  if (silentMs < QUIET_MS) return hasBegun ? null : 'Waiting for the first words'
  const seconds = Math.floor(silentMs / SECOND_MS)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return `Still waiting, ${time}. Models that think, search or draw are silent for minutes.`
}
