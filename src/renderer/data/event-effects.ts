import type { TaskPage } from '@shared/contracts/task'
import type { RouteName } from '@shared/contracts/routes'
import type { ChatMessage, ConversationDetail, ShownBranch } from '@shared/domain/chat'
import type { TaskView } from '@shared/domain/task'
import type { ToolCallView } from '@shared/domain/tool-call'
import { detach } from './detach'
import { onStudioEvent } from './events'
import { raiseNotice } from './notices'
import { queryClient } from './query-client'
import { request } from './studio'
import { mergeTasks, useTaskStore } from './tasks'
import { studioKey } from './use-studio-query'

/** What any change of the library may change; asked for again where it is on screen. */
const LIBRARY_ROUTES = [
  'library.page',
  'library.buckets',
  'library.models',
  'library.cards',
  'library.recent',
  'library.timed-lyrics',
  'library.places',
  'library.tags',
  'library.collections',
  'library.smart-counts',
  'library.memberships',
  'library.lineage',
  'library.uses',
  'vendor-item.scene-samples',
] as const

function invalidate(route: RouteName, payload?: unknown): void {
  detach(queryClient.invalidateQueries({ queryKey: studioKey(route, payload) }), `refetch ${route}`)
}

/** Keeps the caches true while events arrive; called once, before the first view. */
export function connectEventEffects(): void {
  onStudioEvent('task.changed', followTask)
  onStudioEvent('tasks.paused', ({ isPaused }) => useTaskStore.setState({ isPaused }))
  onStudioEvent('library.changed', ({ assetIds }) => {
    for (const route of LIBRARY_ROUTES) invalidate(route)
    for (const assetId of assetIds) {
      invalidate('library.detail', { assetId })
      invalidate('library.extras', { assetId })
    }
    // A tag or a collection changed, which any item may have.
    if (assetIds.length === 0) invalidate('library.detail')
  })
  onStudioEvent('account.changed', (state) => {
    queryClient.setQueryData(studioKey('account.state'), state)
    invalidate('account.models')
    invalidate('account.prices')
    invalidate('studio.status')
  })
  onStudioEvent('settings.changed', (settings) => queryClient.setQueryData(studioKey('studio.settings'), settings))
  onStudioEvent('library.folders-changed', ({ folders }) =>
    queryClient.setQueryData(studioKey('library.folders'), folders),
  )
  onStudioEvent('safety.changed', (state) => queryClient.setQueryData(studioKey('safety.state'), state))
  onStudioEvent('conversation.changed', (card) => {
    invalidate('chat.list')
    invalidate('chat.spending', { conversationId: card.id })
    queryClient.setQueryData<ConversationDetail>(
      studioKey('chat.open', { conversationId: card.id }),
      (known) => known && { ...known, title: card.title, modelId: card.modelId, folderId: card.folderId },
    )
  })
  onStudioEvent('chat.order-changed', () => {
    for (const route of ['chat.list', 'chat.folders', 'chat.spending'] as const) invalidate(route)
  })
  onStudioEvent('chat.branch-shown', followBranch)
  onStudioEvent('chat.follow-ups-changed', ({ conversationId }) => invalidate('chat.follow-ups', { conversationId }))
  onStudioEvent('chat.message-changed', followMessage)
  onStudioEvent('chat.tool-call-changed', followToolCall)
  onStudioEvent('storyboard.changed', ({ projectId }) => {
    invalidate('storyboard.projects')
    invalidate('storyboard.open', { projectId })
  })
  onStudioEvent('vendor-items.changed', ({ kind }) => invalidate('vendor-item.list', { kind }))
  onStudioEvent('canvas.changed', (document) => {
    queryClient.setQueryData(studioKey('canvas.open', { documentId: document.id }), document)
    invalidate('canvas.list')
  })
  onStudioEvent('notice.raised', ({ failure }) => raiseNotice(failure))
}

/** Everything on screen is asked for again; used after a gap in the events and when the window gets the focus. */
export function refetchShown(): void {
  detach(queryClient.invalidateQueries(), 'refetch after a gap')
  detach(loadLiveTasks(), 'load running tasks')
}

/** Fills the task store with what was running before the page was there. */
export async function loadLiveTasks(): Promise<void> {
  const page = await request('task.list', {
    states: ['queued', 'submitting', 'polling', 'waiting-input', 'downloading', 'unknown'],
    limit: 200,
  })
  mergeTasks(page.tasks)
  useTaskStore.setState({ isPaused: page.isPaused })
}

function followTask(view: TaskView): void {
  const former = useTaskStore.getState().tasks.get(view.id)
  mergeTasks([view])
  queryClient.setQueryData<TaskView>(studioKey('task.get', { taskId: view.id }), (known) =>
    known && known.seq > view.seq ? known : view,
  )
  queryClient.setQueriesData<TaskPage>({ queryKey: studioKey('task.list') }, (page) => page && patchPage(page, view))
  if (former?.state === view.state) return
  invalidate('task.list')
  // What a task makes at the vendor is written together with its new state.
  invalidate('vendor-item.list')
  // What was made in a talk counts there.
  if (view.origin.kind === 'chat') invalidate('chat.spending', { conversationId: view.origin.conversationId })
  if (view.origin.kind === 'follow-up') invalidate('generation.steps', { taskId: view.origin.taskId })
}

function patchPage(page: TaskPage, view: TaskView): TaskPage {
  const known = page.tasks.find((task) => task.id === view.id)
  if (!known || known.seq >= view.seq) return page
  return { ...page, tasks: page.tasks.map((task) => (task.id === view.id ? view : task)) }
}

function followBranch({ conversationId, activeLeafId, comparedMessageId, messages }: ShownBranch): void {
  queryClient.setQueryData<ConversationDetail>(studioKey('chat.open', { conversationId }), (conversation) => {
    if (!conversation) return conversation
    const unknown = messages.filter(({ id }) => !conversation.messages.some((known) => known.id === id))
    return { ...conversation, activeLeafId, comparedMessageId, messages: [...conversation.messages, ...unknown] }
  })
}

function followToolCall(call: ToolCallView): void {
  queryClient.setQueryData<readonly ToolCallView[]>(
    studioKey('chat.tool-calls', { messageId: call.messageId }),
    (calls) => calls?.map((known) => (known.id === call.id ? call : known)),
  )
}

function followMessage(message: ChatMessage): void {
  queryClient.setQueryData<ConversationDetail>(
    studioKey('chat.open', { conversationId: message.conversationId }),
    (conversation) => {
      if (!conversation) return conversation
      const isKnown = conversation.messages.some((known) => known.id === message.id)
      const messages = isKnown
        ? conversation.messages.map((known) => (known.id === message.id ? message : known))
        : [...conversation.messages, message]
      return { ...conversation, messages }
    },
  )
  // The page may have seen the end of the stream before its calls were written.
  if (message.parts.some(({ kind }) => kind === 'tool-call')) invalidate('chat.tool-calls', { messageId: message.id })
}
