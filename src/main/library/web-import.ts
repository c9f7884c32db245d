import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import type { DownloadRequest, DownloadResult } from '../gateway/download'
import type { AddedAsset } from '../db/commands/asset'
import { nameToShow } from './file-names'
import type { Importing } from './importing'
import type { LibraryContext } from './library-context'

const MAX_BYTES = 2 * 1024 * 1024 * 1024

/** A link of a person is nobody's gateway: no key goes out and no private address is reached. */
const NO_CREDENTIALS: DownloadRequest['credentials'] = {
  profileId: '',
  baseUrl: 'https://no-gateway.invalid',
  key: '',
  isLoopbackAllowed: false,
}

/**
 * Fetches a link into the library.
 * @throws AppError when it cannot be fetched or holds no media
 */
export async function importFromWeb(
  context: LibraryContext,
  importing: Importing,
  downloadTo: (request: DownloadRequest) => Promise<DownloadResult>,
  url: string,
): Promise<AddedAsset> {
  const stagedPath = join(context.folders.staging, `import-${randomUUID()}`)
  const result = await downloadTo({ url, filePath: stagedPath, credentials: NO_CREDENTIALS, maxBytes: MAX_BYTES })
  if (result.kind !== 'done') {
    await Promise.all(['.part', '.part.json'].map((end) => rm(stagedPath + end, { force: true })))
    const message = result.kind === 'expired' ? 'There is nothing at this link (any more).' : result.failure.message
    throw new AppError({ ...result.failure, message })
  }
  const displayName = nameToShow(new URL(url).pathname) || 'Web picture'
  return importing.importStaged({ stagedPath, written: result, displayName, expected: null })
}
