import type { IndexedFolder } from '@shared/domain/indexed-folder'

/** How much of a folder is shown, and how it is followed. */
export function folderWords({ items, missing, scan, scannedAtMs, isWatched, failure }: IndexedFolder): string {
  const files = items === 1 ? '1 file' : `${items.toLocaleString()} files`
  if (scan) {
    return scan.total === 0
      ? `${files}, looking for more`
      : `${scan.done.toLocaleString()} of ${scan.total.toLocaleString()} looked at`
  }
  const words = [missing > 0 ? `${files}, ${missing.toLocaleString()} missing` : files]
  if (scannedAtMs === null && !failure) words.push('not read to its end')
  if (!failure) words.push(isWatched ? 'watched' : 'read at each start')
  return words.join(', ')
}
