import type { Failure } from './app-error'
import type { Params } from './generation'
import type { Price } from './money'
import type { VendorItemKind } from './vendor-item'

/** A step that is ordered together with the one before it, and sent when that one has succeeded. */
export interface NextStep {
  readonly clientRequestId: string
  readonly operationId: string
  readonly modelId: string
  readonly params: Params
  /** What the task before makes at the vendor goes into `field`; its length into `durationField`, in milliseconds. */
  readonly takes: {
    readonly field: string
    readonly kind: VendorItemKind
    readonly durationField?: string | undefined
  }
}

/** What a task's view says of the step behind it. */
export interface AnnouncedStep {
  readonly operationId: string
  readonly state: 'waiting' | 'sent' | 'failed'
  readonly estimate: Price
  readonly failure: Failure | null
}
