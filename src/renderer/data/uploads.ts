import type { AssetCard } from '@shared/domain/asset'
import type { ImportOutcome } from '@shared/contracts/library'
import { request, StudioFailure } from './studio'

/** Hands bytes that the page made to the main process; they never travel over IPC. */
export async function uploadBlob(blob: Blob): Promise<string> {
  const response = await fetch('media://upload', { method: 'POST', body: blob })
  const answer: unknown = response.ok ? await response.json() : null
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'uploadToken' in answer &&
    typeof answer.uploadToken === 'string'
  ) {
    return answer.uploadToken
  }
  throw new StudioFailure({
    code: 'internal',
    message: 'The studio could not take over the picture.',
    nextStep: 'retry',
  })
}

export interface UploadedPicture {
  readonly displayName: string
  readonly purpose: 'picture' | 'mask' | 'export'
  readonly parentAssetId?: string
}

/** Puts a picture that the page made into the library. */
export async function importBlob(blob: Blob, picture: UploadedPicture): Promise<AssetCard> {
  const uploadToken = await uploadBlob(blob)
  return request('library.import-upload', { uploadToken, ...picture })
}

/**
 * Imports dropped or pasted files. Files of the system go by token; a picture dragged out of a browser has no
 * path and is uploaded.
 */
export async function importFiles(files: readonly File[]): Promise<ImportOutcome> {
  const fileTokens = await window.studio.fileTokens(files)
  if (fileTokens.length > 0) return request('library.import-files', { fileTokens: [...fileTokens] })
  const imported = await Promise.all(
    files.map((file) => importBlob(file, { displayName: file.name || 'Pasted picture', purpose: 'picture' })),
  )
  return { imported, duplicates: [], refused: [] }
}
