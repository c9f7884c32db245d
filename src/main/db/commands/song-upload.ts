import type { SongUpload } from '@shared/domain/song-upload'
import type { Database } from '../database'
import type { SongUploadKey } from '../queries/song-upload'

/** Writes down that a step is done, before the next one begins. */
export async function saveSongUpload(db: Database, key: SongUploadKey, upload: SongUpload): Promise<void> {
  db.run(
    'song-upload.save',
    `INSERT INTO song_upload (sha256, key_profile_id, upload_id, step, form_json, clip_id, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sha256, key_profile_id) DO UPDATE SET upload_id = excluded.upload_id, step = excluded.step,
       form_json = excluded.form_json, clip_id = excluded.clip_id, updated_at = excluded.updated_at`,
    [
      key.sha256,
      key.keyProfileId,
      upload.uploadId,
      upload.step,
      JSON.stringify(upload.form),
      upload.clipId,
      upload.updatedAtMs,
    ],
  )
}

/** The vendor does not want this upload: the next try begins anew. */
export async function forgetSongUpload(db: Database, key: SongUploadKey): Promise<void> {
  db.run('song-upload.forget', 'DELETE FROM song_upload WHERE sha256 = ? AND key_profile_id = ?', [
    key.sha256,
    key.keyProfileId,
  ])
}
