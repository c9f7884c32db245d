import { AppError } from '@shared/domain/app-error'
import type { InputFile } from './families/encode'
import { at, firstText } from './families/read'
import type { QueryOutcome } from './query'
import type { WireRequest } from './types'

const UPLOAD_TIMEOUT_MS = 10 * 60_000

/** The gateway's own file host: free, so it may be asked again. Source: the page on uploading pictures. */
export function uploadRequest(file: InputFile): WireRequest {
  const part = { name: 'file', filePath: file.path, fileName: file.fileName, mime: file.mime, byteSize: file.byteSize }
  return {
    method: 'POST',
    path: '/api/upload',
    body: { kind: 'multipart', parts: [part] },
    timeoutMs: UPLOAD_TIMEOUT_MS,
  }
}

/**
 * The public link of an uploaded file.
 * @throws AppError in plain words where the host took the file and named no link, or refused it
 */
export function readUploadedLink(outcome: QueryOutcome, file: InputFile): string {
  if (outcome.kind !== 'answered') throw refused(outcome, file)
  const { json } = outcome.answer
  const link = firstText(at(json, 'url'), at(json, 'data', 'url'), at(json, 'data'))
  if (/^https?:\/\//i.test(link) && URL.canParse(link)) return link
  throw new AppError({
    code: 'gateway-fault',
    message: `The gateway’s file host gave no link for “${file.fileName}”. Nothing was sent to the model.`,
    nextStep: 'retry',
    charge: 'not-charged',
  })
}

function refused(outcome: Exclude<QueryOutcome, { readonly kind: 'answered' }>, file: InputFile): AppError {
  const { failure } = outcome
  const isUnwanted = failure.httpStatus === 400 || failure.httpStatus === 413 || failure.httpStatus === 415
  if (!isUnwanted) return new AppError({ ...failure, charge: 'not-charged' })
  return new AppError({
    ...failure,
    code: failure.httpStatus === 413 ? 'too-large' : 'unsupported-file',
    message: `The gateway’s file host does not take “${file.fileName}” (${failure.message}). Paste a public link to it instead. Nothing was sent to the model.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}
