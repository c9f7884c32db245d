/** The file of an asset; main looks the id up. */
export const assetUrl = (assetId: string): string => `media://asset/${encodeURIComponent(assetId)}`

/** The copy of a clip that cannot be read itself. */
export const copyUrl = (assetId: string): string => `${assetUrl(assetId)}?as=playable`

/** The small picture that was made of it. */
export const smallPictureUrl = (assetId: string): string => `${assetUrl(assetId)}?w=320`

/** Something other than the file went wrong; the file must not be blamed. */
export class UploadError extends Error {}

export const fetchAsset = (assetId: string, signal: AbortSignal): Promise<Blob> => fetchFrom(assetUrl(assetId), signal)

export async function fetchFrom(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await reach(url, { signal })
  if (!response.ok) throw new UploadError(`The file could not be read: ${response.status}`)
  return response.blob()
}

/** Hands bytes to main. @returns their upload token */
export async function upload(blob: Blob, signal: AbortSignal): Promise<string> {
  const response = await reach('media://upload', { method: 'POST', body: blob, signal })
  const answer: unknown = response.ok ? await response.json() : null
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'uploadToken' in answer &&
    typeof answer.uploadToken === 'string'
  ) {
    return answer.uploadToken
  }
  throw new UploadError(`The result could not be handed over: ${response.status}`)
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof TypeError) throw new UploadError(`${url} could not be reached: ${error.message}`)
    throw error
  }
}
