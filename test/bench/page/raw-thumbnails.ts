const WIDTHS_PX = [960, 320] as const

/**
 * Decodes, shrinks and encodes each picture as the media worker does, two at a time, and with nothing around it.
 * Returns the milliseconds of that alone: the bytes are fetched beforehand.
 */
export async function makeRawThumbnails(urls: readonly string[]): Promise<number> {
  const blobs = await Promise.all(urls.map(async (url) => (await fetch(url)).blob()))
  const startMs = performance.now()
  const lane = async (): Promise<void> => {
    for (let blob = blobs.pop(); blob; blob = blobs.pop()) await makeOne(blob)
  }
  await Promise.all([lane(), lane()])
  return performance.now() - startMs
}

async function makeOne(blob: Blob): Promise<void> {
  const bitmap = await createImageBitmap(blob)
  let source: CanvasImageSource = bitmap
  for (const widthPx of WIDTHS_PX) {
    const canvas = new OffscreenCanvas(widthPx, Math.round((bitmap.height / bitmap.width) * widthPx))
    const context = canvas.getContext('2d')
    if (!context) throw new Error('No canvas')
    context.imageSmoothingQuality = 'high'
    context.drawImage(source, 0, 0, canvas.width, canvas.height)
    await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })
    source = canvas
  }
  bitmap.close()
}
