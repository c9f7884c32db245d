import { realpath, stat } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { IndexedFolder } from '@shared/domain/indexed-folder'
import type { Progress } from '@shared/domain/safety'
import { addIndexedFolder, noteScanned, removeIndexedFolder } from '../db/commands/indexed-folder'
import type { UndoStep } from '../db/commands/undo-log'
import { type IndexedFolderRow, listIndexedFolders } from '../db/queries/indexed-folder'
import { createLogger, detach } from '../log/logger'
import { asStorageError, errorCode } from './disk'
import { filesBelow, isWanted, isWithin } from './folder-walk'
import type { HashThread } from './hash-thread'
import { createIndexFiles, type PassedOver } from './index-files'
import { assertWritable, type LibraryContext } from './library-context'
import { expectedOf } from './media-extensions'

const log = createLogger('library.indexing')

export interface IndexingOptions {
  readonly context: LibraryContext
  readonly hashes: HashThread
  /** New items are in the grid; their thumbnails are due. */
  readonly added: () => void
  readonly onChange: (folders: readonly IndexedFolder[]) => void
  /** Tells of changed paths below a folder; @returns how to stop. @throws where the system cannot watch */
  readonly watch: (folder: string, onChange: (paths: readonly string[]) => void) => Promise<() => Promise<void>>
}

/** Programs write a file in several steps; and a rename is a file that goes and one that comes. */
const SETTLE_MS = 800
/** Counting a large folder costs too much to be done for each batch. */
const REPORT_MS = 400
/** A disk that is pulled out tells nobody; one look at each folder's root costs nothing. */
const LOOK_MS = 2_000
/** Thumbnails of a long reading begin before its end. */
const THUMBNAILS_EVERY = 1_000
const MAX_EXAMPLES = 5

interface FolderState {
  scan: Progress | null
  reading: AbortController | null
  failure: Failure | null
  passedOver: readonly PassedOver[]
  /** Which folder of which disk was read last; null: none was there. */
  identity: string | null
  stopWatching: (() => Promise<void>) | null
}

/** Folders whose files are shown where they lie: nothing is copied, and what moves or changes is followed by its content. */
export function createIndexing(options: IndexingOptions) {
  const { context } = options
  const { db } = context
  const files = createIndexFiles(options)
  const states = new Map<string, FolderState>()
  const stopping = new AbortController()
  let queue: Promise<unknown> = Promise.resolve()
  let lastReportMs = 0
  let isLooking = false
  let timer: NodeJS.Timeout | undefined

  const stateOf = (id: string): FolderState => {
    const state = states.get(id) ?? newState()
    states.set(id, state)
    return state
  }
  const list = async (): Promise<readonly IndexedFolder[]> =>
    (await listIndexedFolders(db)).map((row) => shown(row, stateOf(row.id)))
  const tell = async (): Promise<void> => {
    lastReportMs = context.clock.monotonicMs()
    options.onChange(await list())
  }

  /** One after the other: two readings of one file would only race. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = queue.then(work, work)
    queue = next.catch(() => undefined)
    return next
  }

  const readAll = async (folder: IndexedFolderRow, state: FolderState, signal: AbortSignal): Promise<void> => {
    const found = await filesBelow(folder.path, signal)
    state.scan = { done: 0, total: found.length }
    await tell()
    let waiting = 0
    state.passedOver = await files.take(folder, found, signal, async (done, shownNow) => {
      waiting += shownNow
      state.scan = { done, total: found.length }
      if (context.clock.monotonicMs() - lastReportMs > REPORT_MS) await tell()
      if (waiting < THUMBNAILS_EVERY) return
      options.added()
      waiting = 0
    })
    if (signal.aborted) return
    await files.forgetUnseen(folder, new Set(found))
    await noteScanned(db, folder.id, context.clock.nowMs())
  }

  const scan = async (folder: IndexedFolderRow): Promise<void> => {
    if (stopping.signal.aborted || !(await isListed(folder.id))) return
    const state = stateOf(folder.id)
    state.failure = null
    state.reading = new AbortController()
    try {
      state.identity = await identityOf(folder.path)
      await readAll(folder, state, AbortSignal.any([stopping.signal, state.reading.signal]))
    } catch (error) {
      state.failure = folderFailure(error, folder.path)
      log.warn('an indexed folder could not be read', { path: folder.path, error })
      if (GONE.has(errorCode(error))) await goneAway(folder, state)
    } finally {
      state.scan = null
      state.reading = null
      if (!stopping.signal.aborted) {
        options.added()
        await tell()
      }
    }
  }

  const goneAway = async (folder: IndexedFolderRow, state: FolderState): Promise<void> => {
    state.identity = null
    await stopWatching(state)
    await files.markAway(folder)
  }

  const isListed = async (id: string): Promise<boolean> => (await listIndexedFolders(db)).some((row) => row.id === id)

  /** First what came, then what went: so a renamed file is found before it is missed. */
  const followChanges = async (folder: IndexedFolderRow, paths: readonly string[]): Promise<void> => {
    const gone: string[] = []
    const changed: string[] = []
    if (!(await isListed(folder.id))) return
    if ((await identityOf(folder.path).catch(() => null)) === null) return scan(folder)
    for (const path of paths) {
      const relativePath = relative(folder.path, path).split(sep).join('/')
      const facts = await stat(path).catch(() => null)
      if (!facts) gone.push(relativePath)
      else if (facts.isDirectory()) return scan(folder)
      else if (isWanted(basename(path))) changed.push(relativePath)
    }
    const passedOver = await files.take(folder, changed, stopping.signal, async () => options.added())
    if (passedOver.length > 0) log.warn('changed files were passed over', { passedOver })
    await files.loosen(folder, gone)
    // A folder that went takes places along whose own paths nobody named.
    if (gone.some((path) => expectedOf(path) === null)) await scan(folder)
    else await tell()
  }

  const watch = async (folder: IndexedFolderRow): Promise<void> => {
    const state = stateOf(folder.id)
    if (state.stopWatching) return
    const waiting = new Set<string>()
    let settling: NodeJS.Timeout | undefined
    const settle = (): void => {
      const paths = [...waiting]
      waiting.clear()
      detach(
        inTurn(() => followChanges(folder, paths)),
        'follow changes of an indexed folder',
      )
    }
    try {
      state.stopWatching = await options.watch(folder.path, (paths) => {
        for (const path of paths) waiting.add(path)
        clearTimeout(settling)
        settling = setTimeout(settle, SETTLE_MS)
        settling.unref()
      })
    } catch (error) {
      log.warn('a folder cannot be watched; it is read at each start', { path: folder.path, error })
    }
  }

  const begin = (folder: IndexedFolderRow): Promise<void> => {
    lookFromTimeToTime()
    return inTurn(async () => {
      await watch(folder)
      await scan(folder)
    })
  }

  const lookFromTimeToTime = (): void => {
    timer ??= setInterval(() => detach(look(), 'look after the indexed folders'), LOOK_MS).unref()
  }

  /** Has a folder gone, come back, or become another one (an empty place where a disk was)? */
  const look = async (): Promise<void> => {
    if (isLooking || stopping.signal.aborted) return
    isLooking = true
    try {
      for (const folder of await listIndexedFolders(db)) {
        const state = stateOf(folder.id)
        const identity = await identityOf(folder.path).catch(() => null)
        if (state.reading || identity === state.identity || stopping.signal.aborted) continue
        await stopWatching(state)
        await begin(folder)
      }
    } finally {
      isLooking = false
    }
  }

  const stepOf = (id: string | null): UndoStep | null =>
    id === null ? null : { id, action: 'forget-folder', itemCount: 1, nowMs: context.clock.nowMs() }

  return {
    list,
    /** @throws AppError `conflict` for a folder that is indexed already or holds the library itself */
    add: async (path: string): Promise<IndexedFolder> => {
      assertWritable(context)
      const rows = await listIndexedFolders(db)
      await assertApart(path, [context.folders.root, ...rows.map((row) => row.path)])
      const id = context.nextId()
      await addIndexedFolder(db, { id, path, nowMs: context.clock.nowMs() })
      const folder = (await list()).find((row) => row.id === id)
      if (!folder) throw new AppError({ code: 'internal', message: 'The folder was not noted.', nextStep: 'retry' })
      detach(begin(folder), 'read an indexed folder')
      await tell()
      return folder
    },
    /** The files stay as they are; items that lay only there are then missing and can be deleted. */
    remove: async (id: string, stepId: string | null = null): Promise<void> => {
      assertWritable(context)
      stateOf(id).reading?.abort()
      await inTurn(async () => {
        await stopWatching(stateOf(id))
        states.delete(id)
        await files.noteLost(await removeIndexedFolder(db, id, stepOf(stepId)))
      })
      await tell()
    },
    rescan: async (id: string): Promise<void> => {
      assertWritable(context)
      const folder = (await listIndexedFolders(db)).find((row) => row.id === id)
      if (folder) await begin(folder)
    },
    /** What was read stays; the next reading goes on where this one stopped. */
    stopReading: (id: string): void => stateOf(id).reading?.abort(),
    start: async (): Promise<void> => {
      if (db.readOnlyReason !== null) return
      lookFromTimeToTime()
      for (const folder of await listIndexedFolders(db)) await begin(folder)
    },
    look,
    /** Resolves when nothing is under way; for tests. */
    settled: async (): Promise<void> => {
      await queue
    },
    stop: (): void => {
      stopping.abort()
      clearInterval(timer)
      for (const state of states.values()) detach(stopWatching(state), 'stop watching a folder')
    },
  }
}

const newState = (): FolderState => ({
  scan: null,
  reading: null,
  failure: null,
  passedOver: [],
  identity: null,
  stopWatching: null,
})

function shown(row: IndexedFolderRow, state: FolderState): IndexedFolder {
  return {
    ...row,
    scan: state.scan,
    isWatched: state.stopWatching !== null,
    failure: state.failure,
    passedOver: state.passedOver.length,
    passedOverExamples: state.passedOver
      .slice(0, MAX_EXAMPLES)
      .map(({ relativePath, failure }) => ({ name: relativePath, reason: failure.message })),
  }
}

async function stopWatching(state: FolderState): Promise<void> {
  const stop = state.stopWatching
  state.stopWatching = null
  try {
    await stop?.()
  } catch (error) {
    // The system lets go of a folder that is gone by itself.
    log.warn('a folder was let go before its watch', error)
  }
}

/** @throws what the system says when nothing is there */
async function identityOf(path: string): Promise<string> {
  const { dev, ino } = await stat(path)
  return `${dev}:${ino}`
}

async function assertApart(path: string, others: readonly string[]): Promise<void> {
  const real = await realPath(path)
  for (const other of others) {
    const realOther = await realPath(other)
    if (!isWithin(real, realOther) && !isWithin(realOther, real)) continue
    throw new AppError({
      code: 'conflict',
      message: `This folder and ${other} lie one within the other; its files would be there twice.`,
      nextStep: 'none',
    })
  }
}

/** Two names of one folder would show its files twice. */
const realPath = (path: string): Promise<string> => realpath(path).catch(() => path)

/** The folder, or the disk that it is on, is not there. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EIO', 'ENXIO', 'ENODEV', 'ENOTCONN', 'ESTALE'])

function folderFailure(error: unknown, path: string): Failure {
  if (GONE.has(errorCode(error))) {
    return {
      code: 'not-found',
      message: `The folder is not there: ${path}. Its items are kept; they are found again when it is back.`,
      nextStep: 'retry',
    }
  }
  if (errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM') {
    return { code: 'read-only', message: `The folder may not be read by this account: ${path}.`, nextStep: 'retry' }
  }
  return toFailure(asStorageError(error))
}
