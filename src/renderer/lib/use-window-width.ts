import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('resize', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('resize', listener)
  }
}

/** True below the width where panes overlay the stage instead of standing beside it. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.innerWidth < 1_000)
}
