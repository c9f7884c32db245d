import type { ConnectionState } from '@shared/domain/account'
import type { Failure } from '@shared/domain/app-error'

/** What a real call says of the connection: null failure is an answer; other failures than these say nothing. */
export function connectionOf(failure: Failure | null): ConnectionState | null {
  if (failure === null) return 'online'
  if (failure.code === 'offline') return 'offline'
  return failure.code === 'unauthorized' ? 'unauthorized' : null
}
