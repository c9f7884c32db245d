export interface LoggedRequest {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  /** Path with the query as it came. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly hasKey: boolean
  readonly bodyBytes: number
  readonly bodySha256: string
  /** HTTP status of the answer; null while it is open or when none was sent. */
  readonly status: number | null
}

const KEPT = 5000
const SECRET_HEADERS = new Set(['authorization', 'x-api-key', 'mj-api-secret', 'x-goog-api-key', 'cookie'])

export class RequestLog {
  private readonly entries = new Map<string, LoggedRequest>()
  private total = 0

  open(entry: Omit<LoggedRequest, 'status'>): void {
    this.total += 1
    this.entries.set(entry.id, { ...entry, status: null })
    const oldest = this.entries.size > KEPT ? this.entries.keys().next().value : undefined
    if (oldest !== undefined) this.entries.delete(oldest)
  }

  close(id: string, status: number): void {
    const entry = this.entries.get(id)
    if (entry !== undefined) this.entries.set(id, { ...entry, status })
  }

  report(): { total: number; counts: Record<string, number>; requests: readonly LoggedRequest[] } {
    const requests = [...this.entries.values()]
    const counts: Record<string, number> = {}
    for (const { method, path } of requests) {
      const name = `${method} ${path.split('?')[0] ?? path}`
      counts[name] = (counts[name] ?? 0) + 1
    }
    return { total: this.total, counts, requests }
  }
}

/** Headers as one text each, without those that carry a key. */
export function publicHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || SECRET_HEADERS.has(name)) continue
    kept[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return kept
}
