import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { WrittenList } from '@shared/contracts/answer-text'
import type { DragOutcome, ImportOutcome, SavedCopies } from '@shared/contracts/library'
import type { MediaKind } from '@shared/domain/media'
import type { RouteParsedRequest } from '@shared/contracts/routes'
import { AppError, type Failure } from '@shared/domain/app-error'
import type { AssetBucket, AssetCard, AssetDetail, AssetFilter } from '@shared/domain/asset'
import { noteImport } from '../db/commands/asset-import'
import { refreshDueContexts } from '../db/commands/asset-context'
import * as queries from '../db/queries/asset'
import { loadAssetBuckets } from '../db/queries/asset-buckets'
import { writeAssetPage } from '../db/queries/asset-page'
import { findTimedLyrics } from '../db/queries/timed-lyrics'
import type { DownloadRequest, DownloadResult } from '../gateway/download'
import { onDisk } from '../library/disk'
import type { FileTokens } from '../library/file-tokens'
import { assetFilePath } from '../library/folders'
import { writeHashed } from '../library/hashing'
import type { ImportedFile } from '../library/importing'
import type { Library } from '../library/library'
import { assertWritable } from '../library/library-context'
import { emptyTrash, type EmptiedTrash } from '../library/trash'
import { importFromWeb } from '../library/web-import'
import type { Dialogs, FileDrag, SystemClipboard, SystemShell } from '../platform/ports'

export interface LibraryServiceOptions {
  readonly library: Pick<Library, 'context' | 'importing' | 'uploads' | 'exporting' | 'conversion'>
  readonly fileTokens: FileTokens
  readonly dialogs: Dialogs
  readonly clipboard: SystemClipboard
  readonly shell: SystemShell
  readonly fileDrag: FileDrag
  readonly downloadTo: (request: DownloadRequest) => Promise<DownloadResult>
}

export type LibraryService = ReturnType<typeof createLibraryService>

/** More would be felt while typing. */
const MAX_CAUGHT_UP = 20
/** How long a person holds a drag that does not begin. */
const MOST_HELD_MS = 800
const MAX_CLIPBOARD_BYTES = 512 * 1024 * 1024

/** So many items and refusals go to the page that brought them; of a folder of 200,000 the rest is a number. */
const MAX_LISTED = 2_000

/** What the pages may do with the library. */
export function createLibraryService(options: LibraryServiceOptions) {
  const { library, fileTokens, clipboard } = options
  const { context, importing } = library
  const { db, clock } = context

  const detail = async (assetId: string): Promise<AssetDetail> => {
    const found = await queries.loadAssetDetail(db, assetId)
    if (!found) throw notFound()
    return found
  }
  /** A search sees what was tagged or said a moment ago; a long backlog is worked off behind it. */
  const catchUp = async (filter: AssetFilter): Promise<void> => {
    if (filter.search && !db.readOnlyReason) await refreshDueContexts(db, MAX_CAUGHT_UP)
  }
  const outcomeOf = async (files: readonly ImportedFile[], stepId?: string): Promise<ImportOutcome> => {
    const refused: { readonly name: string; readonly failure: Failure }[] = []
    const newIds: string[] = []
    const knownIds: string[] = []
    for (const { name, outcome } of files) {
      if ('failure' in outcome) refused.push({ name, failure: outcome.failure })
      else if (outcome.isNew) newIds.push(outcome.assetId)
      else knownIds.push(outcome.assetId)
    }
    if (stepId !== undefined && newIds.length > 0) {
      const step = { id: stepId, action: 'import' as const, itemCount: newIds.length, nowMs: clock.nowMs() }
      await onDisk(() => noteImport(db, step, newIds))
    }
    const isNew = new Set(newIds)
    const known = [...new Set(knownIds)].filter((id) => !isNew.has(id))
    return {
      imported: await queries.loadAssetCards(db, newIds.slice(0, MAX_LISTED)),
      duplicates: await queries.loadAssetCards(db, known.slice(0, MAX_LISTED)),
      refused: refused.slice(0, MAX_LISTED),
      unlisted: {
        imported: Math.max(0, newIds.length - MAX_LISTED),
        duplicates: Math.max(0, known.length - MAX_LISTED),
        refused: Math.max(0, refused.length - MAX_LISTED),
      },
    }
  }
  const importPaths = async (paths: readonly string[], stepId?: string): Promise<ImportOutcome> =>
    outcomeOf(await importing.importPaths(paths), stepId)

  return {
    async page(
      request: RouteParsedRequest<'library.page'>,
    ): Promise<{ readonly cards: WrittenList<AssetCard>; readonly rev: number }> {
      // The number first: what changes in between is then asked for again instead of being missed.
      await catchUp(request.filter)
      const rev = await queries.libraryRevision(db)
      return { cards: await writeAssetPage(db, request), rev }
    },

    async buckets(
      filter: AssetFilter,
    ): Promise<{ readonly buckets: readonly AssetBucket[]; readonly total: number; readonly rev: number }> {
      await catchUp(filter)
      const rev = await queries.libraryRevision(db)
      const buckets = await loadAssetBuckets(db, filter)
      return { buckets, total: buckets.reduce((sum, { count }) => sum + count, 0), rev }
    },

    timedLyrics: async (assetId: string): Promise<{ readonly lyricsAssetId: string | null }> => ({
      lyricsAssetId: await findTimedLyrics(db, { assetId, operationId: 'suno.timing' }),
    }),
    detail,
    cards: (assetIds: readonly string[]): Promise<readonly AssetCard[]> => queries.loadAssetCards(db, assetIds),
    models: (): Promise<readonly { readonly modelId: string; readonly count: number }[]> =>
      queries.listModelsWithCounts(db),
    titleOf: async (assetId: string): Promise<string> => (await detail(assetId)).title,

    async importFiles(windowId: number, tokens: readonly string[], stepId?: string): Promise<ImportOutcome> {
      const paths = fileTokens.take(windowId, tokens)
      if (paths.length === 0) {
        throw new AppError({
          code: 'not-found',
          message: 'The dropped files are no longer at hand. Drop them again.',
          nextStep: 'retry',
        })
      }
      return importPaths(paths, stepId)
    },

    async stopImport(): Promise<null> {
      importing.stop()
      return null
    },

    async importUpload(request: RouteParsedRequest<'library.import-upload'>): Promise<AssetCard> {
      const upload = library.uploads.take(request.uploadToken)
      if (!upload)
        throw new AppError({
          code: 'not-found',
          message: 'The picture did not arrive. Try it again.',
          nextStep: 'retry',
        })
      const parent = request.parentAssetId ? await detail(request.parentAssetId) : null
      const added = await importing.importStaged({
        stagedPath: upload.path,
        written: upload,
        displayName: request.displayName,
        expected: UPLOADED_MEDIA[request.purpose],
        isHidden: request.purpose === 'mask',
        origin: parent || request.purpose === 'export' ? 'derived' : 'imported',
        relations: parent ? [{ parentId: parent.id, relation: uploadRelation(request.purpose, parent) }] : [],
      })
      return theCard(added.assetId)
    },

    async importClipboard(stepId?: string): Promise<ImportOutcome> {
      const paths = await clipboard.readFilePaths()
      if (paths.length > 0) return importPaths(paths, stepId)
      const picture = await clipboard.readPicture()
      if (!picture) {
        throw new AppError({
          code: 'not-found',
          message: 'There is no picture and no file in the clipboard.',
          nextStep: 'none',
        })
      }
      assertWritable(context)
      const stagedPath = join(context.folders.staging, `import-${randomUUID()}`)
      const written = await onDisk(() => writeHashed(stagedPath, once(picture), MAX_CLIPBOARD_BYTES))
      const displayName = `Pasted ${new Date(clock.nowMs()).toLocaleString('sv-SE').replaceAll(':', '.')}.png`
      const outcome = await importing.importStaged({ stagedPath, written, displayName, expected: 'image' })
      return outcomeOf([{ name: displayName, outcome }], stepId)
    },

    async importUrl(url: string, stepId?: string): Promise<ImportOutcome> {
      assertWritable(context)
      const outcome = await importFromWeb(context, importing, options.downloadTo, url)
      return outcomeOf([{ name: url, outcome }], stepId)
    },

    async pickFiles(stepId?: string): Promise<ImportOutcome | null> {
      const paths = await options.dialogs.pickFiles('Add to the library')
      return paths.length === 0 ? null : importPaths(paths, stepId)
    },

    emptyTrash: (): Promise<EmptiedTrash> => emptyTrash(context, options.shell.moveToTrash),

    async dragOut(windowId: number, assetIds: readonly string[]): Promise<DragOutcome> {
      const startedMs = clock.monotonicMs()
      const { paths, missing, fetched } = await library.exporting.namedFiles(assetIds)
      // The system starts a drag only while the button is held, which nobody does through a long download.
      const isStarted = fetched === 0 || clock.monotonicMs() - startedMs < MOST_HELD_MS
      if (isStarted) options.fileDrag.start(windowId, paths, null)
      return { isStarted, fetched, missing }
    },

    async showInFolder(assetId: string): Promise<null> {
      const file = await queries.loadAssetFile(db, assetId)
      if (!file) throw notFound()
      options.shell.showInFolder(assetFilePath(context.folders, file))
      return null
    },

    async copyImage(assetId: string): Promise<null> {
      const asset = await detail(assetId)
      if (asset.media !== 'image') {
        throw new AppError({
          code: 'unsupported-file',
          message: 'Only pictures can be copied to the clipboard.',
          nextStep: 'none',
        })
      }
      const { path } = await library.conversion.toPng(assetId)
      await clipboard.writePicture(path)
      return null
    },

    async saveAs(assetIds: readonly string[]): Promise<SavedCopies | null> {
      const folder = await options.dialogs.pickFolder('Save to')
      return folder === null ? null : { ...(await library.exporting.saveTo(assetIds, folder)), folder }
    },
  }

  async function theCard(assetId: string): Promise<AssetCard> {
    const [card] = await queries.loadAssetCards(db, [assetId])
    if (!card) throw notFound()
    return card
  }
}

type UploadPurpose = RouteParsedRequest<'library.import-upload'>['purpose']

/** What the bytes must be; null: whatever they are. */
const UPLOADED_MEDIA: Readonly<Record<UploadPurpose, MediaKind | null>> = {
  picture: 'image',
  mask: 'image',
  export: null,
  text: 'text',
  sound: 'audio',
}

function uploadRelation(purpose: UploadPurpose, parent: AssetDetail): 'mask' | 'export' | 'frame' | 'edit' {
  if (purpose === 'mask' || purpose === 'export') return purpose
  return parent.media === 'video' ? 'frame' : 'edit'
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

function notFound(): AppError {
  return new AppError({ code: 'not-found', message: 'This item is no longer in the library.', nextStep: 'none' })
}
