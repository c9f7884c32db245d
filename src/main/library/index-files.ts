import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { AppError, type Failure } from '@shared/domain/app-error'
import { type NewAsset, setAssetsMissing } from '../db/commands/asset'
import { findPlacesAgain, loosePlaces, markPlacesAway, type NewPlace, putPlaces } from '../db/commands/indexed-folder'
import { loadAssetFiles } from '../db/queries/asset'
import { findPlaces, type IndexedFolderRow, type KnownPlace, listPlaces } from '../db/queries/indexed-folder'
import { asStorageError, errorCode, isFile } from './disk'
import { nameToShow } from './file-names'
import { assetFilePath } from './folders'
import type { HashThread, ReadFacts } from './hash-thread'
import { withoutExtension } from './importing'
import type { LibraryContext } from './library-context'
import { searchTextOfRecipe } from './metadata/recipe-of-file'

/** A commit costs milliseconds of waiting for the disk, a row a fraction of one: so many rows share it. */
const BATCH = 200
/** Main stands still while rows are written, so a batch is written in a few strokes. */
const STROKE = 50
const PLACES_AT_A_TIME = 1_000

/** One file that could not be shown, and why. */
export interface PassedOver {
  readonly relativePath: string
  readonly failure: Failure
}

export interface IndexFilesOptions {
  readonly context: LibraryContext
  readonly hashes: HashThread
}

/** Takes files of indexed folders in, many at a time, and notes those that went; every batch is whole by itself. */
export function createIndexFiles({ context, hashes }: IndexFilesOptions) {
  const { db } = context

  const look = async (folder: IndexedFolderRow, relativePaths: readonly string[]): Promise<Looked> => {
    const known = await findPlaces(db, folder.id, relativePaths)
    const again: KnownPlace[] = []
    const reading: Promise<Read>[] = []
    for (const [relativePath, facts] of await factsOf(folder, relativePaths)) {
      const place = known.get(relativePath)
      const isSame = place?.byteSize === facts?.size && place?.modifiedAtMs === facts?.modifiedAtMs
      if (place && facts && isSame) {
        if (place.isMissing || place.isAssetMissing) again.push(place)
      } else reading.push(readOne(folder, relativePath))
    }
    return { again, read: await Promise.all(reading) }
  }

  const readOne = async (folder: IndexedFolderRow, relativePath: string): Promise<Read> => {
    try {
      return { relativePath, facts: await hashes.read(join(folder.path, relativePath)) }
    } catch (error) {
      return { relativePath, error }
    }
  }

  const newAsset = (relativePath: string, facts: ReadFacts): NewAsset => {
    const name = nameToShow(basename(relativePath))
    return {
      id: context.nextId(),
      sha256: facts.sha256,
      byteSize: facts.byteSize,
      ...facts.inspected,
      displayName: name,
      title: withoutExtension(name),
      origin: 'imported',
      generationId: null,
      modelId: facts.recipe?.modelId ?? null,
      isHidden: false,
      searchText: searchTextOfRecipe(facts.recipe),
      relations: [],
      nowMs: context.clock.nowMs(),
    }
  }

  const write = async (folder: IndexedFolderRow, { again, read }: Looked): Promise<number> => {
    if (again.length > 0) {
      context.news.changed(
        await findPlacesAgain(db, folder.id, again),
        again.map(({ assetId }) => assetId),
      )
    }
    const places = read.flatMap(({ relativePath, facts }): readonly NewPlace[] =>
      facts
        ? [
            {
              relativePath,
              modifiedAtMs: facts.modifiedAtMs,
              asset: newAsset(relativePath, facts),
              recipe: facts.recipe,
            },
          ]
        : [],
    )
    let added = 0
    for (let start = 0; start < places.length; start += STROKE) {
      const put = await putPlaces(db, folder.id, places.slice(start, start + STROKE))
      added += put.added
      context.news.changed(put.rev, put.assetIds)
      await noteLost(put.replacedIds)
      await breathe()
    }
    return added + again.length
  }

  /** What lies nowhere any more is shown as missing, with all that a person gave it. */
  const noteLost = async (assetIds: readonly string[]): Promise<void> => {
    const [found, lost]: [string[], string[]] = [[], []]
    for (const asset of await loadAssetFiles(db, assetIds)) {
      const isThere = await isFile(assetFilePath(context.folders, asset))
      if (isThere === asset.isMissing) (isThere ? found : lost).push(asset.id)
    }
    if (found.length > 0) context.news.changed(await setAssetsMissing(db, found, false), found)
    if (lost.length > 0) context.news.changed(await setAssetsMissing(db, lost, true), lost)
  }

  /** Goes through all places of a folder in stretches. */
  const eachStretch = async (
    folderId: string,
    work: (places: readonly KnownPlace[]) => Promise<void>,
  ): Promise<void> => {
    for (let after = ''; ;) {
      const places = await listPlaces(db, folderId, after, PLACES_AT_A_TIME)
      const last = places.at(-1)
      if (!last) return
      after = last.relativePath
      await work(places)
      await breathe()
    }
  }

  return {
    /**
     * Brings rows and files together: what is new or changed is read and written, what is the same costs a look.
     * @param onBatch how many files were looked at, of which so many are new in the grid
     * @returns files that were passed over. @throws what the disk says when the folder itself is gone or the disk full
     */
    take: async (
      folder: IndexedFolderRow,
      files: readonly string[],
      signal: AbortSignal,
      onBatch: (done: number, shown: number) => Promise<void>,
    ): Promise<readonly PassedOver[]> => {
      const passedOver: PassedOver[] = []
      const ahead = (start: number): Promise<Looked> | null => {
        if (start >= files.length || signal.aborted) return null
        const looking = look(folder, files.slice(start, start + BATCH))
        // Nobody may come to ask for it.
        looking.catch(() => undefined)
        return looking
      }
      // While one batch is written the next is read.
      let next = ahead(0)
      for (let start = 0; next !== null && !signal.aborted; start += BATCH) {
        const looked = await next
        next = ahead(start + BATCH)
        const shown = await write(folder, looked)
        passedOver.push(...(await judgeErrors(folder, looked.read)))
        await onBatch(Math.min(start + BATCH, files.length), shown)
      }
      return passedOver
    },
    /** Files that are no longer in their places. */
    loosen: async (folder: IndexedFolderRow, relativePaths: readonly string[]): Promise<void> => {
      if (relativePaths.length > 0) await noteLost(await loosePlaces(db, folder.id, relativePaths))
    },
    forgetUnseen: (folder: IndexedFolderRow, seen: ReadonlySet<string>): Promise<void> =>
      eachStretch(folder.id, async (places) => {
        const gone = places.filter(({ relativePath, isMissing }) => !isMissing && !seen.has(relativePath))
        if (gone.length === 0) return
        const paths = gone.map(({ relativePath }) => relativePath)
        await noteLost(await loosePlaces(db, folder.id, paths))
      }),
    /** The folder itself is not there: its items are shown as missing until it is back. */
    markAway: (folder: IndexedFolderRow): Promise<void> =>
      eachStretch(folder.id, async (places) => {
        const there = places.filter(({ isMissing }) => !isMissing)
        if (there.length === 0) return
        const paths = there.map(({ relativePath }) => relativePath)
        await noteLost(await markPlacesAway(db, folder.id, paths))
      }),
    noteLost,
  }
}

interface FileFacts {
  readonly size: number
  readonly modifiedAtMs: number
}

interface Read {
  readonly relativePath: string
  readonly facts?: ReadFacts
  readonly error?: unknown
}

interface Looked {
  /** Places whose file is back, unchanged. */
  readonly again: readonly KnownPlace[]
  readonly read: readonly Read[]
}

async function factsOf(
  folder: IndexedFolderRow,
  relativePaths: readonly string[],
): Promise<readonly (readonly [relativePath: string, facts: FileFacts | null])[]> {
  return Promise.all(
    relativePaths.map(async (relativePath) => {
      const found = await stat(join(folder.path, relativePath)).catch(() => null)
      return [relativePath, found && { size: found.size, modifiedAtMs: Math.round(found.mtimeMs) }] as const
    }),
  )
}

/** One file may be refused or gone; a disk that is gone or full stops the reading. */
async function judgeErrors(folder: IndexedFolderRow, read: readonly Read[]): Promise<readonly PassedOver[]> {
  const failed = read.filter(({ error }) => error !== undefined)
  if (failed.some(({ error }) => !(error instanceof AppError))) await stat(folder.path)
  return failed.map(({ relativePath, error }) => {
    const known = asStorageError(error)
    if (known instanceof AppError && known.code === 'disk-full') throw known
    return { relativePath, failure: known instanceof AppError ? fileFailure(known) : unreadable(errorCode(error)) }
  })
}

/** Of the library's own folder other words are true. */
const fileFailure = (error: AppError): Failure =>
  error.code === 'read-only' ? unreadable('EACCES') : error.code === 'not-found' ? unreadable('EIO') : error.failure

const unreadable = (code: string): Failure => ({
  code: 'unsupported-file',
  message:
    code === 'ENOENT'
      ? 'The file was gone before it was read.'
      : code === 'EACCES'
        ? 'The file may not be read by this account.'
        : 'The file cannot be read. Its disk may be failing.',
  nextStep: 'retry',
})
