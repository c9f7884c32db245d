import { AppError } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
import { loadAssetFile } from '../db/queries/asset'
import { safeFileName } from './file-names'
import type { Importing } from './importing'
import type { LibraryContext } from './library-context'
import { type JobControl, type MediaWorker, MediaWorkerError } from './media-worker'
import type { Uploads } from './uploads'
import { asMediaFailure } from './worker-failure'

export interface FilmOrder {
  readonly segments: readonly { readonly assetId: string; readonly media: MediaKind; readonly seconds: number }[]
  readonly width: number
  readonly height: number
  readonly displayName: string
}

const FRAMES_PER_SECOND = 30

/**
 * Renders pictures and clips one after another as one H.264 film and puts it into the library.
 * @throws AppError `canceled`, or why it did not work
 */
export type RenderFilm = (order: FilmOrder, control: JobControl) => Promise<{ readonly assetId: string }>

export function createRenderFilm(
  context: LibraryContext,
  worker: MediaWorker,
  uploads: Uploads,
  importing: Importing,
): RenderFilm {
  return async (order, control) => {
    const parts = await Promise.all(
      order.segments.map(async ({ assetId, media, seconds }) => {
        const asset = await loadAssetFile(context.db, assetId)
        if (!asset)
          throw new AppError({ code: 'not-found', message: 'A take is no longer in the library.', nextStep: 'none' })
        return { assetId, media, mime: asset.mime, seconds }
      }),
    )
    const { width, height } = order
    try {
      const made = await worker.run('export-mp4', { parts, width, height, framesPerSecond: FRAMES_PER_SECOND }, control)
      const upload = uploads.take(made.uploadToken)
      if (!upload) throw new MediaWorkerError('internal', 'the film did not arrive')
      const { assetId } = await importing.importStaged({
        stagedPath: upload.path,
        written: upload,
        displayName: safeFileName(order.displayName, 'mp4'),
        expected: 'video',
        origin: 'derived',
        relations: [...new Set(parts.map((part) => part.assetId))].map((parentId) => ({
          parentId,
          relation: 'export' as const,
        })),
      })
      return { assetId }
    } catch (error) {
      throw asMediaFailure(error, 'The export')
    }
  }
}
