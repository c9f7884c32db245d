import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setAssetMissing } from '../db/commands/asset'
import type { AssetFileFacts } from '../db/queries/asset'
import { loadLinksOf } from '../db/queries/output'
import type { DownloadRequest, DownloadResult } from '../gateway/download'
import { createLogger } from '../log/logger'
import { linkInto } from './disk'
import { storedFilePath } from './folders'
import type { LibraryContext } from './library-context'

const log = createLogger('library.fetch-again')

export interface FetchAgainOptions {
  readonly context: LibraryContext
  readonly downloadTo: (request: DownloadRequest) => Promise<DownloadResult>
  readonly credentialsOf: (keyProfileId: string) => Promise<DownloadRequest['credentials']>
}

/** @returns whether the file is in the library again */
export type FetchAgain = (asset: AssetFileFacts) => Promise<boolean>

/**
 * Brings a file that is gone from the disk back from where it once came, for as long as that link lives. Only the very
 * same bytes are taken: what a vendor sends meanwhile under the same address is another work.
 */
export function createFetchAgain({ context, downloadTo, credentialsOf }: FetchAgainOptions): FetchAgain {
  const fetchFrom = async (asset: AssetFileFacts, url: string, keyProfileId: string): Promise<boolean> => {
    const filePath = join(context.folders.staging, `again-${randomUUID()}`)
    await mkdir(context.folders.staging, { recursive: true })
    try {
      const credentials = await credentialsOf(keyProfileId)
      const result = await downloadTo({ url, filePath, credentials, maxBytes: asset.byteSize })
      if (result.kind !== 'done' || result.sha256 !== asset.sha256) return false
      await linkInto(filePath, storedFilePath(context.folders, asset))
      context.news.changed(await setAssetMissing(context.db, asset.id, false), [asset.id])
      return true
    } finally {
      await Promise.all(['', '.part', '.part.json'].map((end) => rm(filePath + end, { force: true })))
    }
  }
  return async (asset) => {
    if (context.db.readOnlyReason !== null) return false
    for (const { url, keyProfileId } of await loadLinksOf(context.db, asset.id)) {
      try {
        if (await fetchFrom(asset, url, keyProfileId)) return true
      } catch (error) {
        log.warn('a file was not fetched again', { assetId: asset.id, error })
      }
    }
    return false
  }
}
