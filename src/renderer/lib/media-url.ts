/** The whole file; Range works, so it can be a video's source. */
export function assetUrl(assetId: string): string {
  return `media://asset/${encodeURIComponent(assetId)}`
}

/** Of a clip: the copy that can be played, where one was made, else the clip itself. */
export function playableUrl(assetId: string): string {
  return `${assetUrl(assetId)}?as=playable`
}

/** A small WebP of the item. */
export function thumbnailUrl(assetId: string, widthPx: 320 | 960): string {
  return `${assetUrl(assetId)}?w=${widthPx}`
}
