const MINUTE_SECONDS = 60
const HOUR_SECONDS = 3_600

/** A running time as a clock, "1:20" or "1:02:05". */
export function formatClock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1_000))
  const hours = Math.floor(total / HOUR_SECONDS)
  const minutes = Math.floor((total % HOUR_SECONDS) / MINUTE_SECONDS)
  const seconds = String(total % MINUTE_SECONDS).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

/** "10–30 s", "2–4 min"; what one may expect, never a false certainty. */
export function formatRange([from, to]: readonly [number, number]): string {
  if (to < 90) return from === to ? `${to} s` : `${from}–${to} s`
  const fromMinutes = Math.max(1, Math.round(from / MINUTE_SECONDS))
  const toMinutes = Math.max(1, Math.round(to / MINUTE_SECONDS))
  return fromMinutes === toMinutes ? `${toMinutes} min` : `${fromMinutes}–${toMinutes} min`
}

/** "usually 2–4 min, now 1:20"; past the range it says so. */
export function formatExpectation(expectedSeconds: readonly [number, number] | null, elapsedMs: number): string {
  const now = formatClock(elapsedMs)
  if (!expectedSeconds) return `running for ${now}`
  const usual = `usually ${formatRange(expectedSeconds)}`
  return elapsedMs / 1_000 > expectedSeconds[1] ? `longer than usual (${usual}), now ${now}` : `${usual}, now ${now}`
}

/** "just now", "5 min ago", "3 h ago", else the date. */
export function formatAge(atMs: number, nowMs: number): string {
  const seconds = (nowMs - atMs) / 1_000
  if (seconds < 60) return 'just now'
  if (seconds < HOUR_SECONDS) return `${Math.floor(seconds / MINUTE_SECONDS)} min ago`
  if (seconds < 24 * HOUR_SECONDS) return `${Math.floor(seconds / HOUR_SECONDS)} h ago`
  return formatDate(atMs)
}

export function formatDate(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(atMs)
}

export function formatDateTime(atMs: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
}
