import type { Failure } from '@shared/domain/app-error'

type NoticeListener = (failure: Failure) => void

const listeners = new Set<NoticeListener>()

/** Tells the app of a failure that no view shows at its own place. */
export function raiseNotice(failure: Failure): void {
  for (const listener of listeners) listener(failure)
}

export function onNotice(listener: NoticeListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
