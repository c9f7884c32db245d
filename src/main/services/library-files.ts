import type { AssetExtras, ExportOutcome, ExportSetRequest } from '@shared/contracts/library-files'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError } from '@shared/domain/app-error'
import type { AssetCard } from '@shared/domain/asset'
import type { IndexedFolder } from '@shared/domain/indexed-folder'
import type { ReadableFolder } from '@shared/domain/readable-folder'
import type { PlayableCopy } from '@shared/domain/playable-copy'
import { mergeDuplicates } from '../db/commands/asset-merge'
import { coarseColour, noteDistinct } from '../db/commands/asset-look'
import { runDatabaseJob } from '../db/database-job'
import { loadAssetCards, loadAssetFile } from '../db/queries/asset'
import { listByColour, loadLook } from '../db/queries/asset-look'
import { loadCardsByNumber, numberOfAsset } from '../db/queries/asset-numbers'
import { loadImportedRecipe } from '../db/queries/asset-recipe'
import { onDisk } from '../library/disk'
import { exportSet } from '../library/export/export-set'
import type { Library } from '../library/library'
import { assertWritable } from '../library/library-context'
import type { Dialogs, SystemShell } from '../platform/ports'

export interface LibraryFilesOptions {
  readonly library: Pick<Library, 'context' | 'indexing' | 'worker' | 'uploads' | 'copies' | 'fetchAgain' | 'readable'>
  /** Whether the person's FFmpeg may be used. */
  readonly mayTranscode: () => Promise<boolean>
  readonly dialogs: Dialogs
  readonly shell: Pick<SystemShell, 'openFolder'>
  readonly databaseWorkerPath: string
  readonly nativeBinding: string | undefined
}

export type LibraryFilesService = ReturnType<typeof createLibraryFilesService>

const MAX_SIMILAR = 120
/** A person compares so many and comes back for the rest. */
const MAX_GROUPS = 200
/** In steps of eight: what a person calls the same colour. */
const COLOUR_REACH = 3

/** Files of the library: where they lie, how they look, how they leave. */
export function createLibraryFilesService(options: LibraryFilesOptions) {
  const { library, dialogs } = options
  const { context, indexing } = library
  const { db } = context
  const thread = { path: db.filePath, nativeBinding: options.nativeBinding }

  return {
    folders: (): Promise<readonly IndexedFolder[]> => indexing.list(),

    async indexFolder(): Promise<IndexedFolder | null> {
      const path = await dialogs.pickFolder('Show a folder in the library, without copying it')
      return path === null ? null : indexing.add(path)
    },
    async readFolder(folderId: string): Promise<null> {
      await indexing.rescan(folderId)
      return null
    },
    async stopReading(folderId: string): Promise<null> {
      indexing.stopReading(folderId)
      return null
    },
    async forgetFolder({ folderId, stepId }: RouteParsedRequest<'library.forget-folder'>): Promise<null> {
      await indexing.remove(folderId, stepId)
      return null
    },

    async extras(assetId: string): Promise<AssetExtras> {
      const look = await loadLook(db, assetId)
      return {
        palette: look?.palette ?? [],
        framesPerSecond: look?.framesPerSecond ?? null,
        peaks: look?.peaks ?? null,
        recipe: await loadImportedRecipe(db, assetId),
        placePath: (await loadAssetFile(db, assetId))?.placePath ?? null,
      }
    },

    async similar(assetId: string): Promise<readonly AssetCard[]> {
      const assetNumber = await numberOfAsset(db, assetId)
      if (assetNumber === null) throw gone()
      const job = { kind: 'similar', ...thread, assetNumber, limit: MAX_SIMILAR } as const
      return loadCardsByNumber(db, (await runDatabaseJob(options.databaseWorkerPath, job)) as readonly number[])
    },

    async byColour({ red, green, blue }: RouteParsedRequest<'library.by-colour'>): Promise<readonly AssetCard[]> {
      const found = await listByColour(db, coloursNear(red, green, blue), MAX_SIMILAR)
      return loadAssetCards(
        db,
        found.map(({ assetId }) => assetId),
      )
    },

    async nearDuplicates(): Promise<readonly (readonly AssetCard[])[]> {
      const groups = (await runDatabaseJob(options.databaseWorkerPath, {
        kind: 'near-duplicates',
        ...thread,
      })) as readonly (readonly number[])[]
      const cards = await Promise.all(groups.slice(0, MAX_GROUPS).map((group) => loadCardsByNumber(db, group)))
      return cards.filter((group) => group.length > 1).map((group) => group.toSorted(byPixels))
    },

    async mergeDuplicates({ keepId, otherIds }: RouteParsedRequest<'library.merge-duplicates'>) {
      assertWritable(context)
      const others = otherIds.filter((id) => id !== keepId)
      const step = { id: context.nextId(), nowMs: context.clock.nowMs() }
      const { rev, assetIds } = await mergeDuplicates(db, step, keepId, others)
      context.news.changed(rev, assetIds)
      return { undoId: step.id }
    },
    async keepAll(assetIds: readonly string[]): Promise<{ readonly undoId: string }> {
      assertWritable(context)
      const id = context.nextId()
      const step = { id, action: 'distinct' as const, itemCount: assetIds.length, nowMs: context.clock.nowMs() }
      const { rev } = await noteDistinct(db, step, assetIds)
      context.news.changed(rev, [])
      return { undoId: id }
    },

    readableFolder: (): Promise<ReadableFolder> => library.readable.state(),
    async changeReadableFolder({
      isOn,
      template,
    }: RouteParsedRequest<'library.change-readable-folder'>): Promise<ReadableFolder> {
      assertWritable(context)
      await onDisk(() => library.readable.change(isOn, template))
      return library.readable.state()
    },
    async showReadableFolder(): Promise<null> {
      await options.shell.openFolder((await library.readable.state()).folder)
      return null
    },

    async playableCopy(assetId: string): Promise<PlayableCopy> {
      return library.copies.stateOf(assetId, await options.mayTranscode())
    },
    async makePlayableCopy(assetId: string): Promise<null> {
      assertWritable(context)
      await library.copies.make(assetId, await options.mayTranscode())
      return null
    },
    transcoder: async () => ({ path: await library.copies.findProgram() }),

    async exportSet(request: ExportSetRequest): Promise<ExportOutcome | null> {
      const folder = await dialogs.pickFolder('Export to')
      if (folder === null) return null
      return exportSet(library, request, folder, (done, total) =>
        context.news.importing?.({ done, total, canStop: false }),
      )
    },
  }
}

const byPixels = (left: AssetCard, right: AssetCard): number =>
  (right.width ?? 0) * (right.height ?? 0) - (left.width ?? 0) * (left.height ?? 0) ||
  left.createdAtMs - right.createdAtMs

function coloursNear(red: number, green: number, blue: number): readonly number[] {
  const around = (value: number): readonly number[] =>
    Array.from({ length: 2 * COLOUR_REACH + 1 }, (_, index) => value + (index - COLOUR_REACH) * 8).filter(
      (near) => near >= 0 && near <= 255,
    )
  return around(red).flatMap((r) => around(green).flatMap((g) => around(blue).map((b) => coarseColour(r, g, b))))
}

const gone = (): AppError =>
  new AppError({ code: 'not-found', message: 'This item is no longer in the library.', nextStep: 'none' })
