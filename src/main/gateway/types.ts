import type { OperationSpec } from '@shared/catalog/types'
import type { Params } from '@shared/domain/generation'
import type { Failure } from '@shared/domain/app-error'
import type { MediaKind } from '@shared/domain/media'
import type { MicroUsd } from '@shared/domain/money'
import type { FollowUp } from '@shared/domain/task'
import type { VendorWork, VendorWorkFilter } from '@shared/domain/vendor-work'
import type { FoundVendorItem, VendorItemKind } from '@shared/domain/vendor-item'

/** Where a request goes and with which key; resolved from a key profile at the moment of sending. */
export interface GatewayCredentials {
  readonly profileId: string
  /** Without a trailing slash, for example `https://api.chainhub.tech`. */
  readonly baseUrl: string
  readonly key: string
  /** True for the embedded demo gateway: only then may results lie on a loopback address. */
  readonly isLoopbackAllowed: boolean
}

/** A part of a multipart body; files are streamed from disk, never held whole. */
export type MultipartPart =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string
      readonly filePath: string
      readonly fileName: string
      readonly mime: string
      readonly byteSize: number
    }

export type WireBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'multipart'; readonly parts: readonly MultipartPart[] }

/** One HTTP call, without key and origin. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Starts with a slash; values in it are URL-encoded. */
  readonly path: string
  /** A list repeats the name. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly body: WireBody
  readonly timeoutMs: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole answer; `json` is undefined where the body is not JSON. */
export interface GatewayAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly json: unknown
}

/**
 * What became of a paid request, in the only classes that matter for money:
 * `answered`: the gateway accepted and answered (2xx).
 * `not-sent`: it provably never left; may be sent again.
 * `refused`: the gateway said no before accepting; `mayRetry` for 429 and 503 with Retry-After.
 * `unknown`: it may have been accepted and charged; never sent again by itself.
 */
export type SendOutcome =
  | { readonly kind: 'answered'; readonly answer: GatewayAnswer }
  | { readonly kind: 'not-sent'; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly mayRetry: boolean }
  | { readonly kind: 'unknown'; readonly failure: Failure }

/** A running task at the gateway: serialisable, enough to go on after a restart. */
export interface RemoteOperation {
  readonly id: string
  /** What else a poll needs, for example Kling's path. */
  readonly context?: Readonly<Record<string, string>>
}

/** A result that the gateway has: a link to fetch, or bytes that came with the answer. */
export interface RemoteOutput {
  readonly media: MediaKind
  readonly source:
    | { readonly kind: 'url'; readonly url: string }
    | { readonly kind: 'base64'; readonly base64: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'text'; readonly text: string }
  readonly mimeHint?: string
  /** A human name where the gateway gives one (a song's title). */
  readonly title?: string
}

export interface ReportedUsage {
  readonly chargedMicroUsd?: MicroUsd
  readonly inputTokens?: number
  readonly outputTokens?: number
}

/** What an accepted (2xx) answer to a submit means. */
export type SubmitReading =
  | {
      readonly kind: 'completed'
      /** May be empty where the answer made something that stays at the vendor. */
      readonly outputs: readonly RemoteOutput[]
      readonly items?: readonly FoundVendorItem[]
      readonly followUps?: readonly FollowUp[]
      readonly usage?: ReportedUsage
    }
  | { readonly kind: 'accepted'; readonly remote: RemoteOperation }
  /** 200 with an error in it, an empty list, a moderation text. */
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What one answer to a poll says of one task. */
export type PollReading =
  | {
      readonly kind: 'pending'
      readonly status: string
      readonly progress: number | null
      readonly isStatusKnown: boolean
    }
  | {
      readonly kind: 'completed'
      readonly status: string
      readonly outputs: readonly RemoteOutput[]
      readonly items?: readonly FoundVendorItem[]
      readonly followUps?: readonly FollowUp[]
      readonly usage?: ReportedUsage
    }
  | { readonly kind: 'waiting-input'; readonly status: string; readonly followUps: readonly FollowUp[] }
  | { readonly kind: 'failed'; readonly status: string; readonly failure: Failure }
  /** The gateway does not know the id (yet): 404 soon after a submit is a lag, later it is a loss. */
  | { readonly kind: 'missing' }

/** How a vendor lists its tasks; null where an answer holds no list. */
export interface WorkListing {
  readonly pageSize: number
  /** `operation`: whose list, for vendors that keep one for each kind of work. */
  readonly request: (filter: VendorWorkFilter, operation?: OperationSpec) => WireRequest
  readonly read: (answer: GatewayAnswer) => readonly VendorWork[] | null
}

export interface BatchPolling {
  readonly maxIds: number
  readonly request: (remotes: readonly RemoteOperation[]) => WireRequest
  /** By task id; ids that the answer leaves out are absent from the map. */
  readonly read: (answer: GatewayAnswer, remotes: readonly RemoteOperation[]) => ReadonlyMap<string, PollReading>
}

/** How a vendor lists and deletes the things of one kind that it keeps; asking is free. */
export interface VendorShelf {
  /** One for each list, for example the customer's own and the vendor's; pages count from 1. */
  readonly lists?: readonly ((page: number) => WireRequest)[]
  /** Null where the answer is no list. A page with fewer entries than `pageSize` is the last. */
  readonly readList?: (
    answer: GatewayAnswer,
  ) => { readonly items: readonly FoundVendorItem[]; readonly entryCount: number } | null
  readonly pageSize: number
  readonly remove?: (remoteId: string) => WireRequest
  /** Null where the vendor did it. */
  readonly readRemoval?: (answer: GatewayAnswer) => Failure | null
}

/**
 * The only place that knows a vendor's words: answers of the family → the studio's own terms.
 * Requests are projections of the catalog; `adjustBody` exists for the few bodies that data cannot say.
 * No reader ever throws: what it does not understand becomes a `failed` or unknown-status reading with the raw answer.
 */
export interface FamilyAdapter {
  readonly family: OperationSpec['family']
  readonly adjustBody?: (body: WireBody, operation: OperationSpec, modelId: string) => WireBody
  /**
   * `prompt`: the words of the request, for families whose follow-ups have to repeat them; `params`: its form, for
   * answers that only point at what was asked.
   */
  readonly readSubmit: (
    answer: GatewayAnswer,
    operation: OperationSpec,
    modelId: string,
    prompt?: string,
    params?: Params,
  ) => SubmitReading
  readonly pollOne?: {
    readonly request: (remote: RemoteOperation) => WireRequest
    readonly read: (answer: GatewayAnswer, remote: RemoteOperation) => PollReading
    /** A second question where the first answer only names the result; its answer goes to `read` too. */
    readonly follow?: (answer: GatewayAnswer) => WireRequest | null
    /** Another address to ask where the first one does not know the work; null where there is none. */
    readonly retryElsewhere?: (remote: RemoteOperation) => WireRequest | null
  }
  readonly pollBatch?: BatchPolling
  readonly listing?: WorkListing
  /** The member of a task's body that holds an address for notices. */
  readonly callbackField?: string
  readonly shelves?: Partial<Readonly<Record<VendorItemKind, VendorShelf>>>
  readonly cancel?: (remote: RemoteOperation) => WireRequest
}
