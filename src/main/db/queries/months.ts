/** Calendar months as people see them: in the machine's time zone. */

/** For example "2026-11". */
export function monthOf(timeMs: number): string {
  const date = new Date(timeMs)
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

export function startOfMonth(timeMs: number): number {
  const date = new Date(timeMs)
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime()
}

/** @param month for example "2026-11" */
export function startOfNextMonth(month: string): number {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return new Date(year, number, 1).getTime()
}
