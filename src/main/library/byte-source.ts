import { type FileHandle, open } from 'node:fs/promises'

/** Reads pieces of a file by place, without holding it. */
export interface ByteSource {
  readonly byteSize: number
  /** Up to `length` bytes from `offset`; shorter at the end of the file. */
  readonly read: (offset: number, length: number) => Promise<Buffer>
}

/** Opens a file for the time of `work`. */
export async function withByteSource<Value>(
  path: string,
  work: (source: ByteSource) => Promise<Value>,
): Promise<Value> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await work({ byteSize: size, read: (offset, length) => readAt(file, size, offset, length) })
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, size: number, offset: number, length: number): Promise<Buffer> {
  if (offset >= size || length <= 0) return Buffer.alloc(0)
  const buffer = Buffer.alloc(Math.min(length, size - offset))
  const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, offset)
  return buffer.subarray(0, bytesRead)
}
