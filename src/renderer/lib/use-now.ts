import { useEffect, useState } from 'react'

/** Wall time that moves on once a second while `isRunning`, for running clocks. */
export function useNow(isRunning: boolean, everyMs = 1_000): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return undefined
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [isRunning, everyMs])
  return nowMs
}
