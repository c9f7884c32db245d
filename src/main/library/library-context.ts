import { AppError } from '@shared/domain/app-error'
import type { Database } from '../db/database'
import type { Clock, NextId } from '../platform/ports'
import type { LibraryFolders } from './folders'
import type { LibraryNews } from './library-news'

/** What every part of the library works with. */
export interface LibraryContext {
  readonly db: Database
  readonly folders: LibraryFolders
  readonly clock: Clock
  readonly nextId: NextId
  readonly news: LibraryNews
}

/** @throws AppError `read-only` where the library must not be written */
export function assertWritable(context: Pick<LibraryContext, 'db'>): void {
  const reason = context.db.readOnlyReason
  if (reason) throw new AppError({ code: 'read-only', message: reason, nextStep: 'none' })
}
