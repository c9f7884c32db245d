/** A picture at about the size in which it is shown; a side that is left out follows from the picture's own shape. */
export interface BitmapWish {
  readonly src: string
  /** In the pixels of the screen. */
  readonly widthPx?: number
  readonly heightPx?: number
}

/** What the loader needs to know of a bitmap. */
export interface HeldBitmap {
  readonly width: number
  readonly height: number
  readonly close: () => void
}

export interface BitmapLoader<Bitmap extends HeldBitmap> {
  /**
   * Calls back once, at once when the picture is at hand. The bitmap is the loader's: it is to be drawn within the
   * call and not to be kept.
   * @returns takes the wish back
   */
  readonly load: (wish: BitmapWish, onLoaded: (bitmap: Bitmap) => void, onFailure: () => void) => () => void
}

export interface BitmapLoaderOptions<Bitmap extends HeldBitmap> {
  readonly read: (wish: BitmapWish, signal: AbortSignal) => Promise<Bitmap>
  /** How many are read at a time. */
  readonly lanes: number
  /** Bytes of bitmaps that are kept for those who come back. */
  readonly maxBytes: number
}

interface Waiter<Bitmap> {
  readonly onLoaded: (bitmap: Bitmap) => void
  readonly onFailure: () => void
}

interface Job<Bitmap> {
  readonly key: string
  readonly wish: BitmapWish
  readonly waiters: Set<Waiter<Bitmap>>
  readonly controller: AbortController
  isRunning: boolean
}

const BYTES_PER_PIXEL = 4

/** Reads small pictures in the order in which they are wished for and forgets at once what nobody wishes any more. */
export function createBitmapLoader<Bitmap extends HeldBitmap>(
  options: BitmapLoaderOptions<Bitmap>,
): BitmapLoader<Bitmap> {
  const { read, lanes } = options
  const kept = createKeptBitmaps<Bitmap>(options.maxBytes)
  const jobs = new Map<string, Job<Bitmap>>()
  let running = 0

  const start = (): void => {
    for (const job of jobs.values()) {
      if (running >= lanes) return
      if (job.isRunning) continue
      job.isRunning = true
      running += 1
      void run(job)
    }
  }
  const run = async (job: Job<Bitmap>): Promise<void> => {
    try {
      const bitmap = await read(job.wish, job.controller.signal)
      if (job.waiters.size === 0) return bitmap.close()
      for (const { onLoaded } of job.waiters) onLoaded(bitmap)
      kept.put(job.key, bitmap)
    } catch {
      for (const { onFailure } of job.waiters) onFailure()
    } finally {
      running -= 1
      if (jobs.get(job.key) === job) jobs.delete(job.key)
      start()
    }
  }
  const jobOf = (wish: BitmapWish): Job<Bitmap> => {
    const key = keyOf(wish)
    const known = jobs.get(key)
    if (known) return known
    const controller = new AbortController()
    const job = { key, wish, waiters: new Set<Waiter<Bitmap>>(), controller, isRunning: false }
    jobs.set(key, job)
    return job
  }

  return {
    load: (wish, onLoaded, onFailure) => {
      const found = kept.take(keyOf(wish))
      if (found) {
        onLoaded(found)
        return () => undefined
      }
      const job = jobOf(wish)
      const waiter = { onLoaded, onFailure }
      job.waiters.add(waiter)
      start()
      return () => {
        if (!job.waiters.delete(waiter) || job.waiters.size > 0) return
        if (jobs.get(job.key) === job) jobs.delete(job.key)
        job.controller.abort()
      }
    },
  }
}

/** The bitmaps that were used last, up to a number of bytes; the others are closed. */
function createKeptBitmaps<Bitmap extends HeldBitmap>(maxBytes: number) {
  const bitmaps = new Map<string, Bitmap>()
  let bytes = 0
  const sizeOf = ({ width, height }: Bitmap): number => width * height * BYTES_PER_PIXEL
  const drop = (key: string, bitmap: Bitmap): void => {
    bitmaps.delete(key)
    bytes -= sizeOf(bitmap)
    bitmap.close()
  }
  return {
    take: (key: string): Bitmap | undefined => {
      const bitmap = bitmaps.get(key)
      if (!bitmap) return undefined
      bitmaps.delete(key)
      bitmaps.set(key, bitmap)
      return bitmap
    },
    put: (key: string, bitmap: Bitmap): void => {
      const former = bitmaps.get(key)
      if (former) drop(key, former)
      bitmaps.set(key, bitmap)
      bytes += sizeOf(bitmap)
      for (const [oldKey, old] of bitmaps) {
        if (bytes <= maxBytes) return
        drop(oldKey, old)
      }
    },
  }
}

function keyOf({ src, widthPx, heightPx }: BitmapWish): string {
  return `${src} ${widthPx ?? ''}x${heightPx ?? ''}`
}
