import { SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { detach } from '@renderer/data/detach'
import { queryClient } from '@renderer/data/query-client'
import { request } from '@renderer/data/studio'
import { studioKey, useStudioQuery } from '@renderer/data/use-studio-query'
import { useViewState } from '@renderer/data/view-state'
import { useCommands } from '@renderer/lib/commands'
import { useDestination, useIsViewShown } from '@renderer/lib/navigation'
import { expectTyping, NEW_CHAT_FIELD } from '@renderer/lib/type-ahead'
import { useIsNarrow } from '@renderer/lib/use-is-narrow'
import { FailureNotice } from '@renderer/ui/failure-notice'
import { IconButton } from '@renderer/ui/icon-button'
import { PaneLayout, type PaneState } from '@renderer/ui/pane-layout'
import { Skeleton } from '@renderer/ui/skeleton'
import { newestLeafUnder, pathTo } from '@shared/domain/chat-tree'
import { DEFAULT_SETTINGS } from '@shared/domain/settings'
import { attachToDraft } from './composer/use-attachments'
import { showConversation } from './conversations/conversation-cache'
import { ConversationList } from './conversations/conversation-list'
import { importChats } from './export/transfer'
import { SearchDialog } from './search/search-dialog'
import { SettingsPane } from './settings/settings-pane'
import { type Mark, Stage } from './stage'
import { useStageKey } from './use-stage-key'

const LIST_PANE: PaneState = { isOpen: true, widthPx: 240 }
const SETTINGS_PANE: PaneState = { isOpen: false, widthPx: 300 }

/** Chats on the left, the open one on the stage. */
export function ChatView() {
  const [openId, setOpenId] = useViewState<string | null>('chat.open', null)
  const stage = useStageKey(openId)
  const [pane, setPane] = useViewState('chat.list-pane', LIST_PANE)
  const [settingsPane, setSettingsPane] = useViewState('chat.settings-pane', SETTINGS_PANE)
  const isNarrow = useIsNarrow()
  const [mark, setMark] = useState<Mark | null>(null)
  const [isSearchOpen, setIsSearchOpen] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  const settings = useStudioQuery('studio.settings').data
  const [newModelId, setNewModelId] = useViewState<string | null>('chat.new-model', null)
  const [newFolderId, setNewFolderId] = useState<string | null>(null)
  const folders = useStudioQuery('chat.folders').data
  const open = (conversationId: string | null): void => {
    setOpenId(conversationId)
    setMark(null)
    if (conversationId === null) expectTyping(NEW_CHAT_FIELD, 'chat')
  }
  const startNew = (folderId: string | null): void => {
    setNewFolderId(folderId)
    const folderModelId = folders?.find(({ id }) => id === folderId)?.modelId
    if (folderModelId) setNewModelId(folderModelId)
    open(null)
  }
  useChatCommands({
    toggleList: () => setPane({ ...pane, isOpen: !pane.isOpen }),
    toggleSettings: () => setSettingsPane({ ...settingsPane, isOpen: !settingsPane.isOpen }),
    search: () => {
      setPane({ ...pane, isOpen: true })
      requestAnimationFrame(() => searchField.current?.focus())
    },
  })
  const goTo = (conversationId: string, messageId: string, words: readonly string[]): void => {
    open(conversationId)
    detach(
      showMessage(conversationId, messageId).then(() => setMark({ messageId, words })),
      'show a message',
    )
  }
  useDestination('chat', ({ conversationId, messageId, attachAssetIds, isNew, isSearch }) => {
    if (isNew) startNew(null)
    if (isSearch) setIsSearchOpen(true)
    if (attachAssetIds) attachToDraft(conversationId ?? openId, attachAssetIds)
    if (conversationId === undefined) return
    if (messageId === undefined) open(conversationId)
    else goTo(conversationId, messageId, NO_WORDS)
  })
  const settingsButton = (
    <IconButton
      label="Chat settings"
      keys="mod+alt+B"
      icon={<SlidersHorizontal />}
      onClick={() => setSettingsPane({ ...settingsPane, isOpen: true })}
    />
  )
  return (
    <PaneLayout
      isNarrow={isNarrow}
      left={{
        label: 'Chats',
        // Two panes over a narrow stage would leave nothing of it.
        state: { ...pane, isOpen: pane.isOpen && !(isNarrow && settingsPane.isOpen) },
        onStateChange: setPane,
        content: <ConversationList openId={openId} onOpen={open} onNewChat={startNew} searchField={searchField} />,
      }}
      right={
        settingsPane.isOpen
          ? {
              label: 'Chat settings',
              state: settingsPane,
              onStateChange: setSettingsPane,
              minPx: 260,
              bringsHeader: true,
              content: (
                <OpenSettings
                  openId={openId}
                  modelId={newModelId ?? settings?.defaultChatModelId ?? DEFAULT_SETTINGS.defaultChatModelId}
                  onOpen={open}
                  onClose={() => setSettingsPane({ ...settingsPane, isOpen: false })}
                />
              ),
            }
          : undefined
      }
    >
      {openId === null && !settingsPane.isOpen ? (
        <div className="absolute top-1 right-3 z-10">{settingsButton}</div>
      ) : null}
      <OpenChat
        aside={settingsPane.isOpen ? null : settingsButton}
        key={stage.key}
        openId={openId}
        onOpen={(conversationId) => {
          if (conversationId !== null) stage.onBegun(conversationId)
          open(conversationId)
        }}
        mark={mark}
        newFolderId={newFolderId}
        newModelId={newModelId ?? settings?.defaultChatModelId ?? DEFAULT_SETTINGS.defaultChatModelId}
        onNewModelChange={setNewModelId}
      />
      <SearchDialog
        isOpen={isSearchOpen}
        onOpenChange={setIsSearchOpen}
        onChoose={(hit, words) => goTo(hit.conversationId, hit.messageId, words)}
      />
    </PaneLayout>
  )
}

const NO_WORDS: readonly string[] = []

interface OpenSettingsProps {
  readonly openId: string | null
  readonly modelId: string
  readonly onOpen: (conversationId: string) => void
  readonly onClose: () => void
}

function OpenSettings({ openId, modelId, onOpen, onClose }: OpenSettingsProps) {
  const { data } = useStudioQuery('chat.open', { conversationId: openId ?? '' }, { isEnabled: openId !== null })
  const start = async (): Promise<void> => {
    const conversation = await request('chat.create', { modelId })
    showConversation(conversation)
    onOpen(conversation.id)
  }
  return (
    <SettingsPane
      conversation={openId === null ? null : (data ?? null)}
      onStart={() => detach(start(), 'start a chat')}
      onClose={onClose}
    />
  )
}

interface OpenChatProps {
  readonly aside: ReactNode
  readonly openId: string | null
  readonly onOpen: (conversationId: string | null) => void
  readonly mark: Mark | null
  readonly newModelId: string
  readonly newFolderId: string | null
  readonly onNewModelChange: (modelId: string) => void
}

function OpenChat({ openId, onOpen, ...rest }: OpenChatProps) {
  const { data, error } = useStudioQuery('chat.open', { conversationId: openId ?? '' }, { isEnabled: openId !== null })
  if (openId === null) return <Stage {...rest} conversation={null} onOpen={onOpen} />
  if (data) return <Stage {...rest} conversation={data} onOpen={onOpen} />
  if (error)
    return (
      <div className="p-6">
        <FailureNotice failure={error.failure} />
      </div>
    )
  return (
    <div role="status" aria-label="Loading the chat" className="mx-auto flex max-w-190 flex-col gap-4 p-6">
      <Skeleton className="h-10 w-2/3 self-end" />
      <Skeleton className="h-40" />
    </div>
  )
}

interface ChatCommandTargets {
  readonly toggleList: () => void
  readonly toggleSettings: () => void
  readonly search: () => void
}

function useChatCommands({ toggleList, toggleSettings, search }: ChatCommandTargets): void {
  const isShown = useIsViewShown('chat')
  const isAvailable = (): boolean => isShown
  useCommands([
    { id: 'chat.filter', title: 'Search the list of chats', group: 'Chat', isAvailable, run: search },
    { id: 'chat.import', title: 'Import chats…', group: 'Chat', run: () => void importChats() },
    {
      id: 'chat.toggle-list',
      title: 'Show or hide the list of chats',
      group: 'Chat',
      keys: 'mod+B',
      isAvailable,
      run: toggleList,
    },
    {
      id: 'chat.toggle-settings',
      title: 'Show or hide chat settings',
      group: 'Chat',
      keys: 'mod+alt+B',
      isAvailable,
      run: toggleSettings,
    },
  ])
}

/** Goes to the branch that holds the message, if another one is shown. */
async function showMessage(conversationId: string, messageId: string): Promise<void> {
  const conversation = await queryClient.fetchQuery({
    queryKey: studioKey('chat.open', { conversationId }),
    queryFn: () => request('chat.open', { conversationId }),
  })
  if (pathTo(conversation.messages, conversation.activeLeafId).some(({ id }) => id === messageId)) return
  const activeLeafId = newestLeafUnder(conversation.messages, messageId)
  showConversation(await request('chat.update', { conversationId, activeLeafId }))
}
