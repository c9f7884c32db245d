import type { Failure } from '@shared/domain/app-error'
import { AppError } from '@shared/domain/app-error'
import type { SongUpload } from '@shared/domain/song-upload'
import { assertNever } from '@shared/lib/assert-never'
import { forgetSongUpload, saveSongUpload } from '../db/commands/song-upload'
import { saveListedItems } from '../db/commands/vendor-item'
import type { Database } from '../db/database'
import { loadSongUpload, type SongUploadKey } from '../db/queries/song-upload'
import type { GatewayClient } from '../gateway/client'
import type { InputFile } from '../gateway/families/encode'
import {
  readClipId,
  readPermission,
  readUploadStatus,
  songExtension,
  songUploadCalls,
} from '../gateway/families/suno-uploads'
import type { PostForm } from '../gateway/form-post'
import type { GatewayAnswer, GatewayCredentials, MultipartPart, WireRequest } from '../gateway/types'
import { hashFile } from '../library/hashing'
import type { NextId } from '../platform/ports'
import type { TaskClock } from '../tasks/ports'

export interface SongUploadsDeps {
  readonly db: Database
  readonly clock: Pick<TaskClock, 'nowMs' | 'after'>
  readonly nextId: NextId
  readonly client: Pick<GatewayClient, 'query'>
  readonly postForm: PostForm
}

/** Tells what is being done; false where nobody wants it any more. */
export type NoteStep = (words: string) => Promise<boolean>

/** Takes a song of the library to Suno and answers with its id there. */
export type SongUploads = (file: InputFile, credentials: GatewayCredentials, note: NoteStep) => Promise<string>

/** A permission runs out soon after it was given. */
const PERMISSION_MS = 5 * 60_000
/** How long Suno keeps an upload is not known; within a day no case of a lost one is. */
const REUSE_MS = 24 * 60 * 60_000
const CHECK_EVERY_MS = 3000
/** Suno's own clients wait this long after the check. */
const SETTLE_MS = 5000
const MAX_CHECK_MS = 10 * 60_000
const TRIES = 4
const TRY_AGAIN_MS = 2000

interface Errand extends SongUploadKey {
  readonly file: InputFile
  readonly credentials: GatewayCredentials
  readonly note: NoteStep
}

/**
 * Five steps, each written down before the next: permission, file, report, check, song. All are free. What a killed
 * program had done is not done again.
 * @throws AppError where the vendor does not take the song, nothing answers, or the person gave up
 */
export function createSongUploads(deps: SongUploadsDeps): SongUploads {
  const { db, clock } = deps

  const save = async (errand: Errand, upload: Omit<SongUpload, 'updatedAtMs'>): Promise<SongUpload> => {
    const saved = { ...upload, updatedAtMs: clock.nowMs() }
    await saveSongUpload(db, errand, saved)
    return saved
  }
  const ask = (request: WireRequest, errand: Errand): Promise<GatewayAnswer> => askPatiently(deps, request, errand)
  const pause = (delayMs: number): Promise<void> => new Promise((resolve) => void clock.after(delayMs, resolve))

  const permit = async (errand: Errand): Promise<SongUpload> => {
    await tell(errand, 'Asking Suno for an upload (1 of 5)')
    const permission = readPermission(await ask(songUploadCalls.permit(songExtension(errand.file.mime)), errand))
    return save(errand, { uploadId: permission.id, step: 'permitted', form: permission.form, clipId: null })
  }

  const send = async (errand: Errand, upload: SongUpload): Promise<SongUpload> => {
    if (clock.nowMs() - upload.updatedAtMs > PERMISSION_MS) return permit(errand)
    await tell(errand, 'Uploading the song (2 of 5)')
    const outcome = await deps.postForm(upload.form.url, partsOf(upload, errand.file), errand.credentials)
    if (outcome.kind === 'taken') return save(errand, { ...upload, step: 'sent' })
    await forgetSongUpload(db, errand)
    throw new AppError(outcome.kind === 'broken' ? free(outcome.failure) : refusedFile(outcome.status))
  }

  const report = async (errand: Errand, upload: SongUpload): Promise<SongUpload> => {
    await tell(errand, 'Reporting the upload (3 of 5)')
    await ask(songUploadCalls.report(upload.uploadId, errand.file.fileName), errand)
    return save(errand, { ...upload, step: 'reported' })
  }

  const check = async (errand: Errand, upload: SongUpload): Promise<SongUpload> => {
    const untilMs = clock.nowMs() + MAX_CHECK_MS
    while (clock.nowMs() < untilMs) {
      await tell(errand, 'Suno checks the song (4 of 5)')
      if (readUploadStatus(await ask(songUploadCalls.status(upload.uploadId), errand))) {
        return save(errand, { ...upload, step: 'checked' })
      }
      await pause(CHECK_EVERY_MS)
    }
    throw new AppError(STUCK)
  }

  const initialise = async (errand: Errand, upload: SongUpload): Promise<SongUpload> => {
    await tell(errand, 'Making it a song there (5 of 5)')
    await pause(SETTLE_MS)
    const clipId = readClipId(await ask(songUploadCalls.initialise(upload.uploadId), errand))
    const done = await save(errand, { ...upload, step: 'ready', clipId })
    await saveListedItems(db, {
      items: [
        {
          id: deps.nextId(),
          kind: 'suno-clip',
          remoteId: clipId,
          name: `Recording: ${errand.file.fileName}`,
          isOwn: true,
        },
      ],
      kind: 'suno-clip',
      family: 'suno',
      keyProfileId: errand.keyProfileId,
      isComplete: false,
      nowMs: clock.nowMs(),
    })
    return done
  }

  const next = (errand: Errand, upload: SongUpload): Promise<SongUpload> => {
    switch (upload.step) {
      case 'permitted':
        return send(errand, upload)
      case 'sent':
        return report(errand, upload)
      case 'reported':
        return check(errand, upload)
      case 'checked':
      case 'ready':
        return initialise(errand, upload)
      default:
        return assertNever(upload.step)
    }
  }

  return async (file, credentials, note) => {
    const { sha256 } = await hashFile(file.path)
    const named = { ...file, fileName: withExtension(file) }
    const errand: Errand = { sha256, keyProfileId: credentials.profileId, file: named, credentials, note }
    const known = await loadSongUpload(db, errand)
    const isOld = known !== null && clock.nowMs() - known.updatedAtMs > REUSE_MS
    let upload = known === null || isOld ? await permit(errand) : known
    try {
      while (upload.step !== 'ready' || upload.clipId === null) upload = await next(errand, upload)
      return upload.clipId
    } catch (error) {
      // What the vendor refused stays refused under this upload; a network that fails says nothing of it.
      if (error instanceof AppError && error.failure.code === 'refused-content') await forgetSongUpload(db, errand)
      throw error
    }
  }
}

function withExtension({ fileName, mime }: InputFile): string {
  const ending = `.${songExtension(mime)}`
  return fileName.toLowerCase().endsWith(ending) ? fileName : `${fileName}${ending}`
}

/** The form as it was permitted, the file last. */
function partsOf({ form }: SongUpload, file: InputFile): readonly MultipartPart[] {
  const fields = form.fields.map(([name, value]) => ({ name, value }))
  const mime = form.fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? file.mime
  return [...fields, { name: 'file', filePath: file.path, fileName: file.fileName, mime, byteSize: file.byteSize }]
}

async function tell({ note }: Errand, words: string): Promise<void> {
  if (!(await note(words))) throw new AppError(GIVEN_UP)
}

/** Free questions are asked again for a while; when nothing answers at all, the whole task waits instead. */
async function askPatiently(deps: SongUploadsDeps, request: WireRequest, errand: Errand): Promise<GatewayAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await deps.client.query(request, errand.credentials)
    if (outcome.kind === 'answered') return outcome.answer
    const isPassing = outcome.kind !== 'failed' && outcome.failure.code !== 'offline'
    if (!isPassing || attempt >= TRIES) throw new AppError(free(outcome.failure))
    await new Promise<void>((resolve) => void deps.clock.after(TRY_AGAIN_MS * attempt, resolve))
  }
}

const free = (failure: Failure): Failure => ({ ...failure, charge: 'not-charged' })

function refusedFile(status: number): Failure {
  return {
    code: 'gateway-fault',
    message: `Suno’s file store did not take the song (HTTP ${status}). Nothing was charged; try again.`,
    nextStep: 'retry',
    charge: 'not-charged',
    httpStatus: status,
  }
}

const STUCK: Failure = {
  code: 'gateway-fault',
  message: 'Suno has checked the song for ten minutes without an end. Nothing was charged; try again later.',
  nextStep: 'retry',
  charge: 'not-charged',
}

const GIVEN_UP: Failure = {
  code: 'canceled',
  message: 'Cancelled before anything was charged.',
  nextStep: 'none',
  charge: 'not-charged',
}
