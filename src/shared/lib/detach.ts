export type Detach = (promise: Promise<unknown>, why: string) => void

/**
 * Makes the function that marks a promise as deliberately not awaited: a failure is reported with
 * the reason instead of vanishing. Each process makes one with its own log.
 */
export function createDetach(report: (error: unknown, why: string) => void): Detach {
  return (promise, why) => {
    promise.catch((error: unknown) => report(error, why))
  }
}
