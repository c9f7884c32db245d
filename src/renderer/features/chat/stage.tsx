import { Code, Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { raiseNotice } from '@renderer/data/notices'
import { failureOf, request } from '@renderer/data/studio'
import { useCommands } from '@renderer/lib/commands'
import { useIsViewShown } from '@renderer/lib/navigation'
import { type MenuEntry } from '@renderer/ui/menu'
import type { Failure } from '@shared/domain/app-error'
import type { ChatMessage, ConversationDetail } from '@shared/domain/chat'
import { textOf } from '@shared/domain/chat-text'
import { pathTo } from '@shared/domain/chat-tree'
import { ChatCodeDialog } from './code/chat-code-dialog'
import { Composer, type Message, type SendingWay } from './composer/composer'
import { useAttachments } from './composer/use-attachments'
import { writeNewDraft } from './composer/use-draft'
import { showConversation } from './conversations/conversation-cache'
import { ChatHeader } from './chat-header'
import { EmptyChat } from './empty-chat'
import { ComparePicker } from './fan-out/compare-picker'
import { exportEntries } from './export/export-entries'
import { FanOutColumns } from './fan-out/fan-out-columns'
import { type MarkdownActions, MarkdownActionsContext } from './markdown/markdown-actions'
import { FileDrop } from './file-drop'
import { FollowUpList } from './queue/follow-up-list'
import { AnswerAnnouncer } from './stream/answer-announcer'
import { useFollowStream } from './stream/use-stream'
import { ShotDialog } from './thread/shot-dialog'
import { Thread } from './thread/thread'
import type { ThreadActions } from './thread/thread-actions'
import { CapBar } from './spending/cap-bar'
import { FindBar } from './search/find-bar'
import { useLitWords, useShownWord } from './search/lit-words'
import { beginChat, sendMessage } from './send-message'
import { chatSettingsControl } from './settings/chat-settings-control'
import { createChatActions } from './use-chat-actions'
import { stopReadingAloud, useReadAloud } from './voice/read-aloud'
import { endVoiceSession, useVoiceSession } from './voice/voice-session'

export interface StageProps {
  /** Null: a chat that begins with its first message. */
  readonly conversation: ConversationDetail | null
  readonly newModelId: string
  /** The project of a chat that begins with its first message. */
  readonly newFolderId: string | null
  readonly onNewModelChange: (modelId: string) => void
  readonly onOpen: (conversationId: string) => void
  /** A message to bring into view, with the words that are lit in it. */
  readonly mark: Mark | null
  /** In the header's last place. */
  readonly aside?: ReactNode
  /** Set in the quick window: no header, and a text that goes along with the next message. */
  readonly quick?: { readonly appendix: string; readonly onSent: () => void }
}

export interface Mark {
  readonly messageId: string
  readonly words: readonly string[]
}

const copy = (text: string): void => detach(request('studio.copy-text', { text }), 'copy text')
const MARKDOWN_ACTIONS: MarkdownActions = {
  copyText: copy,
  openLink: (url) => detach(request('studio.open-external', { url }), 'open a link'),
  loadPicture: async (url) => {
    try {
      const { imported, duplicates, refused } = await request('library.import-url', { url })
      if (refused[0]) raiseNotice(refused[0].failure)
      return [...imported, ...duplicates].find(({ media }) => media === 'image')?.id ?? null
    } catch (error) {
      raiseNotice(failureOf(error))
      return null
    }
  },
}

/** One chat: its shown branch above, the composer below. */
export function Stage(props: StageProps) {
  const { conversation, newModelId, newFolderId, onNewModelChange, onOpen, mark, aside, quick } = props
  const attachments = useAttachments(conversation?.id ?? null)
  const [isPickerOpen, setIsPickerOpen] = useState(false)
  const isShown = useIsViewShown('chat')
  const branch = useMemo(
    () => (conversation ? pathTo(conversation.messages, conversation.activeLeafId) : []),
    [conversation],
  )
  const compared = conversation?.messages.find(({ id }) => id === conversation.comparedMessageId) ?? null
  const streamingIds = useMemo(() => streamingIn(conversation, branch, compared), [conversation, branch, compared])
  const streamingId = streamingIds[0] ?? null
  const [newComparedIds, setNewComparedIds] = useState(NO_MODELS)
  const comparedModelIds = conversation?.settings.comparedModelIds ?? newComparedIds
  useFollowStream(streamingId)
  const readAloudId = useReadAloud((state) => state.messageId)
  const isTalking = useVoiceSession(({ talk }) => talk !== null)
  const threadRoot = useRef<HTMLDivElement>(null)
  const [findText, setFindText] = useState<string | null>(null)
  const [foundId, setFoundId] = useState<string | null>(null)
  const [isCodeShown, setIsCodeShown] = useState(false)
  const markedId = findText === null ? (mark?.messageId ?? null) : foundId
  const words = useMemo(() => (findText === null ? (mark?.words ?? NO_WORDS) : [findText.trim()]), [findText, mark])
  useLitWords(threadRoot, words, markedId)
  useShownWord(threadRoot, markedId, words)

  const actions = useMemo((): ThreadActions | null => {
    if (!conversation) return null
    const chat = createChatActions(conversation)
    const keep = async (messageId: string): Promise<void> => {
      await chat.keep(messageId)
      // The button that was pressed is gone; what comes next is the next message.
      document.querySelector<HTMLElement>(`[data-field="${CSS.escape(conversation.id)}"]`)?.focus()
    }
    return { ...chat, keep, copy, chooseModel: () => setIsPickerOpen(true) }
  }, [conversation])
  const branchLength = useMemo(() => branch.reduce((sum, message) => sum + textOf(message).length, 0), [branch])
  const stop = (): void => {
    for (const id of streamingIds) void actions?.stop(id)
  }
  useCommands([
    {
      id: 'chat.find',
      title: 'Find in this chat',
      group: 'Chat',
      keys: 'mod+F',
      isAvailable: () => isShown && branch.length > 0,
      run: () => setFindText(findText ?? ''),
    },
    {
      id: 'chat.copy-code',
      title: 'Copy this chat as code…',
      group: 'Chat',
      isAvailable: () => isShown && branch.some(({ role }) => role === 'user'),
      run: () => setIsCodeShown(true),
    },
    {
      id: 'chat.stop',
      title: 'Stop the answer',
      group: 'Chat',
      keys: 'esc',
      isAvailable: () => isShown && streamingId !== null && readAloudId === null,
      run: stop,
    },
    {
      id: 'chat.stop-voice',
      title: 'Stop reading aloud',
      group: 'Chat',
      keys: 'esc',
      isAvailable: () => isShown && readAloudId !== null,
      run: stopReadingAloud,
    },
  ])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // Pop-ups are children here for React, not for the page; their Esc is their own.
    const isInside = event.target instanceof Node && event.currentTarget.contains(event.target)
    if (event.key !== 'Escape' || !isInside || event.defaultPrevented) return
    if (isTalking) {
      event.preventDefault()
      return endVoiceSession()
    }
    if (readAloudId === null && streamingId === null) return
    event.preventDefault()
    // The voice first: the answer may go on in silence.
    if (readAloudId !== null) stopReadingAloud()
    else stop()
  }
  const send = async (message: Message, how: SendingWay = 'send'): Promise<Failure | null> => {
    const place = { conversation, newModelId, newFolderId, comparedModelIds, streamingIds, onOpen }
    const text = quick?.appendix ? `${message.text}\n\n${quick.appendix}` : message.text
    const failed = await sendMessage(place, { ...message, text }, how)
    if (!failed) quick?.onSent()
    return failed
  }
  const needConversation = async (): Promise<string> => {
    if (conversation) return conversation.id
    const created = await beginChat({ newModelId, newFolderId, comparedModelIds })
    onOpen(created.id)
    return created.id
  }
  const changeModel = (modelId: string): void => {
    if (!conversation) onNewModelChange(modelId)
    else
      detach(
        request('chat.update', { conversationId: conversation.id, modelId }).then(showConversation),
        'change the model',
      )
  }
  const changeCompared = (modelIds: readonly string[]): void => {
    if (conversation) chatSettingsControl(conversation).change({ comparedModelIds: modelIds })
    else setNewComparedIds(modelIds)
  }
  const modelId = conversation?.modelId ?? newModelId
  const headerEntries: readonly MenuEntry[] = [
    { id: 'find', label: 'Find in this chat', icon: <Search />, keys: 'mod+F', onSelect: () => setFindText('') },
    {
      id: 'copy-code',
      label: 'Copy as code…',
      icon: <Code />,
      ...(branch.some(({ role }) => role === 'user') ? {} : { disabledReason: 'Ask something first.' }),
      onSelect: () => setIsCodeShown(true),
    },
    ...(conversation ? exportEntries([conversation.id]) : []),
  ]
  return (
    <FileDrop onFiles={attachments.addFiles}>
      <div className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
        {conversation && !quick ? (
          <ChatHeader conversation={conversation} entries={headerEntries} aside={aside} />
        ) : null}
        {findText === null ? null : (
          <FindBar
            branch={branch}
            text={findText}
            onTextChange={setFindText}
            onShow={setFoundId}
            onClose={() => setFindText(null)}
          />
        )}
        <MarkdownActionsContext value={MARKDOWN_ACTIONS}>
          <div ref={threadRoot} className="min-h-0 flex-1">
            {conversation && actions && compared ? (
              <FanOutColumns conversation={conversation} question={compared} actions={actions} />
            ) : conversation && actions && branch.length > 0 ? (
              <Thread conversation={conversation} branch={branch} markedId={markedId} actions={actions} />
            ) : quick ? (
              <p className="flex h-full items-center justify-center px-8 text-center text-balance text-muted">
                Ask anything, or paste a picture. What is said here becomes an ordinary chat.
              </p>
            ) : (
              <EmptyChat onTry={writeNewDraft} />
            )}
          </div>
        </MarkdownActionsContext>
        {conversation && isCodeShown ? (
          <ChatCodeDialog conversation={conversation} branch={branch} onClose={() => setIsCodeShown(false)} />
        ) : null}
        {conversation ? <FollowUpList conversationId={conversation.id} /> : null}
        {conversation ? (
          <CapBar
            conversationId={conversation.id}
            modelIds={comparedModelIds.length > 1 ? comparedModelIds : [conversation.modelId]}
          />
        ) : null}
        <Composer
          conversation={conversation}
          modelId={modelId}
          onModelChange={changeModel}
          attachments={attachments}
          branchLength={branchLength}
          streamingId={streamingId}
          needConversation={needConversation}
          onStop={stop}
          onSend={send}
          comparedModelIds={comparedModelIds}
          comparePicker={<ComparePicker modelId={modelId} modelIds={comparedModelIds} onChange={changeCompared} />}
          isPickerOpen={isPickerOpen}
          onPickerOpenChange={setIsPickerOpen}
        />
        <ShotDialog />
        <AnswerAnnouncer messageId={streamingId} messages={branch} />
      </div>
    </FileDrop>
  )
}

const NO_MODELS: readonly string[] = []
const NO_WORDS: readonly string[] = []

/** Answers on screen that are still coming. */
function streamingIn(
  conversation: ConversationDetail | null,
  branch: readonly ChatMessage[],
  compared: ChatMessage | null,
): readonly string[] {
  const shown = compared ? (conversation?.messages.filter(({ parentId }) => parentId === compared.id) ?? []) : branch
  return shown.filter(({ state }) => state === 'streaming').map(({ id }) => id)
}
