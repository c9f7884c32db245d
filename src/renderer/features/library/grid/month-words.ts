const long = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat(undefined, { month: 'short', timeZone: 'UTC' })

function dateOf(month: string): Date {
  return new Date(`${month}-01T00:00:00Z`)
}

/** "November 2026" for "2026-11". */
export function monthWords(month: string): string {
  return long.format(dateOf(month))
}

/** "Nov" for "2026-11". */
export function shortMonthWords(month: string): string {
  return short.format(dateOf(month))
}
