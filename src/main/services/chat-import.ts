import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import type { ImportSummary } from '@shared/contracts/chat-transfer'
import { AppError } from '@shared/domain/app-error'
import type { ChatMessage, MessagePart } from '@shared/domain/chat'
import { titleFrom } from '@shared/domain/chat-text'
import type { PortableChat, PortableMessage } from '@shared/domain/portable-chat'
import { saveChatFolder } from '../db/commands/chat-folder'
import { insertImportedConversation } from '../db/commands/chat-import'
import type { Database } from '../db/database'
import { listChatFolders } from '../db/queries/chat-folder'
import type { ImportedFile } from '../library/importing'
import type { Clock, Dialogs, EventPublisher, NextId } from '../platform/ports'
import { findNamed } from './chat-import-files'
import type { ReadChatFile } from './chat-import-source'

export interface ChatImportDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly dialogs: Pick<Dialogs, 'pickFiles'>
  readonly defaultModelId: () => Promise<string>
  readonly readChatFile: ReadChatFile
  /** Takes files into the library. */
  readonly importPaths: (paths: readonly string[]) => Promise<readonly ImportedFile[]>
}

/** Asks for an export and writes its chats. Null: the person chose nothing. */
export async function importChats(deps: ChatImportDeps): Promise<ImportSummary | null> {
  const [path] = await deps.dialogs.pickFiles('Import chats')
  if (path === undefined) return null
  const unpackFolder = await mkdtemp(join(tmpdir(), 'chainhub-chats-'))
  const conversationIds: string[] = []
  let messageCount = 0
  try {
    // The files of a chat lie beside its document, or were unpacked from its archive.
    const folders = [dirname(path), unpackFolder]
    for await (const chat of deps.readChatFile({ path, nowMs: deps.clock.nowMs(), unpackFolder })) {
      conversationIds.push(await writeChat(deps, chat, folders))
      messageCount += chat.messages.length
    }
  } catch (error) {
    throw withCount(error, conversationIds.length)
  } finally {
    await rm(unpackFolder, { recursive: true, force: true })
    if (conversationIds.length > 0) deps.events.publish('chat.order-changed', {})
  }
  return { conversationIds, messageCount }
}

/** An archive may break in its middle; what came before it stays. */
function withCount(error: unknown, count: number): unknown {
  if (count === 0 || !(error instanceof AppError)) return error
  const taken = count === 1 ? 'One chat' : `${count} chats`
  return new AppError(
    { ...error.failure, message: `${error.failure.message} ${taken} before it were taken in.` },
    { cause: error },
  )
}

async function writeChat(deps: ChatImportDeps, chat: PortableChat, folders: readonly string[]): Promise<string> {
  const { db, nextId } = deps
  const id = nextId()
  const assetIds = await importFiles(deps, chat, folders)
  const newIds = new Map(chat.messages.map((message) => [message.id, nextId()]))
  const defaultModelId = await deps.defaultModelId()
  await insertImportedConversation(db, {
    id,
    title: chat.title || titleFrom(firstText(chat)),
    modelId: chat.modelId ?? defaultModelId,
    systemPrompt: chat.systemPrompt,
    folderId: chat.folder === null ? null : await folderNamed(deps, chat.folder),
    activeLeafId: newIds.get(chat.activeLeafId ?? '') ?? null,
    createdAtMs: chat.createdAtMs,
    updatedAtMs: chat.updatedAtMs,
    messages: chat.messages.map((message) => toMessage(message, id, newIds, assetIds)),
    forkNames: new Map(
      chat.messages.flatMap(({ id: oldId, forkName }) =>
        forkName === '' ? [] : [[newIds.get(oldId) ?? '', forkName]],
      ),
    ),
  })
  return id
}

const firstText = (chat: PortableChat): string =>
  chat.messages.flatMap(({ parts }) => parts).find((part) => part.kind === 'text')?.text ?? ''

async function folderNamed({ db, nextId, clock }: ChatImportDeps, title: string): Promise<string> {
  const known = (await listChatFolders(db)).find((folder) => folder.title === title)
  if (known) return known.id
  const id = nextId()
  const empty = { instructions: '', modelId: null, assetIds: [], capMicroUsd: null, capMode: 'stop' as const }
  await saveChatFolder(db, { id, title, ...empty }, clock.nowMs())
  return id
}

function toMessage(
  message: PortableMessage,
  conversationId: string,
  newIds: ReadonlyMap<string, string>,
  assetIds: ReadonlyMap<string, string>,
): ChatMessage {
  const { role, state, modelId, usage, cost, createdAtMs } = message
  return {
    id: newIds.get(message.id) ?? '',
    conversationId,
    parentId: message.parentId === null ? null : (newIds.get(message.parentId) ?? null),
    role,
    parts: message.parts.map((part): MessagePart => {
      if (part.kind !== 'file') return part
      const assetId = assetIds.get(part.path)
      return assetId
        ? { kind: 'asset', assetId }
        : { kind: 'text', text: `*[${part.title || part.path} is not there]*` }
    }),
    state,
    modelId,
    usage,
    cost,
    failure: null,
    createdAtMs,
  }
}

/** Takes the files of a chat into the library. @returns asset ids by the paths that the chat names */
async function importFiles(
  { importPaths }: ChatImportDeps,
  chat: PortableChat,
  folders: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const named = chat.messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'file' ? [part.path] : [])))
  const found = new Map<string, string>()
  for (const path of new Set(named)) {
    const inside = await firstInside(folders, path)
    if (inside === null) continue
    const [file] = await importPaths([inside])
    if (file && 'assetId' in file.outcome) found.set(path, file.outcome.assetId)
  }
  return found
}

async function firstInside(folders: readonly string[], path: string): Promise<string | null> {
  for (const folder of folders) {
    const found = (await pathInside(folder, path)) ?? (await pathById(folder, path))
    if (found !== null) return found
  }
  return null
}

/** An archive of ChatGPT that was unpacked by hand: its messages name files by their ids. */
async function pathById(folder: string, id: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => [])
  const name = names[findNamed(names, id) ?? -1]
  return name === undefined ? null : pathInside(folder, name)
}

/** The file beside the export, or null where the path, or a link behind it, leads anywhere else. */
async function pathInside(folder: string, path: string): Promise<string | null> {
  try {
    const root = await realpath(folder)
    const real = await realpath(resolve(root, path))
    return real.startsWith(root + sep) ? real : null
  } catch {
    return null
  }
}
