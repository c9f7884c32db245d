import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError, type Failure, toFailure } from '@shared/domain/app-error'
import type { IndexedFolder } from '@shared/domain/indexed-folder'
import type { Progress } from '@shared/domain/safety'
import { addAsset, type AddedAsset, setAssetMissing } from '../db/commands/asset'
import { saveImportedRecipe } from '../db/commands/asset-recipe'
import {
  addIndexedFolder,
  loosePlaces,
  noteScanned,
  putPlace,
  removeIndexedFolder,
} from '../db/commands/indexed-folder'
import { findAssetBySha256, loadAssetFiles } from '../db/queries/asset'
import { findPlace, type IndexedFolderRow, listIndexedFolders, listPlaces } from '../db/queries/indexed-folder'
import { createLogger, detach } from '../log/logger'
import { asStorageError, errorCode } from './disk'
import { nameToShow } from './file-names'
import { assetFilePath } from './folders'
import type { HashThread } from './hash-thread'
import { withoutExtension } from './importing'
import { inspectFile } from './inspect'
import { assertWritable, type LibraryContext } from './library-context'
import { expectedOf } from './media-extensions'
import { recipeOfFile, searchTextOfRecipe } from './metadata/recipe-of-file'

const log = createLogger('library.indexing')

export interface IndexingOptions {
  readonly context: LibraryContext
  readonly hashes: HashThread
  readonly added: (asset: AddedAsset) => void
  readonly onChange: (folders: readonly IndexedFolder[]) => void
  /** Tells of changed paths below a folder; @returns how to stop. @throws where the system cannot watch */
  readonly watch: (folder: string, onChange: (paths: readonly string[]) => void) => Promise<() => Promise<void>>
}

const MAX_DEPTH = 32
const PLACES_AT_A_TIME = 1_000
const BREATH_EVERY = 200
/** Programs write a file in several steps; and a rename is a file that goes and one that comes. */
const SETTLE_MS = 800
const REPORT_EVERY = 50

interface Watched {
  scan: Progress | null
  isWatched: boolean
  failure: Failure | null
  stop: (() => Promise<void>) | null
}

/** Folders whose files are shown where they lie: nothing is copied, and what moves or changes is followed by its content. */
export function createIndexing(options: IndexingOptions) {
  const { context, hashes } = options
  const { db } = context
  const states = new Map<string, Watched>()
  const stopping = new AbortController()
  let queue: Promise<unknown> = Promise.resolve()

  const stateOf = (id: string): Watched => {
    const state = states.get(id) ?? { scan: null, isWatched: false, failure: null, stop: null }
    states.set(id, state)
    return state
  }
  const list = async (): Promise<readonly IndexedFolder[]> =>
    (await listIndexedFolders(db)).map((row) => {
      const { scan, isWatched, failure } = stateOf(row.id)
      return { ...row, scan, isWatched, failure }
    })
  const tell = async (): Promise<void> => options.onChange(await list())

  /** One after the other: two readings of one file would only race. */
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const next = queue.then(work, work)
    queue = next.catch(() => undefined)
    return next
  }

  const takeIn = async (folder: IndexedFolderRow, path: string, relativePath: string): Promise<void> => {
    const facts = await stat(path)
    const known = await findPlace(db, folder.id, relativePath)
    const modifiedAtMs = Math.round(facts.mtimeMs)
    const isSame = known?.byteSize === facts.size && known.modifiedAtMs === modifiedAtMs
    if (known && isSame && !known.isMissing) return
    const written = await hashes.hash(path)
    const assetId = (await findAssetBySha256(db, written.sha256)) ?? (await addNew(path, written))
    const place = { folderId: folder.id, relativePath, assetId, byteSize: facts.size, modifiedAtMs }
    context.news.changed(await putPlace(db, place), [assetId])
    if (known && known.assetId !== assetId) await noteLost([known.assetId])
  }

  const addNew = async (
    path: string,
    written: { readonly sha256: string; readonly byteSize: number },
  ): Promise<string> => {
    const name = nameToShow(basename(path))
    const inspected = await inspectFile(path, expectedOf(path))
    const recipe = await recipeOfFile(path, inspected.mime, name, path)
    const added = await addAsset(db, {
      id: context.nextId(),
      ...written,
      ...inspected,
      displayName: name,
      title: withoutExtension(name),
      origin: 'imported',
      generationId: null,
      modelId: recipe?.modelId ?? null,
      isHidden: false,
      searchText: searchTextOfRecipe(recipe),
      relations: [],
      nowMs: context.clock.nowMs(),
    })
    if (recipe) await saveImportedRecipe(db, added.assetId, recipe)
    options.added(added)
    return added.assetId
  }

  /** What lies nowhere any more is shown as missing, with all that a person gave it. */
  const noteLost = async (assetIds: readonly string[]): Promise<void> => {
    for (const asset of await loadAssetFiles(db, assetIds)) {
      const isThere = await stat(assetFilePath(context.folders, asset)).then(
        () => true,
        () => false,
      )
      if (isThere !== asset.isMissing) continue
      context.news.changed(await setAssetMissing(db, asset.id, !isThere), [asset.id])
    }
  }

  const scan = async (folder: IndexedFolderRow): Promise<void> => {
    const state = stateOf(folder.id)
    state.failure = null
    try {
      const files = await filesBelow(folder.path, stopping.signal)
      const seen = new Set(files)
      state.scan = { done: 0, total: files.length }
      for (const [index, relativePath] of files.entries()) {
        if (stopping.signal.aborted) return
        await takeIn(folder, join(folder.path, relativePath), relativePath).catch((error: unknown) => {
          if (isDiskTrouble(error)) throw error
          log.warn('a file of an indexed folder was passed over', { relativePath, error })
        })
        if (index % REPORT_EVERY === 0) {
          state.scan = { done: index, total: files.length }
          await tell()
        }
      }
      await forgetUnseen(folder, seen)
      await noteScanned(db, folder.id, context.clock.nowMs())
    } catch (error) {
      state.failure = folderFailure(error, folder.path)
    } finally {
      state.scan = null
      await tell()
    }
  }

  const forgetUnseen = async (folder: IndexedFolderRow, seen: ReadonlySet<string>): Promise<void> => {
    let after = ''
    for (;;) {
      const places = await listPlaces(db, folder.id, after, PLACES_AT_A_TIME)
      const last = places.at(-1)
      if (!last) return
      after = last.relativePath
      const gone = places.filter(({ relativePath, isMissing }) => !isMissing && !seen.has(relativePath))
      if (gone.length === 0) continue
      await noteLost(
        await loosePlaces(
          db,
          folder.id,
          gone.map(({ relativePath }) => relativePath),
        ),
      )
    }
  }

  /** First what came, then what went: so a renamed file is found before it is missed. */
  const followChanges = async (folder: IndexedFolderRow, paths: readonly string[]): Promise<void> => {
    const gone: string[] = []
    for (const path of paths) {
      const relativePath = relative(folder.path, path).split(sep).join('/')
      const facts = await stat(path).catch(() => null)
      if (!facts) gone.push(relativePath)
      else if (facts.isDirectory()) return scan(folder)
      else if (isWanted(basename(path))) {
        await takeIn(folder, path, relativePath).catch((error: unknown) =>
          log.warn('a changed file was passed over', error),
        )
      }
    }
    if (gone.length > 0) await noteLost(await loosePlaces(db, folder.id, gone))
    // A folder that went takes places along whose own paths nobody named.
    if (gone.some((path) => expectedOf(path) === null)) await scan(folder)
    else await tell()
  }

  const watch = async (folder: IndexedFolderRow): Promise<void> => {
    const state = stateOf(folder.id)
    if (state.stop) return
    const waiting = new Set<string>()
    let timer: NodeJS.Timeout | undefined
    const settle = (): void => {
      const paths = [...waiting]
      waiting.clear()
      detach(
        inTurn(() => followChanges(folder, paths)),
        'follow changes of an indexed folder',
      )
    }
    try {
      state.stop = await options.watch(folder.path, (paths) => {
        for (const path of paths) waiting.add(path)
        clearTimeout(timer)
        timer = setTimeout(settle, SETTLE_MS)
        timer.unref()
      })
      state.isWatched = true
    } catch (error) {
      log.warn('a folder cannot be watched; it is read at each start', { path: folder.path, error })
    }
  }

  const begin = (folder: IndexedFolderRow): Promise<void> =>
    inTurn(async () => {
      await watch(folder)
      await scan(folder)
    })

  return {
    list,
    /** @throws AppError `conflict` for a folder that is indexed already or holds the library itself */
    add: async (path: string): Promise<IndexedFolder> => {
      assertWritable(context)
      const rows = await listIndexedFolders(db)
      assertApart(path, [context.folders.root, ...rows.map((row) => row.path)])
      const id = context.nextId()
      await addIndexedFolder(db, { id, path, nowMs: context.clock.nowMs() })
      const folder = (await list()).find((row) => row.id === id)
      if (!folder) throw new AppError({ code: 'internal', message: 'The folder was not noted.', nextStep: 'retry' })
      detach(begin(folder), 'read an indexed folder')
      await tell()
      return folder
    },
    /** The files stay as they are; items that lay only there are then missing and can be deleted. */
    remove: async (id: string): Promise<void> => {
      assertWritable(context)
      await stateOf(id).stop?.()
      states.delete(id)
      await noteLost(await removeIndexedFolder(db, id))
      await tell()
    },
    rescan: async (id: string): Promise<void> => {
      const folder = (await listIndexedFolders(db)).find((row) => row.id === id)
      if (folder) await inTurn(() => scan(folder))
    },
    start: async (): Promise<void> => {
      if (db.readOnlyReason !== null) return
      for (const folder of await listIndexedFolders(db)) await begin(folder)
    },
    /** Resolves when nothing is under way; for tests. */
    settled: async (): Promise<void> => {
      await queue
    },
    stop: (): void => {
      stopping.abort()
      for (const { stop } of states.values()) if (stop) detach(stop(), 'stop watching a folder')
    },
  }
}

const isWanted = (name: string): boolean => !name.startsWith('.') && expectedOf(name) !== null

/** Media files below a folder, as paths with `/`. Links are not followed: they could lead anywhere, and in circles. */
async function filesBelow(root: string, signal: AbortSignal): Promise<readonly string[]> {
  const files: string[] = []
  let folders = 0
  const walk = async (folder: string, prefix: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH || signal.aborted) return
    folders += 1
    if (folders % BREATH_EVERY === 0) await pause(1)
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      // The folder itself must be there; one below it may be closed or gone by now.
      if (depth === 0) throw error
      return []
    })
    for (const entry of entries) {
      if (entry.isFile() && isWanted(entry.name)) files.push(`${prefix}${entry.name}`)
      else if (entry.isDirectory() && !entry.name.startsWith('.')) {
        await walk(join(folder, entry.name), `${prefix}${entry.name}/`, depth + 1)
      }
    }
  }
  await walk(root, '', 0)
  return files
}

function assertApart(path: string, others: readonly string[]): void {
  const overlapping = others.find((other) => isWithin(path, other) || isWithin(other, path))
  if (overlapping === undefined) return
  throw new AppError({
    code: 'conflict',
    message: `This folder and ${overlapping} lie one within the other; its files would be there twice.`,
    nextStep: 'none',
  })
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !/^([A-Za-z]:|\/)/.test(way))
}

function isDiskTrouble(error: unknown): boolean {
  const known = asStorageError(error)
  return known instanceof AppError && known.code === 'disk-full'
}

function folderFailure(error: unknown, path: string): Failure {
  if (errorCode(error) === 'ENOENT' || errorCode(error) === 'EIO') {
    return {
      code: 'not-found',
      message: `The folder is not there: ${path}. Its items are kept; they are found again when it is back.`,
      nextStep: 'retry',
    }
  }
  if (errorCode(error) === 'EACCES') {
    return { code: 'read-only', message: `The folder cannot be read: ${path}.`, nextStep: 'retry' }
  }
  return toFailure(asStorageError(error))
}
