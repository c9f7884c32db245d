import type { AssetCard } from '@shared/domain/asset'
import type { ImportOutcome } from '@shared/contracts/library'
import type { Failure } from '@shared/domain/app-error'
import { failureOf, request, StudioFailure } from './studio'

/**
 * Hands bytes that the page made to the main process; they never travel over IPC.
 * @throws StudioFailure with main's own words, for example when the disk is full
 */
export async function uploadBlob(blob: Blob): Promise<string> {
  const response = await fetch('media://upload', { method: 'POST', body: blob })
  const answer = (await response.json().catch(() => ({}))) as UploadAnswer
  if (response.ok && answer.uploadToken !== undefined) return answer.uploadToken
  throw new StudioFailure(answer.failure ?? NOT_TAKEN)
}

interface UploadAnswer {
  readonly uploadToken?: string
  readonly failure?: Failure
}

const NOT_TAKEN: Failure = {
  code: 'internal',
  message: 'The studio could not take over the picture.',
  nextStep: 'retry',
}

export interface UploadedPicture {
  readonly displayName: string
  readonly purpose: 'picture' | 'mask' | 'export' | 'text' | 'sound'
  readonly parentAssetId?: string
}

/** Puts a picture that the page made into the library. */
export async function importBlob(blob: Blob, picture: UploadedPicture): Promise<AssetCard> {
  const uploadToken = await uploadBlob(blob)
  return request('library.import-upload', { uploadToken, ...picture })
}

/**
 * Imports dropped or pasted files. Files of the system go by token; a picture dragged out of a browser has no
 * path and is uploaded. One refusal stops nothing. `stepId` names the act where the library is to undo it.
 */
export async function importFiles(files: readonly File[], stepId?: string): Promise<ImportOutcome> {
  const fileTokens = await window.studio.fileTokens(files)
  if (fileTokens.length > 0) return request('library.import-files', { fileTokens: [...fileTokens], stepId })
  const outcome = {
    imported: [] as AssetCard[],
    duplicates: [],
    refused: [] as ImportOutcome['refused'][number][],
    unlisted: { imported: 0, duplicates: 0, refused: 0 },
  }
  for (const file of files) {
    const name = file.name || 'Pasted picture'
    try {
      outcome.imported.push(await importBlob(file, { displayName: name, purpose: 'picture' }))
    } catch (error) {
      outcome.refused.push({ name, failure: failureOf(error) })
    }
  }
  return outcome
}
