import { z } from 'zod'
import { VENDOR_ITEM_KINDS, type VendorItem } from '../domain/vendor-item'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

const kindSchema = z.enum(VENDOR_ITEM_KINDS)

export interface VendorItemList {
  readonly items: readonly VendorItem[]
  /** The vendor can be asked for what it has; that is free. */
  readonly canRefresh: boolean
  /** Own things can be deleted at the vendor. */
  readonly canRemove: boolean
}

/** A clip that shows what a scene of the vendor's does. */
export interface SceneSample {
  /** As it goes over the wire. */
  readonly scene: string
  readonly assetId: string
}

export const vendorItemContract = {
  'vendor-item.list': route<VendorItemList>()(z.object({ kind: kindSchema })),
  /** What a task made that stays at the vendor. */
  'vendor-item.of-task': route<readonly VendorItem[]>()(z.object({ taskId: idSchema })),
  /** The newest own clip of each of Kling's effects: the vendor gives no pictures of them. */
  'vendor-item.scene-samples': route<readonly SceneSample[]>()(noRequest),
  /** Asks the vendor for all that it keeps under the active key. */
  'vendor-item.refresh': route<{ readonly found: number }>()(z.object({ kind: kindSchema })),
  /** Deletes it at the vendor, or only here where the vendor cannot or it is gone there. */
  'vendor-item.remove': route<null>()(z.object({ id: idSchema, where: z.enum(['vendor', 'here']) })),
} as const
