import { statSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { AppError } from '@shared/domain/app-error'
import { DISK_GONE } from '@shared/domain/safety'
import type { AssetOrigin } from '@shared/domain/asset'
import type { MediaKind } from '@shared/domain/media'
import { addAsset, type AddedAsset, type NewAsset, type NewAssetRelation } from '../db/commands/asset'
import { linkInto, onDisk } from './disk'
import { storedFilePath } from './folders'
import type { WrittenFile } from './hashing'
import { type Inspected, inspectFile, PDF_MIME } from './inspect'
import { assertWritable, type LibraryContext } from './library-context'

export interface FileToStore {
  /** A flushed file in staging; gone when it is stored. */
  readonly stagedPath: string
  readonly written: WrittenFile
  /** What it claims to be, for a good message when it is not. */
  readonly expected: MediaKind | null
  readonly displayName: string
  readonly title: string
  readonly origin: AssetOrigin
  readonly generationId: string | null
  readonly modelId: string | null
  readonly isHidden: boolean
  readonly searchText: string
  readonly relations: readonly NewAssetRelation[]
  readonly outputId?: string | undefined
  readonly followingJob?: NewAsset['followingJob']
  readonly finishesJobId?: string | undefined
}

export interface LibraryStore {
  /**
   * The one door into the library: look at the file, link it under its hash, then the row. File first, row second,
   * staging last: a kill at any moment leaves a staged file from which the same call ends the same way.
   * @throws AppError of {@link inspectFile}, `disk-full`, `read-only`; the staged file is then still there
   */
  readonly store: (file: FileToStore) => Promise<AddedAsset>
}

export interface StoreHooks {
  /** Told of every new asset, after the commit: its thumbnail is due. */
  readonly added: (asset: AddedAsset) => void
}

/** So much of a text asset can be searched. */
const MAX_SEARCH_TEXT = 100_000

export function createLibraryStore(context: LibraryContext, hooks: StoreHooks): LibraryStore {
  const disk = diskOf(context.folders.root)
  return {
    store: (file) =>
      onDisk(async () => {
        assertWritable(context)
        if (diskOf(context.folders.root) !== disk) throw new AppError(DISK_GONE)
        const inspected = await inspectFile(file.stagedPath, file.expected)
        const searchText = await searchTextOf(file, inspected)
        await linkInto(file.stagedPath, storedFilePath(context.folders, { ...file.written, ...inspected }))
        const added = await addAsset(context.db, {
          id: context.nextId(),
          ...file.written,
          ...inspected,
          displayName: file.displayName,
          title: file.title,
          origin: file.origin,
          generationId: file.generationId,
          modelId: file.modelId,
          isHidden: file.isHidden,
          searchText,
          relations: file.relations,
          nowMs: context.clock.nowMs(),
          outputId: file.outputId,
          followingJob: file.followingJob,
          finishesJobId: file.finishesJobId,
        })
        await rm(file.stagedPath, { force: true })
        context.news.changed(added.rev, [added.assetId])
        hooks.added(added)
        return added
      }),
  }
}

/** A disk that was pulled out leaves an empty folder of another disk behind: what is written there is lost to sight. */
const diskOf = (folder: string): number | null => statSync(folder, { throwIfNoEntry: false })?.dev ?? null

async function searchTextOf(file: FileToStore, inspected: Inspected): Promise<string> {
  if (inspected.media !== 'text' || inspected.mime === PDF_MIME) return file.searchText
  const text = await readFile(file.stagedPath, 'utf8')
  return [file.searchText, text.slice(0, MAX_SEARCH_TEXT)].join('\n').replaceAll(/(?![\t\n\r])\p{Cc}/gu, ' ')
}
