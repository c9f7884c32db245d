import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener)
  return () => window.removeEventListener('resize', listener)
}

/** True below the width where panes overlay the stage instead of standing beside it. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.innerWidth < 1_000)
}
