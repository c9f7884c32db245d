import { request } from '@renderer/data/studio'

const MAX_REPORTS = 20

let reports = 0

/** Writes an error of the page to the log of the main process; a page that fails in a loop is cut short. */
export function reportError(thrown: unknown): void {
  reports += 1
  if (reports > MAX_REPORTS) return
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  const stack = thrown instanceof Error ? thrown.stack : undefined
  request('studio.report-error', {
    message: message.slice(0, 4_000),
    ...(stack ? { stack: stack.slice(0, 20_000) } : {}),
  }).catch(() => undefined)
}
