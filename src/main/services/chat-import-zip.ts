import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@shared/domain/app-error'
import type { PortableChat } from '@shared/domain/portable-chat'
import type { Entry, ZipFile } from 'yauzl'
import { damagedZip, entriesOf, isLinkEntry, judgeEntry, openEntry, openZip } from '../library/zip-reading'
import { createLogger } from '../log/logger'
import { findNamed } from './chat-import-files'
import { MAX_TEXT_BYTES, readChats, refuseFile } from './chat-import-read'

const log = createLogger('chat.import')

/** Where the programs put their chats; other JSON in their archives is about people, projects and votes. */
const CHATS = /^(?:conversations(?:-\d+)?|data|chats?|chatbox[^/]*|messages)\.jsonl?$/i
const ANY_JSON = /\.jsonl?$/i
/** Pictures of talks; more in one file are no pictures of talks. */
const MAX_MEDIA_BYTES = 512 * 1024 * 1024

/**
 * Reads the chats of an archive as a vendor sends it. Files that a message names are unpacked into the folder under
 * a name of their own and named there; no path of the archive is ever used.
 * @throws AppError in words for a person
 */
export async function* readChatsOfZip(path: string, nowMs: number, folder: string): AsyncGenerator<PortableChat> {
  const zip = await openZip(path)
  try {
    const entries = await listEntries(zip)
    const texts = textsOf(entries)
    const unpack = createUnpacker(zip, entries, folder)
    let hasChats = false
    for (const [index, entry] of texts.entries()) {
      const text = await textOf(zip, entry)
      try {
        for (const chat of readChats(text, nowMs)) {
          hasChats = true
          yield await unpack(chat)
        }
      } catch (error) {
        // One file without chats beside others is not the end; the last one without any is.
        const isLast = index === texts.length - 1
        if (!(error instanceof AppError) || error.code !== 'unsupported-file' || (isLast && !hasChats)) throw error
      }
    }
  } finally {
    zip.close()
  }
}

async function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for await (const entry of entriesOf(zip)) {
    const name = basename(entry.fileName)
    if (entry.fileName.endsWith('/') || name.startsWith('.') || entry.fileName.startsWith('__MACOSX/')) continue
    if (!isLinkEntry(entry)) entries.push(entry)
  }
  return entries
}

function textsOf(entries: readonly Entry[]): readonly Entry[] {
  const known = entries.filter(({ fileName }) => CHATS.test(basename(fileName)))
  const texts = known.length > 0 ? known : entries.filter(({ fileName }) => ANY_JSON.test(fileName))
  if (texts.length === 0) {
    throw refuseFile(
      'There is no file with chats in this archive. The studio looks for conversations.json or data.json.',
    )
  }
  let total = 0
  for (const entry of texts) {
    total += entry.uncompressedSize
    judgeEntry(entry, total)
    if (entry.uncompressedSize > MAX_TEXT_BYTES) throw tooLarge()
  }
  return texts.toSorted((left, right) => left.fileName.localeCompare(right.fileName, 'en', { numeric: true }))
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of await openEntry(zip, entry)) chunks.push(chunk as Buffer)
  } catch (error) {
    throw error instanceof AppError ? error : damagedZip(error)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Puts the files of a chat beside each other, each once. */
function createUnpacker(zip: ZipFile, entries: readonly Entry[], folder: string) {
  const names = entries.map(({ fileName }) => fileName)
  const unpacked = new Map<string, string>()
  const unpackOne = async (path: string): Promise<string> => {
    const entry = entries[findNamed(names, path) ?? -1]
    if (!entry || entry.uncompressedSize > MAX_MEDIA_BYTES) return path
    const known = unpacked.get(entry.fileName)
    if (known !== undefined) return known
    judgeEntry(entry, entry.uncompressedSize)
    const name = `${unpacked.size}-${basename(entry.fileName)
      .replaceAll(/[^\w.-]/g, '_')
      .slice(-80)}`
    try {
      await pipeline(await openEntry(zip, entry), createWriteStream(join(folder, name), { flags: 'wx' }))
    } catch (error) {
      // The chat is worth more than its picture, which is then said not to be there.
      log.warn('a file of an archive could not be unpacked', { reason: error instanceof Error ? error.message : '' })
      await rm(join(folder, name), { force: true })
      return path
    }
    unpacked.set(entry.fileName, name)
    return name
  }
  return async (chat: PortableChat): Promise<PortableChat> => {
    const paths = new Map<string, string>()
    for (const part of chat.messages.flatMap(({ parts }) => parts)) {
      if (part.kind === 'file' && !paths.has(part.path)) paths.set(part.path, await unpackOne(part.path))
    }
    if (paths.size === 0) return chat
    return {
      ...chat,
      messages: chat.messages.map((message) => ({
        ...message,
        parts: message.parts.map((part) =>
          part.kind === 'file' ? { ...part, path: paths.get(part.path) ?? part.path } : part,
        ),
      })),
    }
  }
}

const tooLarge = (): AppError =>
  new AppError({
    code: 'too-large',
    message: 'The chats in this archive are larger than can be read at once. Export fewer chats.',
    nextStep: 'none',
  })
