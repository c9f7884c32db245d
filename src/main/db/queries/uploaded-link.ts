import type { Database } from '../database'

/** The link under which a file still lies on a gateway's file host; null where it was not uploaded since then. */
export async function loadUploadedLink(
  db: Database,
  file: { readonly sha256: string; readonly baseUrl: string; readonly notBeforeMs: number },
): Promise<string | null> {
  const row = db.get<{ link: string }>(
    'uploaded-link.load',
    'SELECT link FROM uploaded_link WHERE sha256 = :sha256 AND base_url = :baseUrl AND uploaded_at >= :notBeforeMs',
    file,
  )
  return row?.link ?? null
}
