import { open, readFile } from 'node:fs/promises'
import { AppError } from '@shared/domain/app-error'
import type { PortableChat } from '@shared/domain/portable-chat'
import { MAX_TEXT_BYTES, readChats } from './chat-import-read'
import { readChatsOfZip } from './chat-import-zip'

/** What is read, and where files of an archive that messages name are put. */
export interface ChatFile {
  readonly path: string
  readonly nowMs: number
  readonly unpackFolder: string
}

/** The chats of an export, one after the other: JSON, JSON lines, or an archive with either. */
export type ReadChatFile = (file: ChatFile) => AsyncIterable<PortableChat>

/** Reads where it is called; hundreds of megabytes belong into a process of their own. @throws AppError in words for a person */
export async function* readChatFile({ path, nowMs, unpackFolder }: ChatFile): AsyncGenerator<PortableChat> {
  const { isZip, byteSize } = await lookAt(path)
  if (isZip) return yield* readChatsOfZip(path, nowMs, unpackFolder)
  if (byteSize > MAX_TEXT_BYTES) {
    throw new AppError({
      code: 'too-large',
      message: 'This file is larger than 480 MB, which is more than can be read at once. Export fewer chats.',
      nextStep: 'none',
    })
  }
  yield* readChats(await readFile(path, 'utf8'), nowMs)
  return undefined
}

async function lookAt(path: string): Promise<{ readonly isZip: boolean; readonly byteSize: number }> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const isZip = bytesRead === 4 && buffer.toString('latin1') === 'PK\u0003\u0004'
    return { isZip, byteSize: (await file.stat()).size }
  } finally {
    await file.close()
  }
}
