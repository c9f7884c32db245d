import { type KeyboardEvent, useMemo, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { failureOf, request } from '@renderer/data/studio'
import { useCommands } from '@renderer/lib/commands'
import { useIsViewShown } from '@renderer/lib/navigation'
import type { Failure } from '@shared/domain/app-error'
import type { ConversationDetail } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { pathTo } from '@shared/domain/chat-tree'
import { Composer, type Message } from './composer/composer'
import { useAttachments } from './composer/use-attachments'
import { showConversation, showSent } from './conversations/conversation-cache'
import { EmptyChat } from './empty-chat'
import { type MarkdownActions, MarkdownActionsContext } from './markdown/markdown-actions'
import { PictureDrop } from './picture-drop'
import { AnswerAnnouncer } from './stream/answer-announcer'
import { useFollowStream } from './stream/use-stream'
import { Thread } from './thread/thread'
import type { ThreadActions } from './thread/thread-actions'
import { createChatActions } from './use-chat-actions'

export interface StageProps {
  /** Null: a chat that begins with its first message. */
  readonly conversation: ConversationDetail | null
  readonly newModelId: string
  readonly onNewModelChange: (modelId: string) => void
  readonly onOpen: (conversationId: string) => void
  readonly markedId: string | null
}

const copy = (text: string): void => detach(request('studio.copy-text', { text }), 'copy text')
const MARKDOWN_ACTIONS: MarkdownActions = {
  copyText: copy,
  openLink: (url) => detach(request('studio.open-external', { url }), 'open a link'),
}

/** One chat: its shown branch above, the composer below. */
export function Stage({ conversation, newModelId, onNewModelChange, onOpen, markedId }: StageProps) {
  const attachments = useAttachments(conversation?.id ?? null)
  const [isPickerOpen, setIsPickerOpen] = useState(false)
  const isShown = useIsViewShown('chat')
  const branch = useMemo(
    () => (conversation ? pathTo(conversation.messages, conversation.activeLeafId) : []),
    [conversation],
  )
  const streaming = branch.find(({ state }) => state === 'streaming')
  const streamingId = streaming?.id ?? null
  useFollowStream(streamingId)

  const actions = useMemo((): ThreadActions | null => {
    if (!conversation) return null
    return { ...createChatActions(conversation), copy, chooseModel: () => setIsPickerOpen(true) }
  }, [conversation])
  const branchLength = useMemo(() => branch.reduce((sum, message) => sum + textOf(message).length, 0), [branch])
  const stop = (): void => {
    if (streamingId !== null) void actions?.stop(streamingId)
  }
  useCommands([
    {
      id: 'chat.stop',
      title: 'Stop the answer',
      group: 'Chat',
      keys: 'esc',
      isAvailable: () => isShown && streamingId !== null,
      run: stop,
    },
  ])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // Pop-ups are children here for React, not for the page; their Esc is their own.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (event.key !== 'Escape' || !isInside || event.defaultPrevented || streamingId === null) return
    event.preventDefault()
    stop()
  }
  const send = (message: Message): Promise<Failure | null> => sendMessage(conversation, newModelId, message, onOpen)
  const changeModel = (modelId: string): void => {
    if (!conversation) onNewModelChange(modelId)
    else
      detach(
        request('chat.update', { conversationId: conversation.id, modelId }).then(showConversation),
        'change the model',
      )
  }
  const modelId = conversation?.modelId ?? newModelId
  return (
    <PictureDrop onFiles={attachments.addFiles}>
      <div className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
        <MarkdownActionsContext value={MARKDOWN_ACTIONS}>
          <div className="min-h-0 flex-1">
            {conversation && actions && branch.length > 0 ? (
              <Thread conversation={conversation} branch={branch} markedId={markedId} actions={actions} />
            ) : (
              <EmptyChat onTry={(text) => void send({ text, assetIds: [], modelId, operationId: null })} />
            )}
          </div>
        </MarkdownActionsContext>
        <Composer
          conversation={conversation}
          modelId={modelId}
          onModelChange={changeModel}
          attachments={attachments}
          branchLength={branchLength}
          streamingId={streamingId}
          onStop={stop}
          onSend={send}
          isPickerOpen={isPickerOpen}
          onPickerOpenChange={setIsPickerOpen}
        />
        <AnswerAnnouncer messageId={streamingId} />
      </div>
    </PictureDrop>
  )
}

async function sendMessage(
  conversation: ConversationDetail | null,
  newModelId: string,
  message: Message,
  onOpen: (conversationId: string) => void,
): Promise<Failure | null> {
  try {
    const chat = conversation ?? (await request('chat.create', { modelId: newModelId }))
    if (!conversation) showConversation(chat)
    const target = {
      clientRequestId: crypto.randomUUID(),
      conversationId: chat.id,
      parentId: chat.activeLeafId,
      modelId: message.modelId,
      assetIds: [...message.assetIds],
    }
    const { operationId, text } = message
    showSent(
      operationId === null
        ? await request('chat.send', { ...target, text })
        : await request('chat.make', { ...target, prompt: text, operationId }),
    )
    if (!conversation) onOpen(chat.id)
    return null
  } catch (error) {
    return failureOf(error)
  }
}
