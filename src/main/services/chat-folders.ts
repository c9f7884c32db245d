import type { chatFoldersContract } from '@shared/contracts/chat-folders'
import type { ParsedRequestOf } from '@shared/contracts/contract'
import { AppError } from '@shared/domain/app-error'
import type { Arrangement, ChatFolder } from '@shared/domain/chat-folder'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { toWellFormedText } from '@shared/domain/chat-text'
import { arrangeConversations, markChatFolderDeleted, saveChatFolder } from '../db/commands/chat-folder'
import type { Database } from '../db/database'
import { listChatFolders, loadChatFolder } from '../db/queries/chat-folder'
import type { Clock, EventPublisher, NextId } from '../platform/ports'

export type FolderRequest<Name extends keyof typeof chatFoldersContract> = ParsedRequestOf<
  (typeof chatFoldersContract)[Name]
>

export interface ChatFoldersDeps {
  readonly db: Database
  readonly clock: Clock
  readonly events: EventPublisher
  readonly nextId: NextId
}

/** Projects, and the places of chats in the list. */
export interface ChatFolders {
  readonly folders: () => Promise<readonly ChatFolder[]>
  readonly saveFolder: (request: FolderRequest<'chat.save-folder'>) => Promise<ChatFolder>
  readonly setFolderDeleted: (request: FolderRequest<'chat.set-folder-deleted'>) => Promise<null>
  readonly arrange: (request: FolderRequest<'chat.arrange'>) => Promise<readonly Arrangement[]>
}

export function createChatFolders({ db, clock, events, nextId }: ChatFoldersDeps): ChatFolders {
  return {
    folders: () => listChatFolders(db),
    saveFolder: async ({ folderId, ...request }) => {
      const id = folderId ?? nextId()
      if (folderId !== null && !(await loadChatFolder(db, folderId))) noSuchFolder()
      const title = toWellFormedText(request.title)
      const instructions = toWellFormedText(request.instructions)
      await saveChatFolder(db, { ...request, id, title, instructions }, clock.nowMs())
      events.publish('chat.order-changed', {})
      return (await loadChatFolder(db, id)) ?? noSuchFolder()
    },
    setFolderDeleted: async ({ folderId, isDeleted }) => {
      await markChatFolderDeleted(db, folderId, isDeleted ? clock.nowMs() : null)
      events.publish('chat.order-changed', {})
      return null
    },
    arrange: async ({ changes }) => {
      const folderIds = new Set(changes.flatMap(({ folderId }) => (folderId ? [folderId] : [])))
      for (const folderId of folderIds) if (!(await loadChatFolder(db, folderId))) noSuchFolder()
      const former = await arrangeConversations(db, changes, clock.nowMs())
      events.publish('chat.order-changed', {})
      return former
    },
  }
}

/** What goes to the model besides the branch. */
export interface Surroundings {
  /** The project's instructions, then the chat's. */
  readonly systemPrompt: string
  /** The branch with the project's files in front of its first message. */
  readonly branch: readonly ChatMessage[]
}

/** Puts the instructions and files of a chat's project in front of its own. */
export async function withFolder(
  db: Database,
  conversation: ConversationDetail | null,
  branch: readonly ChatMessage[],
): Promise<Surroundings> {
  const folder = conversation?.folderId ? await loadChatFolder(db, conversation.folderId) : null
  const texts = [folder?.instructions ?? '', conversation?.systemPrompt ?? '']
  const files = (folder?.assetIds ?? []).map((assetId) => ({ kind: 'asset' as const, assetId }))
  const first = branch.findIndex(({ role }) => role === 'user')
  return {
    systemPrompt: texts.filter((text) => text.trim() !== '').join('\n\n'),
    branch: branch.map((message, index) =>
      index === first ? { ...message, parts: [...files, ...message.parts] } : message,
    ),
  }
}

function noSuchFolder(): never {
  throw new AppError({ code: 'not-found', message: 'This project is no longer there.', nextStep: 'none' })
}
