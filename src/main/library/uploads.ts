import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { MINUTE_MS } from '@shared/lib/durations'
import { detach } from '../log/logger'
import { onDisk } from './disk'
import { writeHashed, type WrittenFile } from './hashing'
import type { LibraryContext } from './library-context'

export interface Upload extends WrittenFile {
  readonly path: string
}

/** Bytes that the studio's own pages made, waiting in staging for the request that says what they are. */
export interface Uploads {
  /** @throws AppError `too-large`, `disk-full` */
  readonly receive: (chunks: AsyncIterable<Uint8Array>) => Promise<{ readonly uploadToken: string }>
  /** Hands a file over to the caller, once; null where the token is unknown or too old. */
  readonly take: (uploadToken: string) => Upload | null
}

export const MAX_UPLOAD_BYTES = 4 * 1024 * 1024 * 1024
const LIFETIME_MS = 10 * MINUTE_MS

export function createUploads(context: Pick<LibraryContext, 'folders' | 'clock'>): Uploads {
  const waiting = new Map<string, Upload & { readonly expiresAtMs: number }>()
  const dropOld = (): void => {
    for (const [token, upload] of waiting) {
      if (upload.expiresAtMs > context.clock.monotonicMs()) return
      waiting.delete(token)
      detach(rm(upload.path, { force: true }), 'remove an old upload')
    }
  }
  return {
    receive: async (chunks) => {
      dropOld()
      const uploadToken = randomUUID()
      const path = join(context.folders.staging, `upload-${uploadToken}`)
      const written = await onDisk(() => writeHashed(path, chunks, MAX_UPLOAD_BYTES))
      waiting.set(uploadToken, { ...written, path, expiresAtMs: context.clock.monotonicMs() + LIFETIME_MS })
      return { uploadToken }
    },
    take: (uploadToken) => {
      const upload = waiting.get(uploadToken) ?? null
      waiting.delete(uploadToken)
      return upload
    },
  }
}
