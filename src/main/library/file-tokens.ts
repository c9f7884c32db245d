import { MINUTE_MS } from '@shared/lib/durations'

/** Files that a person handed to a window, as tokens: the page never sees or makes a path. */
export interface FileTokens {
  /** One token per path, good for this window only. */
  readonly issue: (windowId: number, paths: readonly string[]) => readonly string[]
  /** The paths behind tokens of this window; each token works once. Unknown, foreign and old ones give nothing. */
  readonly take: (windowId: number, tokens: readonly string[]) => readonly string[]
}

export interface FileTokensOptions {
  readonly clock: { readonly monotonicMs: () => number }
  /** Unguessable, for example `crypto.randomUUID`. */
  readonly newToken: () => string
}

interface Entry {
  readonly windowId: number
  readonly path: string
  readonly expiresAtMs: number
}

const LIFETIME_MS = 10 * MINUTE_MS
const MAX_TOKENS = 20_000

export function createFileTokens({ clock, newToken }: FileTokensOptions): FileTokens {
  const entries = new Map<string, Entry>()
  const forgetOld = (): void => {
    const nowMs = clock.monotonicMs()
    for (const [token, entry] of entries) {
      // In order of issue, so the first young one ends it, unless there are too many.
      if (entry.expiresAtMs > nowMs && entries.size <= MAX_TOKENS) return
      entries.delete(token)
    }
  }
  return {
    issue: (windowId, paths) => {
      forgetOld()
      return paths.slice(0, MAX_TOKENS).map((path) => {
        const token = newToken()
        entries.set(token, { windowId, path, expiresAtMs: clock.monotonicMs() + LIFETIME_MS })
        return token
      })
    },
    take: (windowId, tokens) => {
      forgetOld()
      return tokens.flatMap((token) => {
        const entry = entries.get(token)
        if (!entry || entry.windowId !== windowId) return []
        entries.delete(token)
        return [entry.path]
      })
    },
  }
}
