import type { PermittedForm, SongUpload, SongUploadStep } from '@shared/domain/song-upload'
import type { Database } from '../database'
import { fromJson } from '../json'

export interface SongUploadKey {
  readonly sha256: string
  readonly keyProfileId: string
}

interface Row {
  readonly upload_id: string
  readonly step: SongUploadStep
  readonly form_json: string
  readonly clip_id: string | null
  readonly updated_at: number
}

/** How far the upload of a file came under a key; null where none was begun. */
export async function loadSongUpload(db: Database, key: SongUploadKey): Promise<SongUpload | null> {
  const row = db.get<Row>(
    'song-upload.load',
    'SELECT * FROM song_upload WHERE sha256 = :sha256 AND key_profile_id = :keyProfileId',
    { ...key },
  )
  if (!row) return null
  return {
    uploadId: row.upload_id,
    step: row.step,
    form: fromJson<PermittedForm>(row.form_json),
    clipId: row.clip_id,
    updatedAtMs: row.updated_at,
  }
}
