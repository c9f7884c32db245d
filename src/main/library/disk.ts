import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'

/** Makes an entry of a folder survive a power cut. Windows cannot open folders and needs no such call. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, constants.O_RDONLY)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Makes a folder with all that it lies in. Of a disk that cannot be written Node says that something is not there; here
 * it says what is wrong.
 * @returns the outermost folder that was not there before, if any
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true })
  } catch (error) {
    if (errorCode(error) === 'ENOENT') await sayWhyNot(path, error)
    throw error
  }
}

/** @throws what the lowest folder that is missing says when it is made */
async function sayWhyNot(path: string, first: unknown): Promise<void> {
  const parent = dirname(path)
  const isParentThere = await stat(parent).then(
    () => true,
    () => false,
  )
  if (isParentThere) await mkdir(path)
  else if (parent !== path) await sayWhyNot(parent, first)
  else throw first
}

/**
 * Puts a flushed file under a second name on the same disk and flushes the folder. A name that is taken is left as it
 * is: files are named by content. The first name stays, so that a crash afterwards can be repeated from it.
 */
export async function linkInto(sourcePath: string, targetPath: string): Promise<void> {
  const folder = dirname(targetPath)
  const made = await makeFolder(folder)
  try {
    await link(sourcePath, targetPath)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return
    if (!CANNOT_LINK.has(errorCode(error))) throw error
    await copyInto(sourcePath, targetPath)
  }
  await syncFolder(folder)
  if (made !== undefined) await syncAbove(folder, dirname(made))
}

/** A new folder's own name lies in the one above it, and may be lost with all that is in it. */
async function syncAbove(folder: string, last: string): Promise<void> {
  for (let above = dirname(folder); ; above = dirname(above)) {
    await syncFolder(above)
    if (above === last || above === dirname(above)) return
  }
}

/** File systems without hard links (exFAT, some network drives). */
const CANNOT_LINK: ReadonlySet<string> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EXDEV',
  'EMLINK',
  'ENOSYS',
  'EACCES',
])

async function copyInto(sourcePath: string, targetPath: string): Promise<void> {
  const partPath = `${targetPath}.part`
  try {
    await copyFile(sourcePath, partPath)
    const file = await open(partPath, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partPath, targetPath)
  } catch (error) {
    await rm(partPath, { force: true })
    throw error
  }
}

export const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Turns what the disk or SQLite says into words for a person; anything else passes unchanged. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new AppError(
      {
        code: 'disk-full',
        message: 'The disk is full. Make some space and try again; nothing that is stored was lost.',
        nextStep: 'free-space',
      },
      { cause: error },
    )
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM' || code.startsWith('SQLITE_READONLY')) {
    return new AppError(
      {
        code: 'read-only',
        message: 'The library folder cannot be written to. Everything can still be looked at.',
        nextStep: 'none',
      },
      { cause: error },
    )
  }
  if (GONE.has(code)) {
    return new AppError(
      {
        code: 'not-found',
        message: 'A disk does not answer: it may be unplugged or failing. Nothing that is stored was changed.',
        nextStep: 'retry',
      },
      { cause: error },
    )
  }
  return error
}

/** Of a disk that was pulled out, a network drive without its network, a disk with bad places. */
const GONE: ReadonlySet<string> = new Set(['EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'EREMOTEIO'])

/** Runs work on files and rows; failures of disk and database come out as {@link AppError}. */
export async function onDisk<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw asStorageError(error)
  }
}

/** What the disk or a judge said of a file, for a person. */
export function readFailure(error: unknown): Failure {
  const known = asStorageError(error)
  if (known instanceof AppError) return known.failure
  if (errorCode(error) === 'ENOENT')
    return { code: 'not-found', message: 'The file is no longer there.', nextStep: 'none' }
  return toFailure(error)
}
