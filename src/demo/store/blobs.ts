import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Bytes that callers uploaded, named by their SHA-256. */
export class BlobStore {
  private readonly folder: string | null
  private readonly held = new Map<string, Buffer>()

  constructor(dataDir: string | undefined) {
    this.folder = dataDir === undefined ? null : join(dataDir, 'blobs')
    if (this.folder !== null) mkdirSync(this.folder, { recursive: true })
  }

  put(bytes: Buffer): string {
    const id = sha256Of(bytes)
    if (this.folder === null) {
      this.held.set(id, bytes)
      return id
    }
    const path = join(this.folder, id)
    if (!existsSync(path)) {
      writeFileSync(`${path}.new`, bytes)
      renameSync(`${path}.new`, path)
    }
    return id
  }

  get(id: string): Buffer | null {
    if (this.folder === null) return this.held.get(id) ?? null
    const path = join(this.folder, id)
    return existsSync(path) ? readFileSync(path) : null
  }
}
