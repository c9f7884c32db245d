import { AppError } from '@shared/domain/app-error'
import type { PermittedForm } from '@shared/domain/song-upload'
import type { GatewayAnswer, WireRequest } from '../types'
import { reasonIn } from './family-failures'
import { at, firstText, idText, isObject } from './read'

const PATH = '/suno/uploads/audio'
const TIMEOUT_MS = 60_000

/** The calls by which Suno takes a song over. All are free and may be repeated; the file itself goes to its store. */
export const songUploadCalls = {
  permit: (extension: string): WireRequest => post(PATH, { extension }),
  report: (id: string, fileName: string): WireRequest =>
    post(`${PATH}/${encodeURIComponent(id)}/upload-finish`, { upload_type: 'file_upload', upload_filename: fileName }),
  status: (id: string): WireRequest => ({
    method: 'GET',
    path: `${PATH}/${encodeURIComponent(id)}`,
    body: { kind: 'none' },
    timeoutMs: TIMEOUT_MS,
  }),
  initialise: (id: string): WireRequest => post(`${PATH}/${encodeURIComponent(id)}/initialize-clip`, {}),
} as const

function post(path: string, value: unknown): WireRequest {
  return { method: 'POST', path, body: { kind: 'json', value }, timeoutMs: TIMEOUT_MS }
}

export interface Permission {
  readonly id: string
  readonly form: PermittedForm
}

/** @throws AppError where the answer holds no permission */
export function readPermission(answer: GatewayAnswer): Permission {
  const json = unwrapped(answer)
  const fields = at(json, 'fields')
  const id = idText(at(json, 'id'))
  const url = firstText(at(json, 'url'))
  if (id === '' || url === '' || !isObject(fields)) throw unreadable('gave no permission to upload')
  const pairs = Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  return { id, form: { url, fields: pairs } }
}

/** True once the song was checked. @throws AppError where the vendor does not take it */
export function readUploadStatus(answer: GatewayAnswer): boolean {
  const json = unwrapped(answer)
  const word = firstText(at(json, 'status')).toLowerCase()
  const reason = reasonIn(at(json, 'error_message'))
  if (word === 'error' || word === 'failed' || reason !== '') throw notTaken(reason)
  // The page's picture says one, its example the other.
  return word === 'complete' || word === 'completed'
}

/** @throws AppError where the answer names no song */
export function readClipId(answer: GatewayAnswer): string {
  const id = idText(at(unwrapped(answer), 'clip_id'))
  if (id === '') throw unreadable('named no song for the upload')
  return id
}

/** The answers are bare on ChainHub's pages; an envelope is taken off where there is one. */
function unwrapped({ json }: GatewayAnswer): unknown {
  const code = firstText(at(json, 'code'))
  if (code !== '' && code !== 'success') throw notTaken(reasonIn(at(json, 'message'), code))
  return isObject(at(json, 'data')) ? at(json, 'data') : json
}

/** The endings that Suno's own clients send. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/vnd.wave': 'wav',
  'audio/mp4': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/flac': 'flac',
  'audio/x-flac': 'flac',
  'audio/ogg': 'ogg',
  'audio/aac': 'aac',
}

/** @throws AppError for a type that Suno does not take */
export function songExtension(mime: string): string {
  const extension = EXTENSIONS[mime.toLowerCase()]
  if (extension !== undefined) return extension
  throw new AppError({
    code: 'unsupported-file',
    message: `Suno takes MP3, WAV, M4A, FLAC, OGG and AAC files, and this one is ${mime}. Nothing was sent.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}

function notTaken(reason: string): AppError {
  const said = reason === '' ? 'It gave no reason.' : `It said: “${reason.slice(0, 300)}”.`
  return new AppError({
    code: 'refused-content',
    message: `Suno did not take the song. ${said} Nothing was charged.`,
    nextStep: 'edit-input',
    charge: 'not-charged',
  })
}

function unreadable(what: string): AppError {
  return new AppError({
    code: 'gateway-fault',
    message: `The gateway ${what}. Nothing was charged.`,
    nextStep: 'retry',
    charge: 'not-charged',
  })
}
