import { type FileHandle, open } from 'node:fs/promises'

const CHUNK_BYTES = 256 * 1024
/** A player that paused keeps its request open for hours; the file is not kept open for it. */
const IDLE_CLOSE_MS = 20_000

/** Bytes `start` to `end` (included) of a file, read as the receiver takes them. */
export function streamFile(path: string, start: number, end: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = createLazyReader(path)
  let position = start
  const finish = (): void => {
    signal.removeEventListener('abort', finish)
    reader.close()
  }
  signal.addEventListener('abort', finish, { once: true })
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const wanted = Math.min(CHUNK_BYTES, end - position + 1)
        const bytes = wanted > 0 && !signal.aborted ? await reader.read(position, wanted) : null
        if (bytes === null || bytes.byteLength === 0) {
          finish()
          controller.close()
          return
        }
        position += bytes.byteLength
        controller.enqueue(bytes)
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  )
}

function createLazyReader(path: string) {
  let opening: Promise<FileHandle> | null = null
  let idleTimer: NodeJS.Timeout | undefined
  const close = (): void => {
    clearTimeout(idleTimer)
    const closing = opening
    opening = null
    // A file that could not be opened has nothing to close.
    closing?.then((file) => file.close()).catch(() => undefined)
  }
  return {
    read: async (position: number, length: number): Promise<Uint8Array> => {
      clearTimeout(idleTimer)
      opening ??= open(path, 'r')
      const file = await opening
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position)
      idleTimer = setTimeout(close, IDLE_CLOSE_MS)
      idleTimer.unref()
      return buffer.subarray(0, bytesRead)
    },
    close,
  }
}
