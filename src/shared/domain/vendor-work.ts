import type { MediaKind } from './media'

/** What a list of a vendor's tasks can be narrowed to; absent: everything. */
export interface VendorWorkFilter {
  readonly status?: string
  readonly modelId?: string
  readonly ids?: readonly string[]
  readonly page: number
  /** Whose list, for vendors that keep one for each kind of work. */
  readonly operationId?: string
}

/** A task as a vendor lists it. */
export interface VendorWork {
  readonly remoteId: string
  /** Empty where the list does not say. */
  readonly modelId: string
  /** The vendor's own word. */
  readonly status: string
  readonly createdAtMs: number | null
  /** What it has made, one entry a file. */
  readonly results: readonly MediaKind[]
  /** Why it failed, in the vendor's words. */
  readonly reason?: string
}

export interface VendorWorkPage {
  readonly works: readonly (VendorWork & {
    /** A task of this library has it already. */
    readonly isKnown: boolean
    /** Its first result in this library. */
    readonly assetId: string | null
  })[]
  readonly hasMore: boolean
}

interface ListedVendor {
  readonly label: string
  /** Words by which the vendor narrows states; with them go model and numbers. Empty: its lists cannot be narrowed. */
  readonly statuses: readonly string[]
  /** Operations whose work is listed, each at an address of its own; empty: one list holds the work of all. */
  readonly operationIds: readonly string[]
  /** The operation under which an adopted task is kept, where its own cannot be told. */
  readonly operationId: string
}

export const LISTED_FAMILIES = ['doubao-seedance', 'kling'] as const

export type ListedFamily = (typeof LISTED_FAMILIES)[number]

/** Families whose vendor lists tasks. */
export const LISTED_WORK: Readonly<Record<ListedFamily, ListedVendor>> = {
  'doubao-seedance': {
    label: 'Seedance',
    statuses: ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired'],
    operationIds: [],
    operationId: 'seedance.15pro',
  },
  kling: {
    label: 'Kling',
    statuses: [],
    operationIds: [
      'kling.text2video',
      'kling.image2video',
      'kling.omni_video',
      'kling.multi_image2video',
      'kling.motion_control',
      'kling.extend',
      'kling.multi_elements',
      'kling.lip_sync',
      'kling.avatar',
      'kling.effects',
      'kling.image',
      'kling.omni_image',
      'kling.multi_image2image',
      'kling.expand',
      'kling.try_on',
      'kling.text_to_audio',
      'kling.video_to_audio',
      'kling.voice.create',
    ],
    operationId: 'kling.text2video',
  },
}
