import type { BitmapWish } from './bitmap-loader'
import type { ThumbAnswer, ThumbRequest } from './thumb-bitmaps'

/** Reads small pictures and hands them over at the size in which they are shown. */
const reading = new Map<number, AbortController>()

async function readBitmap({ src, widthPx, heightPx }: BitmapWish, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(src, { signal })
  if (!response.ok) throw new Error(`Answered with ${response.status}`)
  const type = response.headers.get('content-type') ?? ''
  // Not by a blob: what a worker leaves to be collected would lie in the main process for minutes.
  const decoder = new ImageDecoder({ data: await response.arrayBuffer(), type, preferAnimation: false })
  try {
    const { image } = await decoder.decode()
    try {
      return await createImageBitmap(image, {
        ...(widthPx === undefined ? {} : { resizeWidth: widthPx }),
        ...(heightPx === undefined ? {} : { resizeHeight: heightPx }),
        resizeQuality: 'medium',
      })
    } finally {
      image.close()
    }
  } finally {
    decoder.close()
  }
}

async function answer(number: number, wish: BitmapWish): Promise<void> {
  const controller = new AbortController()
  reading.set(number, controller)
  const bitmap = await readBitmap(wish, controller.signal).catch(() => null)
  reading.delete(number)
  postMessage({ number, bitmap } satisfies ThumbAnswer, bitmap ? { transfer: [bitmap] } : {})
}

addEventListener('message', (event: MessageEvent<ThumbRequest>) => {
  const { number, wish } = event.data
  if (wish) void answer(number, wish)
  else reading.get(number)?.abort()
})
