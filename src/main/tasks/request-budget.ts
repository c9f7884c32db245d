/** How often something may be asked: `burst` at once, `perSecond` in the long run. Times are monotonic milliseconds. */
export interface RequestBudget {
  /** Takes one request out of the budget; false when nothing is left now. */
  readonly take: (nowMs: number) => boolean
  /** Milliseconds until the next one. */
  readonly waitMs: (nowMs: number) => number
}

export function createRequestBudget(perSecond: number, burst: number): RequestBudget {
  let tokens = burst
  let filledAtMs = Number.NEGATIVE_INFINITY
  const fill = (nowMs: number): void => {
    if (nowMs <= filledAtMs) return
    tokens = Math.min(burst, tokens + ((nowMs - filledAtMs) / 1_000) * perSecond)
    filledAtMs = nowMs
  }
  return {
    take: (nowMs) => {
      fill(nowMs)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    waitMs: (nowMs) => {
      fill(nowMs)
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000)
    },
  }
}
