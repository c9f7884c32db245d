import { constants } from 'node:fs'
import { copyFile, readdir, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import type { Progress } from '@shared/domain/safety'
import { isFile, makeFolder, onDisk } from './disk'
import type { HashThread } from './hash-thread'

/** What another place needs no copy of: work under way, and what is made again. */
const LEFT_BEHIND: ReadonlySet<string> = new Set(['staging', 'drag', 'converted', 'works', 'in-use.sqlite'])
const DATABASE = /^(studio|in-use)\.sqlite/

export interface LibraryCopy {
  readonly source: string
  readonly target: string
  readonly hashes: HashThread
  readonly onProgress: (progress: Progress) => void
  readonly signal: AbortSignal
  /** A second pass after the library was closed: only what came in meanwhile is copied. */
  readonly isSecondPass?: boolean
}

/**
 * Copies a library's files to another folder, everything but the database, and reads each copy again. May be repeated:
 * what was copied well is not copied twice.
 * @throws AppError `conflict` for a folder in use, `disk-full`, `canceled`, or when a copy is not like its source
 */
export async function copyLibraryFiles(copy: LibraryCopy): Promise<void> {
  const { source, target, onProgress, signal } = copy
  await onDisk(async () => {
    await assertGoodTarget(source, target)
    await makeFolder(target)
    const files = await filesToCopy(source)
    let done = 0
    for (const path of files) {
      if (signal.aborted) throw canceled()
      await copyOne(path, join(target, relative(source, path)), copy)
      done += 1
      onProgress({ done, total: files.length })
    }
  })
}

/** Copies the closed database with its journal, if one is left. */
export async function copyDatabaseFiles(sourceDatabase: string, targetDatabase: string): Promise<void> {
  await onDisk(async () => {
    for (const ending of ['', '-wal']) {
      await rm(`${targetDatabase}${ending}`, { force: true })
      const isThere = await isFile(`${sourceDatabase}${ending}`)
      if (isThere) await copyFile(`${sourceDatabase}${ending}`, `${targetDatabase}${ending}`)
    }
  })
}

async function assertGoodTarget(source: string, target: string): Promise<void> {
  const isInside = !relative(source, target).startsWith('..')
  if (isInside) throw conflict('The new place lies inside the library itself. Choose another folder.')
  if (await isFile(join(target, 'studio.sqlite'))) {
    throw conflict('There is a library in that folder already. Choose another folder; nothing there was touched.')
  }
}

async function copyOne(from: string, to: string, { hashes, isSecondPass }: LibraryCopy): Promise<void> {
  if (isSecondPass && (await isFile(to))) return
  const wanted = await hashes.hash(from)
  if (await isFile(to)) {
    const known = await hashes.hash(to)
    if (known.sha256 === wanted.sha256) return
  }
  await makeFolder(dirname(to))
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const made = await hashes.hash(to)
  if (made.sha256 === wanted.sha256) return
  throw new AppError({
    code: 'internal',
    message: 'A copy is not like its original. The disk there may be failing; the library stays where it is.',
    nextStep: 'retry',
  })
}

async function filesToCopy(root: string): Promise<readonly string[]> {
  const files: string[] = []
  const walk = async (folder: string, isTop: boolean): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (isTop && (LEFT_BEHIND.has(entry.name) || DATABASE.test(entry.name))) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) await walk(path, false)
      else if (entry.isFile()) files.push(path)
    }
  }
  await walk(root, true)
  return files
}

const conflict = (message: string): AppError => new AppError({ code: 'conflict', message, nextStep: 'none' })

const canceled = (): AppError =>
  new AppError({ code: 'canceled', message: 'The move was stopped; the library is where it was.', nextStep: 'none' })
