import { type BitmapWish, createBitmapLoader } from './bitmap-loader'

const LANES = 8
/** Some screens of small cells. */
const MAX_BYTES = 6 * 1024 * 1024
/** Cells that change their size a little are not read anew. */
const STEP_PX = 16
/** As large as thumbnails are. */
const MOST_PX = 960

/** The box that a picture fills. */
export interface ThumbBox {
  readonly widthPx: number
  readonly heightPx: number
  /** Width by height of the picture, where it is known. */
  readonly ratio: number | null
}

/** A picture for the worker to read; without one: the wish of that number is taken back. */
export interface ThumbRequest {
  readonly number: number
  readonly wish: BitmapWish | null
}

export interface ThumbAnswer {
  readonly number: number
  /** Null where it could not be read. */
  readonly bitmap: ImageBitmap | null
}

/** What is read for a box in the pixels of the screen, hardly larger than it. A picture of unknown shape is read as it is. */
export function wishFor(src: string, box: ThumbBox): BitmapWish {
  if (box.ratio === null) return { src }
  const steppedPx = (px: number): number => Math.min(MOST_PX, Math.ceil(px / STEP_PX) * STEP_PX)
  return box.ratio >= box.widthPx / box.heightPx
    ? { src, heightPx: steppedPx(box.heightPx) }
    : { src, widthPx: steppedPx(box.widthPx) }
}

/**
 * The bitmaps of all thumbnails that are drawn instead of being shown as images: Chromium keeps every image that was
 * shown lately decoded at its full size, hundreds of megabytes after some scrolling. They are read in a worker, so
 * that neither the bytes nor the decoding come near the page's own thread.
 */
export const thumbBitmaps = createBitmapLoader<ImageBitmap>({ read: askWorker, lanes: LANES, maxBytes: MAX_BYTES })

interface Asked {
  readonly resolve: (bitmap: ImageBitmap) => void
  readonly reject: (error: Error) => void
}

/** What a worker leaves to be collected, tens of megabytes, goes when it ends; it comes back in a blink. */
const REST_MS = 2_500

let worker: Worker | null = null
let rest: ReturnType<typeof setTimeout> | undefined
let lastNumber = 0
const waiting = new Map<number, Asked>()

/** Has the worker at hand for what will be wished for in a moment. */
export function wakeThumbWorker(): Worker {
  worker ??= startWorker()
  restLater()
  return worker
}

function restLater(): void {
  clearTimeout(rest)
  rest = setTimeout(() => {
    if (waiting.size > 0) return
    worker?.terminate()
    worker = null
  }, REST_MS)
}

function askWorker(wish: BitmapWish, signal: AbortSignal): Promise<ImageBitmap> {
  const reader = wakeThumbWorker()
  lastNumber += 1
  const number = lastNumber
  const takeBack = (): void => reader.postMessage({ number, wish: null } satisfies ThumbRequest)
  signal.addEventListener('abort', takeBack, { once: true })
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject })
    reader.postMessage({ number, wish } satisfies ThumbRequest)
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('./thumb-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', (event: MessageEvent<ThumbAnswer>) => {
    const { number, bitmap } = event.data
    const asked = waiting.get(number)
    waiting.delete(number)
    if (waiting.size === 0) restLater()
    if (bitmap) asked?.resolve(bitmap)
    else asked?.reject(new Error('The thumbnail could not be read'))
  })
  started.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('The reader of thumbnails failed'))
    waiting.clear()
    worker = null
  })
  return started
}
