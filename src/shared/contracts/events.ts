import type { AccountState } from './account'
import type { CanvasDocument } from '../domain/canvas'
import type { ChatMessage, ConversationCard, ShownBranch, StreamEvent } from '../domain/chat'
import type { Failure } from '../domain/app-error'
import type { IndexedFolder } from '../domain/indexed-folder'
import type { SafetyState } from '../domain/safety'
import type { StudioSettings } from '../domain/settings'
import type { TaskView } from '../domain/task'
import type { ToolCallView } from '../domain/tool-call'
import type { VendorItemKind } from '../domain/vendor-item'
import type { VoiceEvent } from './voice'

/** Main to renderer; typed only, because main built them. A missed event costs nothing: views ask again on focus. */
export interface StudioEvents {
  'task.changed': TaskView
  'tasks.paused': { readonly isPaused: boolean }
  /** Assets were added or changed; `rev` grows with each change of the library. */
  'library.changed': { readonly rev: number; readonly assetIds: readonly string[] }
  /** How far work on many files is; the last one has `done` equal to `total`. */
  'library.importing': { readonly done: number; readonly total: number; readonly canStop: boolean }
  /** Indexed folders were added, read or removed. */
  'library.folders-changed': { readonly folders: readonly IndexedFolder[] }
  /** Joined deltas of one answer, only to windows that attached; `seq` continues the snapshot's. */
  'chat.delta': { readonly messageId: string; readonly seq: number; readonly events: readonly StreamEvent[] }
  /** The answer reached an end state, or its row changed. */
  'chat.message-changed': ChatMessage
  'conversation.changed': ConversationCard
  'chat.tool-call-changed': ToolCallView
  /** Another branch is shown, with messages that may be new. */
  'chat.branch-shown': ShownBranch
  /** Projects, caps, or the places of chats in the list are others. */
  'chat.order-changed': Readonly<Record<string, never>>
  /** Only to the window that talks. */
  'voice.heard': { readonly sessionId: string; readonly event: VoiceEvent }
  'chat.follow-ups-changed': { readonly conversationId: string }
  'storyboard.changed': { readonly projectId: string }
  'storyboard.export-changed': {
    readonly exportId: string
    readonly progress: number
    readonly state: 'running' | 'done' | 'failed' | 'canceled'
    readonly assetId: string | null
    readonly failure: Failure | null
  }
  'vendor-items.changed': { readonly kind: VendorItemKind }
  'canvas.changed': CanvasDocument
  'account.changed': AccountState
  'settings.changed': StudioSettings
  /** A backup, check, move or rebuild began, went on or ended. */
  'safety.changed': SafetyState
  /** To the quick window: it was asked for. */
  'quick.shown': Readonly<Record<string, never>>
  /** A talk of the quick window is to be shown in the studio. */
  'quick.opened': { readonly conversationId: string }
  /** A menu or shortcut of the system asks the page to run a command of its registry. */
  'command.invoked': { readonly commandId: string }
  /** Something that concerns no single view, shown once as a toast. */
  'notice.raised': { readonly failure: Failure }
}

export type StudioEventName = keyof StudioEvents

export interface StudioEventMessage<Name extends StudioEventName = StudioEventName> {
  /** Counts up per window without gaps. */
  readonly number: number
  readonly name: Name
  readonly data: StudioEvents[Name]
}
