import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setAssetMissing } from '../db/commands/asset'
import { type AssetFileFacts, loadAssetFile } from '../db/queries/asset'
import { safeFileName } from './file-names'
import { assetFilePath, type LibraryFolders, type ThumbnailWidth, thumbnailPath } from './folders'
import type { LibraryContext } from './library-context'

export interface ServedFile {
  readonly path: string
  readonly mime: string
  readonly byteSize: number
}

export type FoundFile =
  /** `isStandIn`: another file will be served here soon, so this one must not be kept. */
  | { readonly kind: 'file'; readonly file: ServedFile; readonly isStandIn?: boolean }
  | { readonly kind: 'pending' }
  | { readonly kind: 'none' }

/** A file to send to a gateway or to read in the program. */
export interface AssetFile extends ServedFile {
  readonly fileName: string
}

/** Where files lie; by id from the database, never by a path from outside. */
export interface MediaFiles {
  readonly whole: (assetId: string) => Promise<FoundFile>
  /** The copy that can be played, where one was made; else the file itself. */
  readonly playable: (assetId: string) => Promise<FoundFile>
  readonly thumbnail: (assetId: string, widthPx: ThumbnailWidth) => Promise<FoundFile>
  readonly assetFile: (assetId: string) => Promise<AssetFile | null>
}

/** A picture so small may stand in for its own thumbnail until that is made. */
const MAX_STAND_IN_BYTES = 256 * 1024

/** By the hash of the clip that it was made of. @throws Error for anything that is not a hash */
export function playableCopyPath(folders: LibraryFolders, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a hash')
  return join(folders.converted, `${sha256}-playable`)
}

export function createMediaFiles(context: LibraryContext): MediaFiles {
  const wholeOf = async (asset: AssetFileFacts): Promise<FoundFile> => {
    const path = assetFilePath(context.folders, asset)
    const byteSize = await sizeOf(path)
    if ((byteSize === null) !== asset.isMissing) await noteMissing(context, asset, byteSize === null)
    if (byteSize === null) return { kind: 'none' }
    return { kind: 'file', file: { path, mime: asset.mime, byteSize } }
  }
  return {
    whole: async (assetId) => {
      const asset = await loadAssetFile(context.db, assetId)
      return asset ? wholeOf(asset) : { kind: 'none' }
    },
    playable: async (assetId) => {
      const asset = await loadAssetFile(context.db, assetId)
      if (!asset) return { kind: 'none' }
      const path = playableCopyPath(context.folders, asset.sha256)
      const byteSize = asset.media === 'video' ? await sizeOf(path) : null
      if (byteSize !== null) return { kind: 'file', file: { path, mime: 'video/mp4', byteSize } }
      const found = await wholeOf(asset)
      return found.kind === 'file' ? { ...found, isStandIn: true } : found
    },
    thumbnail: async (assetId, widthPx) => {
      const asset = await loadAssetFile(context.db, assetId)
      if (!asset) return { kind: 'none' }
      if (asset.thumbnail === 'ready') return findThumbnail(context, asset, widthPx)
      const isStandIn =
        asset.media === 'image' && asset.mime !== 'image/svg+xml' && asset.byteSize <= MAX_STAND_IN_BYTES
      if (isStandIn && asset.thumbnail === 'pending') {
        const found = await wholeOf(asset)
        return found.kind === 'file' ? { ...found, isStandIn } : found
      }
      return { kind: asset.thumbnail === 'pending' ? 'pending' : 'none' }
    },
    assetFile: async (assetId) => {
      const asset = await loadAssetFile(context.db, assetId)
      const found = asset ? await wholeOf(asset) : null
      if (!asset || found?.kind !== 'file') return null
      return { ...found.file, fileName: safeFileName(asset.displayName, asset.extension) }
    },
  }
}

/** The larger one is not made of a small picture; the smaller one then is as good. */
async function findThumbnail(
  context: LibraryContext,
  asset: AssetFileFacts,
  widthPx: ThumbnailWidth,
): Promise<FoundFile> {
  for (const width of widthPx === 960 ? ([960, 320] as const) : ([320] as const)) {
    const path = thumbnailPath(context.folders, asset.sha256, width)
    const byteSize = await sizeOf(path)
    if (byteSize !== null) return { kind: 'file', file: { path, mime: 'image/webp', byteSize } }
  }
  return { kind: 'none' }
}

/** Somebody removed it from outside, or put it back: the grid says so instead of showing a broken picture. */
async function noteMissing(context: LibraryContext, asset: AssetFileFacts, isMissing: boolean): Promise<void> {
  if (context.db.readOnlyReason) return
  context.news.changed(await setAssetMissing(context.db, asset.id, isMissing), [asset.id])
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.size,
    () => null,
  )
}
