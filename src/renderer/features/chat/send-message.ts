import { failureOf, request } from '@renderer/data/studio'
import { MIN_COMPARED_MODELS } from '@shared/domain/chat-settings'
import type { Failure } from '@shared/domain/app-error'
import type { ConversationDetail } from '@shared/domain/chat'
import type { Message, SendingWay } from './composer/composer'
import { showConversation, showSent } from './conversations/conversation-cache'
import { writeSettings } from './settings/chat-settings-control'

export interface SendingPlace {
  /** Null: a chat is made first. */
  readonly conversation: ConversationDetail | null
  readonly newModelId: string
  readonly newFolderId: string | null
  readonly comparedModelIds: readonly string[]
  /** Answers that are still coming. */
  readonly streamingIds: readonly string[]
  readonly onOpen: (conversationId: string) => void
}

/** Sends what was written, or puts it behind the answer that is coming; null when it was taken, else why not. */
export async function sendMessage(place: SendingPlace, message: Message, how: SendingWay): Promise<Failure | null> {
  try {
    if (place.conversation) await writeSettings(place.conversation.id)
    const chat = place.conversation ?? (await beginChat(place))
    if (how === 'queue') await queue(chat, message)
    else {
      if (how === 'interrupt') await stopAll(place.streamingIds)
      await sendNow(chat, place, message)
    }
    if (!place.conversation) place.onOpen(chat.id)
    return null
  } catch (error) {
    return failureOf(error)
  }
}

/** A chat with the models that were chosen for it before its first message. */
export async function beginChat({
  newModelId: modelId,
  newFolderId: folderId,
  comparedModelIds,
}: Pick<SendingPlace, 'newModelId' | 'newFolderId' | 'comparedModelIds'>): Promise<ConversationDetail> {
  const created = await request('chat.create', { modelId, folderId })
  const { id: conversationId, settings } = created
  const chat =
    comparedModelIds.length === 0
      ? created
      : await request('chat.update', { conversationId, settings: { ...settings, comparedModelIds } })
  showConversation(chat)
  return chat
}

async function stopAll(messageIds: readonly string[]): Promise<void> {
  await Promise.all(messageIds.map((messageId) => request('chat.stop', { messageId })))
}

async function queue(chat: ConversationDetail, { text, assetIds, modelId }: Message): Promise<void> {
  await request('chat.add-follow-up', { conversationId: chat.id, text, assetIds, modelId })
}

async function sendNow(chat: ConversationDetail, place: SendingPlace, message: Message): Promise<void> {
  const { operationId, text, modelId } = message
  const target = {
    clientRequestId: crypto.randomUUID(),
    conversationId: chat.id,
    parentId: chat.activeLeafId,
    assetIds: [...message.assetIds],
  }
  if (operationId !== null) showSent(await request('chat.make', { ...target, modelId, prompt: text, operationId }))
  else if (place.comparedModelIds.length >= MIN_COMPARED_MODELS)
    await request('chat.fan-out', { ...target, text, modelIds: place.comparedModelIds })
  else showSent(await request('chat.send', { ...target, text, modelId }))
}
