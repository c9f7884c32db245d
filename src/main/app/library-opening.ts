import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import { takePreparedDatabase } from '../db/backups'
import { type LibraryLock, lockLibrary } from '../db/library-lock'
import type { StudioPaths } from './paths'

export interface LibraryPlace {
  readonly paths: StudioPaths
  /** The person chose this place; it is not made anew when it is gone. */
  readonly isChosen: boolean
  /** The person wants a new database beside media that are there. */
  readonly isBegunAnew?: boolean
  readonly nativeBinding: string | undefined
  readonly nowMs: number
}

/**
 * Makes a library ready to be opened: it is there, nobody else has it, and a database that was laid ready for it is in
 * its place.
 * @throws AppError `not-found` for an unplugged disk, `conflict`, `database-damaged` where media have no database
 */
export async function prepareLibrary({
  paths,
  isChosen,
  isBegunAnew = false,
  nativeBinding,
  nowMs,
}: LibraryPlace): Promise<LibraryLock> {
  if (isChosen && !existsSync(paths.library)) {
    throw new AppError({
      code: 'not-found',
      message: `The library’s folder is not there: ${paths.library}. If it is on another disk, connect that and try again.`,
      nextStep: 'retry',
    })
  }
  mkdirSync(paths.library, { recursive: true })
  const lock = lockOrNothing(paths, nativeBinding)
  try {
    await takePreparedDatabase(paths.database, nowMs)
    if (!isBegunAnew && isBlank(paths.database) && hasMedia(paths)) throw lostDatabase()
    return lock
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A folder that cannot be written holds no lock; the database is then opened for reading only anyway. */
function lockOrNothing(paths: StudioPaths, nativeBinding: string | undefined): LibraryLock {
  try {
    return lockLibrary({ filePath: paths.lock, nativeBinding })
  } catch (error) {
    if (error instanceof AppError) throw error
    return { wasLeftOpen: false, release: () => undefined }
  }
}

/** One page holds no library: the file was begun and never written, or it was emptied. */
const BLANK_BYTES = 4_096

function isBlank(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  // What was committed last may still lie in the journal.
  const journal = statSync(`${path}-wal`, { throwIfNoEntry: false })
  return (found?.size ?? 0) <= BLANK_BYTES && (journal?.size ?? 0) === 0
}

function hasMedia(paths: StudioPaths): boolean {
  const files = join(paths.library, 'files')
  return existsSync(files) && readdirSync(files).some((name) => /^[0-9a-f]{2}$/.test(name))
}

const lostDatabase = (): AppError =>
  new AppError({
    code: 'database-damaged',
    message: 'The library’s database is gone, but its media files are there.',
    nextStep: 'none',
  })
