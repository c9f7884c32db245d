import { finished, type Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** Five frames at 60 Hz: nobody reads faster, and words are read, told and drawn a fifth as often. */
const REST_MS = 80
/** More than this at once is no trickle of words, and waits for nothing. */
const MUCH_BYTES = 16 * 1024

/** What a body, and a socket that is to rest with it, may hold before they ask their source to wait. */
export const NEXT_TO_NOTHING = 1

/**
 * Streams of words come in hundreds of small pieces a second, each of which would wake the process. Here the connection
 * rests between two readings, and what came meanwhile is taken together; the first piece after a silence is taken at
 * once. Back-pressure does it, so that body and socket must hold {@link NEXT_TO_NOTHING}.
 * @throws what broke the body, after everything that was in it
 */
export async function* readInBeats(body: Readable, restMs: number = REST_MS): AsyncGenerator<Uint8Array> {
  const news = watch(body)
  try {
    for (;;) {
      news.forget()
      const held = takeAll(body)
      yield* held
      // With the body empty the socket reads again: now comes what the system held for it.
      await news.next()
      const come = takeAll(body)
      yield* come
      const end = news.end()
      if (end?.error) throw end.error
      if (end) return
      if (sizeOf(held) + sizeOf(come) < MUCH_BYTES) await sleep(restMs)
    }
  } finally {
    body.destroy()
  }
}

function takeAll(body: Readable): readonly Buffer[] {
  const chunks: Buffer[] = []
  for (let chunk: Buffer | null = body.read(); chunk !== null; chunk = body.read()) chunks.push(chunk)
  return chunks
}

const sizeOf = (chunks: readonly Buffer[]): number => chunks.reduce((sum, { byteLength }) => sum + byteLength, 0)

interface News {
  readonly forget: () => void
  /** Settles once there is something to read that is not forgotten, or the end was reached. */
  readonly next: () => Promise<void>
  readonly end: () => { readonly error: Error | null } | null
}

function watch(body: Readable): News {
  let hasNews = false
  let wake = (): void => undefined
  let end: { readonly error: Error | null } | null = null
  const tell = (): void => {
    hasNews = true
    wake()
  }
  body.on('readable', tell)
  finished(body, { writable: false }, (error) => {
    end = { error: error ?? null }
    tell()
  })
  return {
    forget: () => {
      hasNews = end !== null
    },
    next: () =>
      new Promise((resolve) => {
        wake = resolve
        if (hasNews) resolve()
      }),
    end: () => end,
  }
}
