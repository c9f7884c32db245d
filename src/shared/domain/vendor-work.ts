/** What a list of a vendor's tasks can be narrowed to; absent: everything. */
export interface VendorWorkFilter {
  readonly status?: string
  readonly modelId?: string
  readonly ids?: readonly string[]
  readonly page: number
}

/** A task as a vendor lists it. */
export interface VendorWork {
  readonly remoteId: string
  readonly modelId: string
  /** The vendor's own word. */
  readonly status: string
  readonly createdAtMs: number | null
}

export interface VendorWorkPage {
  readonly works: readonly (VendorWork & {
    /** A task of this library has it already. */
    readonly isKnown: boolean
  })[]
  readonly hasMore: boolean
}

/** Families whose vendor lists tasks, with the words that it filters states by. */
export const LISTED_WORK = {
  'doubao-seedance': {
    label: 'Seedance',
    statuses: ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'],
    /** The operation under which an adopted task is kept, where its own cannot be told. */
    operationId: 'seedance.15pro',
  },
} as const

export type ListedFamily = keyof typeof LISTED_WORK
