import type { Failure } from '@shared/domain/app-error'
import type { Params, PostProcess } from '@shared/domain/generation'
import type { MediaKind } from '@shared/domain/media'
import type { MicroUsd } from '@shared/domain/money'
import type { FollowUp, TaskView } from '@shared/domain/task'
import type { FoundVendorItem } from '@shared/domain/vendor-item'

/** Time and timers of the engine; durations come from the monotonic clock, rows get wall time. */
export interface TaskClock {
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  /** Runs the work once after the delay, in milliseconds; the answer cancels it. */
  readonly after: (delayMs: number, work: () => void) => () => void
}

/** What the engine tells the rest of the program, always after the commit. */
export interface TaskNews {
  readonly taskChanged: (task: TaskView) => void
  readonly pauseChanged: (isPaused: boolean) => void
  /** Something that concerns no single task: a full disk, an identifier that could not be saved. */
  readonly noticeRaised: (failure: Failure) => void
}

/** A running task at the gateway: serialisable, enough to go on after a restart. */
export interface RemoteTask {
  readonly id: string
  readonly context?: Readonly<Record<string, string>>
}

export type InlineSource =
  | { readonly kind: 'base64'; readonly base64: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'text'; readonly text: string }

export interface FoundOutput {
  readonly media: MediaKind
  readonly source: { readonly kind: 'url'; readonly url: string } | InlineSource
  readonly mimeHint?: string
  readonly title?: string
}

export interface FoundUsage {
  readonly chargedMicroUsd?: MicroUsd
}

/** Everything a send, a poll or a look-up needs to know of a task. */
export interface TaskCall {
  readonly taskId: string
  readonly clientRequestId: string
  readonly operationId: string
  readonly modelId: string
  readonly params: Params
  readonly inputAssetIds: readonly string[]
  readonly keyProfileId: string
  readonly prompt: string
  /** Wall time of the last send, for look-ups; null before it. */
  readonly submittedAtMs: number | null
}

/** What became of one send, in the classes that matter for money; see the outcome table of the gateway client. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly remote: RemoteTask }
  | {
      readonly kind: 'completed'
      readonly outputs: readonly FoundOutput[]
      readonly items?: readonly FoundVendorItem[]
      readonly followUps?: readonly FollowUp[]
      readonly usage?: FoundUsage
    }
  /** Accepted, and yet there will be no result: an error inside a 200, an empty list, a moderation text. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly mayRetry: boolean }
  | { readonly kind: 'unknown'; readonly failure: Failure }

/** Tells what is done before the request, in words; false where the task is not wanted any more. */
export type NotePreparation = (words: string) => Promise<boolean>

/** A request whose bytes are fixed but not sent. */
export interface PreparedSubmit {
  readonly bodySha256: string
  /** Sends once; never throws for what the network or the gateway does. */
  readonly send: () => Promise<SubmitOutcome>
}

/** What one poll says of one task. `raw` is the masked answer, at most 4 KB, where it is worth keeping. */
export type PollOutcome =
  | {
      readonly kind: 'pending'
      readonly status: string
      readonly progress: number | null
      readonly isStatusKnown: boolean
      readonly raw?: string
    }
  | {
      readonly kind: 'completed'
      readonly status: string
      readonly outputs: readonly FoundOutput[]
      readonly items?: readonly FoundVendorItem[]
      readonly followUps?: readonly FollowUp[]
      readonly usage?: FoundUsage
      readonly raw?: string
    }
  | { readonly kind: 'waiting-input'; readonly status: string; readonly followUps: readonly FollowUp[] }
  | { readonly kind: 'failed'; readonly status: string; readonly failure: Failure }
  | { readonly kind: 'missing'; readonly raw?: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number | null }
  /** Says nothing of the task. `isKeyWide`: the key or the whole gateway is concerned, so all its polls slow down. */
  | { readonly kind: 'transient'; readonly failure: Failure; readonly isKeyWide: boolean }

/** What the studio itself knows, so that a look-up never takes the work of another task. */
export interface LookUpFacts {
  /** Work at the gateway that other tasks own. */
  readonly remoteIds: ReadonlySet<string>
  /** Other `unknown` tasks of the same model and key, sent within minutes: one of them could own what is found. */
  readonly rivals: number
}

export type LookUpOutcome =
  | { readonly kind: 'found'; readonly remote: RemoteTask; readonly finding: string }
  | { readonly kind: 'nothing'; readonly finding: string }

/** The gateway as the engine sees it. Vendors' words and paths stay behind it. */
export interface TaskGateway {
  /**
   * Encodes the request, after its inputs were brought where the vendor finds them; that costs nothing and may be
   * repeated. @throws AppError when it cannot be built; nothing was sent then
   */
  readonly prepare: (call: TaskCall, note: NotePreparation) => Promise<PreparedSubmit>
  readonly poll: (call: TaskCall, remote: RemoteTask) => Promise<PollOutcome>
  /** The most tasks that one request may ask for, or null where each needs its own. */
  readonly batchSizeOf: (operationId: string) => number | null
  /** Tasks of one batch share this key: one family, one key profile. */
  readonly batchKeyOf: (call: TaskCall) => string
  /** By remote id; ids that the answer leaves out are absent. One outcome for all where the request itself failed. */
  readonly pollBatch: (
    calls: readonly { readonly call: TaskCall; readonly remote: RemoteTask }[],
  ) => Promise<ReadonlyMap<string, PollOutcome>>
  /** Asks the gateway to stop; `impossible` where the family has no such request. */
  readonly cancel: (call: TaskCall, remote: RemoteTask) => Promise<'asked' | 'impossible' | 'failed'>
  /** Looks for the work of an `unknown` task. */
  readonly lookUp: (call: TaskCall, known: LookUpFacts) => Promise<LookUpOutcome>
}

/** One result on its way into the library. */
export interface OutputToStore {
  readonly outputId: string
  readonly taskId: string
  readonly generationId: string
  readonly ordinal: number
  readonly media: MediaKind
  readonly mimeHint: string | null
  readonly title: string | null
  readonly keyProfileId: string
  readonly postProcess: PostProcess | null
}

export type StoreOutcome =
  | { readonly kind: 'stored'; readonly assetId: string }
  /** 403, 404 or 410: the link does not work any more. */
  | { readonly kind: 'expired'; readonly failure?: Failure }
  /** Worth another try; code `disk-full` pauses all storing. */
  | { readonly kind: 'transient'; readonly failure: Failure }
  /** The file is not what it claims to be and never will be. */
  | { readonly kind: 'quarantined'; readonly failure: Failure }

/** The library as the engine sees it: it ends with a file, an asset row and a thumbnail on its way. */
export interface OutputStore {
  /** Writes bytes that came with an answer into staging, synced. Answers with their name there. @throws AppError `disk-full` */
  readonly stageInline: (outputId: string, source: InlineSource) => Promise<string>
  readonly storeStaged: (output: OutputToStore, stagedName: string) => Promise<StoreOutcome>
  readonly storeFromUrl: (output: OutputToStore, url: string) => Promise<StoreOutcome>
}
