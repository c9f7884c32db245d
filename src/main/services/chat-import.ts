import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
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
import { readChats } from './chat-import-read'

/** JSON of this size is parsed in about two seconds; V8 could not hold a text of twice as much. */
const MAX_FILE_BYTES = 256 * 1024 * 1024

export interface ChatImportDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
  readonly dialogs: Pick<Dialogs, 'pickFiles'>
  readonly defaultModelId: () => Promise<string>
  /** Takes files into the library. */
  readonly importPaths: (paths: readonly string[]) => Promise<readonly ImportedFile[]>
}

/** Asks for an export and writes its chats. Null: the person chose nothing. */
export async function importChats(deps: ChatImportDeps): Promise<ImportSummary | null> {
  const [path] = await deps.dialogs.pickFiles('Import chats')
  if (path === undefined) return null
  const chats = readChats(await readText(path), deps.clock.nowMs())
  const conversationIds: string[] = []
  let messageCount = 0
  for (const chat of chats) {
    conversationIds.push(await writeChat(deps, chat, dirname(path)))
    messageCount += chat.messages.length
    // A big import must not hold up what the windows ask for.
    await new Promise((done) => setImmediate(done))
  }
  deps.events.publish('chat.order-changed', {})
  return { conversationIds, messageCount }
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path)
  if (size > MAX_FILE_BYTES) {
    throw new AppError({
      code: 'too-large',
      message: 'This file is larger than 256 MB, which is more than can be read at once. Export fewer chats.',
      nextStep: 'none',
    })
  }
  return readFile(path, 'utf8')
}

async function writeChat(deps: ChatImportDeps, chat: PortableChat, folder: string): Promise<string> {
  const { db, nextId } = deps
  const id = nextId()
  const assetIds = await importFiles(deps, chat, folder)
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
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const named = chat.messages.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'file' ? [part.path] : [])))
  const found = new Map<string, string>()
  for (const path of new Set(named)) {
    const inside = await pathInside(folder, path)
    if (inside === null) continue
    const [file] = await importPaths([inside])
    if (file && 'assetId' in file.outcome) found.set(path, file.outcome.assetId)
  }
  return found
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
