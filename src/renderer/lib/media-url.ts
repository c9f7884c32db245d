/** The whole file; Range works, so it can be a video's source. */
export function assetUrl(assetId: string): string {
  return `media://asset/${encodeURIComponent(assetId)}`
}

const copies = new Map<string, number>()

/** A copy was made of a clip: players remember what came from an address, so from now on it has another. */
export function noteCopied(assetId: string): void {
  copies.set(assetId, (copies.get(assetId) ?? 0) + 1)
}

/** Of a clip: the copy that can be played, where one was made, else the clip itself. */
export function playableUrl(assetId: string): string {
  return `${assetUrl(assetId)}?as=playable&copies=${copies.get(assetId) ?? 0}`
}

/** A small WebP of the item. */
export function thumbnailUrl(assetId: string, widthPx: 320 | 960): string {
  return `${assetUrl(assetId)}?w=${widthPx}`
}
