import { join } from 'node:path'

/** Where the library keeps what; only hashes and ids become file names, never a name from outside. */
export interface LibraryFolders {
  readonly root: string
  readonly files: string
  readonly thumbnails: string
  /** Files on their way in; on the same disk as `files`, so that they can be linked over. */
  readonly staging: string
  /** Files that were refused and yet may matter: results that were paid for. Each with its reason. */
  readonly quarantine: string
  /** Files between "row is about to go" and "row is gone". */
  readonly deleting: string
  /** Well-named links for drags; emptied at each start. */
  readonly drag: string
  /** Copies that other programs were given to open; what they change in them comes back as new items. */
  readonly opened: string
  /** By choice: the same files in dated folders under names that a person knows. */
  readonly readable: string
  /** Pictures made from others on demand; may be deleted at any time. */
  readonly converted: string
}

/** @param scratch where files may come and go; apart from a library that cannot be written */
export function libraryFolders(root: string, scratch: string = root): LibraryFolders {
  return {
    root,
    files: join(root, 'files'),
    thumbnails: join(root, 'thumbnails'),
    staging: join(scratch, 'staging'),
    quarantine: join(root, 'quarantine'),
    deleting: join(root, 'deleting'),
    drag: join(scratch, 'drag'),
    opened: join(scratch, 'opened'),
    readable: join(root, 'works'),
    converted: join(scratch, 'converted'),
  }
}

const SHA256 = /^[0-9a-f]{64}$/
const EXTENSION = /^[a-z0-9]{1,8}$/

export interface StoredFileName {
  readonly sha256: string
  readonly extension: string
}

/** `files/aa/bb/<sha256>.<extension>`. @throws Error for anything that is not a hash and a short extension */
export function storedFilePath(folders: LibraryFolders, { sha256, extension }: StoredFileName): string {
  if (!SHA256.test(sha256) || !EXTENSION.test(extension)) throw new Error('Not a name of a stored file')
  return join(folders.files, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.${extension}`)
}

/** Where an asset's file is to be found: in an indexed folder, or in the library itself. */
export function assetFilePath(
  folders: LibraryFolders,
  asset: StoredFileName & { readonly placePath: string | null },
): string {
  return asset.placePath ?? storedFilePath(folders, asset)
}

export const THUMBNAIL_WIDTHS = [320, 960] as const
export type ThumbnailWidth = (typeof THUMBNAIL_WIDTHS)[number]

export function thumbnailPath(folders: LibraryFolders, sha256: string, widthPx: ThumbnailWidth): string {
  if (!SHA256.test(sha256)) throw new Error('Not a hash')
  return join(folders.thumbnails, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}-${widthPx}.webp`)
}
