import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { MaskPolarity } from '@shared/contracts/media-worker'
import { AppError } from '@shared/domain/app-error'
import { loadAssetFile } from '../db/queries/asset'
import { makeFolder } from './disk'
import type { LibraryContext } from './library-context'
import { type MediaWorker, MediaWorkerError } from './media-worker'
import type { Uploads } from './uploads'
import { asMediaFailure } from './worker-failure'

export interface ConvertedFile {
  readonly path: string
  readonly mime: 'image/png'
  readonly fileName: string
  readonly byteSize: number
}

/** Pictures made from others on demand; each is made once and kept by the hash of what it was made from. */
export interface Conversion {
  /** A mask as a model wants it. @throws AppError */
  readonly convertMask: (assetId: string, polarity: MaskPolarity) => Promise<ConvertedFile>
  /** Any picture as PNG, for the clipboard. @throws AppError */
  readonly toPng: (assetId: string) => Promise<ConvertedFile>
}

export function createConversion(context: LibraryContext, worker: MediaWorker, uploads: Uploads): Conversion {
  const convert = async (
    assetId: string,
    variant: string,
    make: () => Promise<{ readonly uploadToken: string }>,
  ): Promise<ConvertedFile> => {
    const asset = await loadAssetFile(context.db, assetId)
    if (!asset)
      throw new AppError({ code: 'not-found', message: 'This picture is no longer in the library.', nextStep: 'none' })
    const path = join(context.folders.converted, `${asset.sha256}-${variant}.png`)
    const known = await sizeOf(path)
    const byteSize = known ?? (await makeFile(path, make))
    return { path, mime: 'image/png', fileName: `${variant}.png`, byteSize }
  }
  const makeFile = async (path: string, make: () => Promise<{ readonly uploadToken: string }>): Promise<number> => {
    try {
      const { uploadToken } = await make()
      const upload = uploads.take(uploadToken)
      if (!upload) throw new MediaWorkerError('internal', 'the picture did not arrive')
      await makeFolder(context.folders.converted)
      await rename(upload.path, path)
      return upload.byteSize
    } catch (error) {
      await rm(path, { force: true })
      throw asMediaFailure(error, 'Preparing the picture')
    }
  }
  return {
    convertMask: (assetId, polarity) =>
      convert(assetId, `mask-${polarity}`, () => worker.run('mask-to-polarity', { maskAssetId: assetId, polarity })),
    toPng: (assetId) => convert(assetId, 'picture', () => worker.run('to-png', { assetId })),
  }
}

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    (found) => found.size,
    () => null,
  )
