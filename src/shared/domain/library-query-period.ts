/** A stretch of time in the machine's time zone; the end is not part of it. */
export interface Period {
  readonly startMs: number
  readonly endMs: number
}

/**
 * Reads "2026", "2026-01" and "2026-01-31", "today", "yesterday", and "7d" or "4w": the time from so many days or weeks
 * ago until now. Null where there is no such day.
 */
export function readPeriod(text: string, nowMs: number = Date.now()): Period | null {
  return readRelative(text.toLowerCase(), new Date(nowMs)) ?? readCalendar(text)
}

function readRelative(text: string, now: Date): Period | null {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  if (text === 'today') return between([year, month, day], [year, month, day + 1])
  if (text === 'yesterday') return between([year, month, day - 1], [year, month, day])
  const ago = /^(\d{1,4})([dw])$/.exec(text)
  if (!ago) return null
  const days = Number(ago[1]) * (ago[2] === 'w' ? 7 : 1)
  return between([year, month, day - days], [year, month, day + 1])
}

function readCalendar(text: string): Period | null {
  const found = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text)
  if (!found) return null
  const [year, month, day] = [found[1], found[2], found[3]].map((part) => (part === undefined ? null : Number(part)))
  if (year === null || year === undefined || year < 1000) return null
  if (month === null || month === undefined) return between([year, 0, 1], [year + 1, 0, 1])
  if (month < 1 || month > 12) return null
  if (day === null || day === undefined) return between([year, month - 1, 1], [year, month, 1])
  const isDay = day >= 1 && day <= new Date(year, month, 0).getDate()
  return isDay ? between([year, month - 1, day], [year, month - 1, day + 1]) : null
}

type CalendarDay = readonly [year: number, monthIndex: number, day: number]

function between(start: CalendarDay, end: CalendarDay): Period {
  return { startMs: new Date(...start).getTime(), endMs: new Date(...end).getTime() }
}
