import type { Failure } from './app-error'
import type { AnnouncedStep } from './continuation'
import type { MediaKind } from './media'
import type { MicroUsd, Price } from './money'

export const TASK_STATES = [
  'queued',
  'submitting',
  'polling',
  'waiting-input',
  'downloading',
  'succeeded',
  'failed',
  'canceled',
  'unknown',
] as const

/**
 * `unknown`: the request may have been accepted and charged, and no answer says which.
 * `waiting-input`: the gateway waits for something from the person (Midjourney's MODAL).
 */
export type TaskState = (typeof TASK_STATES)[number]

export type TerminalTaskState = 'succeeded' | 'failed' | 'canceled'

/**
 * Terminal states never reopen: a retry is a new task with `retryOf`.
 * `unknown` is settled by a person or by reconciliation: found again (`polling`, `downloading`) or given up.
 */
const NEXT_STATES: Readonly<Record<TaskState, readonly TaskState[]>> = {
  queued: ['submitting', 'failed', 'canceled'],
  submitting: ['queued', 'polling', 'waiting-input', 'downloading', 'failed', 'unknown', 'canceled'],
  polling: ['downloading', 'waiting-input', 'failed', 'canceled', 'unknown'],
  'waiting-input': ['polling', 'succeeded', 'failed', 'canceled', 'unknown'],
  downloading: ['succeeded', 'failed', 'canceled', 'polling'],
  succeeded: [],
  failed: [],
  canceled: [],
  unknown: ['polling', 'downloading', 'failed', 'canceled'],
}

export function canTransition(from: TaskState, to: TaskState): boolean {
  return NEXT_STATES[from].includes(to)
}

export function isTerminal(state: TaskState): state is TerminalTaskState {
  return NEXT_STATES[state].length === 0
}

/** A button under a result: the gateway's own (Midjourney's U1, V2, …) or what can be made of one of its outputs. */
export interface FollowUp {
  readonly label: string
  readonly operationId: string
  /** The priced name of what the button does; absent: the operation's first model. */
  readonly modelId?: string
  /** Params that the follow-up operation needs as they are, for example the exact customId. */
  readonly params: Readonly<Record<string, unknown>>
  /** The output that it is about, by its ordinal; absent: the result as a whole. */
  readonly outputOrdinal?: number
  /** Keys of `params` that mean nothing to a person, so that no form asks for them. */
  readonly settled?: readonly string[]
  /** Sent at once: nothing is left to say that a form would ask for. */
  readonly isImmediate?: boolean
  /** A view of its own in place of the plain form, with what it needs to know and does not send. */
  readonly view?: FollowUpView
}

export type FollowUpView =
  | {
      readonly kind: 'kling-selection'
      readonly framesPerSecond: number
      readonly frameCount: number
      readonly width: number
      readonly height: number
    }
  | { readonly kind: 'kling-faces'; readonly faces: readonly FoundFace[] }

/** A face in a clip, with the picture of it among the outputs of the same task. */
export interface FoundFace {
  readonly faceId: string
  readonly startMs: number
  readonly endMs: number
  readonly outputOrdinal: number | null
}

/** What started a generation, so that its result finds the way back. */
export type GenerationOrigin =
  | { readonly kind: 'create' }
  | { readonly kind: 'chat'; readonly conversationId: string; readonly messageId: string }
  | { readonly kind: 'shot'; readonly shotId: string }
  | { readonly kind: 'canvas'; readonly documentId: string }
  | { readonly kind: 'follow-up'; readonly taskId: string }

export interface TaskOutput {
  readonly id: string
  readonly ordinal: number
  readonly media: MediaKind
  readonly state: 'pending' | 'stored' | 'expired' | 'quarantined'
  readonly assetId: string | null
  readonly failure: Failure | null
}

/** A task as every view shows it; `seq` grows with each change, older ones are dropped. */
export interface TaskView {
  readonly id: string
  readonly generationId: string
  readonly seq: number
  readonly state: TaskState
  readonly operationId: string
  readonly modelId: string
  readonly prompt: string
  readonly origin: GenerationOrigin
  /** 0 to 1 where the gateway says it, else null. */
  readonly progress: number | null
  /** What the gateway last called the state, for the log and for unknown words. */
  readonly remoteStatus: string | null
  /** What is being done before it is sent, in words; it costs nothing. Absent: nothing. */
  readonly preparation?: string
  readonly estimate: Price
  readonly chargedMicroUsd: MicroUsd | null
  readonly failure: Failure | null
  readonly outputs: readonly TaskOutput[]
  readonly followUps: readonly FollowUp[]
  readonly retryOf: string | null
  /** The step that was ordered together with it. */
  readonly next?: AnnouncedStep | null
  readonly cancelRequested: boolean
  readonly createdAtMs: number
  readonly submittedAtMs: number | null
  readonly finishedAtMs: number | null
  /** Usual range of the operation, for "usually 2–4 min, now 1:20"; null where nothing is known. */
  readonly expectedSeconds: readonly [number, number] | null
}
