import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
import { type AnswerGeneration, noteAnswerGeneration } from '../db/commands/answer-generation'
import type { DownloadRequest, DownloadResult } from '../gateway/download'
import { writeHashed, type WrittenFile } from './hashing'
import { assertWritable, type LibraryContext } from './library-context'
import type { LibraryStore } from './store'

/** A picture or sound that came inside an answer of a chat. */
export interface AnswerFile {
  readonly media: Extract<MediaKind, 'image' | 'audio'>
  readonly source:
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'url'; readonly url: string }
  /** What is said in a sound: it is found and named by it. Empty where nobody knows. */
  readonly words: string
  /** What the answer is to: it becomes the recipe and leads back to the message. */
  readonly generation: Omit<AnswerGeneration, 'generationId' | 'nowMs'>
}

const MAX_FILE_BYTES = 256 * 1024 * 1024
const MAX_TITLE = 200

export type StoreAnswerFile = (file: AnswerFile) => Promise<{ readonly assetId: string }>

/** @throws AppError when the bytes are not what they claim to be, a link cannot be fetched, or the disk is full */
export function createAnswerMedia(
  context: LibraryContext,
  store: LibraryStore,
  downloadTo: (request: DownloadRequest) => Promise<DownloadResult>,
  credentialsOf: (keyProfileId: string) => Promise<DownloadRequest['credentials']>,
): StoreAnswerFile {
  const write = async (file: AnswerFile, stagedPath: string): Promise<WrittenFile> => {
    if (file.source.kind === 'bytes') return writeHashed(stagedPath, onlyChunk(file.source.bytes), MAX_FILE_BYTES)
    const credentials = await credentialsOf(file.generation.keyProfileId)
    const result = await downloadTo({
      url: file.source.url,
      filePath: stagedPath,
      credentials,
      maxBytes: MAX_FILE_BYTES,
    })
    if (result.kind === 'done') return result
    throw new AppError(result.failure)
  }
  return async (file) => {
    assertWritable(context)
    const stagedPath = join(context.folders.staging, `answer-${randomUUID()}`)
    try {
      const written = await write(file, stagedPath)
      const { generation, words } = file
      const generationId = await noteAnswerGeneration(context.db, {
        ...generation,
        generationId: context.nextId(),
        nowMs: context.clock.nowMs(),
      })
      const title =
        Array.from((words.trim() || generation.prompt.trim()).split('\n')[0] ?? '')
          .slice(0, MAX_TITLE)
          .join('') || 'Untitled'
      return await store.store({
        stagedPath,
        written,
        expected: file.media,
        displayName: title,
        title,
        origin: 'generated',
        generationId,
        modelId: generation.modelId,
        isHidden: false,
        searchText: words === '' ? generation.prompt : `${generation.prompt}\n${words}`,
        relations: generation.inputAssetIds.map((parentId) => ({ parentId, relation: 'reference' as const })),
      })
    } catch (error) {
      await Promise.all(['', '.part', '.part.json'].map((end) => rm(stagedPath + end, { force: true })))
      throw error
    }
  }
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
