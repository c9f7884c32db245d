import { loadUploadedLink } from '../db/queries/uploaded-link'
import { saveUploadedLink } from '../db/commands/uploaded-link'
import type { Database } from '../db/database'
import type { GatewayClient } from '../gateway/client'
import type { InputFile } from '../gateway/families/encode'
import { readUploadedLink, uploadRequest } from '../gateway/file-host'
import type { GatewayCredentials } from '../gateway/types'
import { hashFile } from '../library/hashing'

/** The host does not say how long it keeps a file; within an hour no case of a dead link is known. */
const REUSE_MS = 60 * 60_000

export interface FileLinksDeps {
  readonly db: Database
  readonly clock: { readonly nowMs: () => number }
  readonly client: Pick<GatewayClient, 'query'>
}

/** Uploads a file, once an hour for each content and gateway, and answers with its public link. */
export type FileLinks = (file: InputFile, credentials: GatewayCredentials) => Promise<string>

/** @throws AppError when the file host refuses the file or does not answer; an upload costs nothing */
export function createFileLinks({ db, clock, client }: FileLinksDeps): FileLinks {
  return async (file, credentials) => {
    const { sha256 } = await hashFile(file.path)
    const { baseUrl } = credentials
    const known = await loadUploadedLink(db, { sha256, baseUrl, notBeforeMs: clock.nowMs() - REUSE_MS })
    if (known !== null) return known
    const link = readUploadedLink(await client.query(uploadRequest(file), credentials), file)
    await saveUploadedLink(db, { sha256, baseUrl, link, nowMs: clock.nowMs() })
    return link
  }
}
