const HEARTBEAT_MS = 10_000

/** Prints one line of set-up progress. */
export function say(line: string): void {
  process.stdout.write(`runtime: ${line}\n`)
}

/** Duration as people read it: `8 s`, `2 min 5 s`. */
export function formatSeconds(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Size as people read it: `196 MB`. */
export function formatMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`
}

/** Runs a long step and says every ten seconds that it is still at it. */
export async function withHeartbeat<T>(what: string, step: () => Promise<T>): Promise<T> {
  const startedAtMs = Date.now()
  say(`${what} …`)
  const timer = setInterval(() => say(`${what}: ${formatSeconds(Date.now() - startedAtMs)} so far`), HEARTBEAT_MS)
  try {
    const value = await step()
    say(`${what}: done in ${formatSeconds(Date.now() - startedAtMs)}`)
    return value
  } finally {
    clearInterval(timer)
  }
}
