import type { Database } from '../database'

/** Remembers where a file was uploaded; a later upload of the same file replaces the former link. */
export async function saveUploadedLink(
  db: Database,
  file: { readonly sha256: string; readonly baseUrl: string; readonly link: string; readonly nowMs: number },
): Promise<void> {
  db.run(
    'uploaded-link.save',
    `INSERT INTO uploaded_link (sha256, base_url, link, uploaded_at) VALUES (:sha256, :baseUrl, :link, :nowMs)
     ON CONFLICT (sha256, base_url) DO UPDATE SET link = excluded.link, uploaded_at = excluded.uploaded_at`,
    file,
  )
}
