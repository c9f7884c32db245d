import { z } from 'zod'
import type { ModelPrice } from '../catalog/prices/model-price'
import type { Balance, ConnectionState, KeyCheck, KeyProfile, OfferedModel } from '../domain/account'
import { route } from './contract'
import { idSchema, noRequest, shortTextSchema } from './schemas'

export interface AccountState {
  readonly profiles: readonly KeyProfile[]
  readonly balance: Balance
  readonly connection: ConnectionState
  /** False when the system offers no real encryption for keys; the person is told before a key is kept. */
  readonly isEncryptionAvailable: boolean
  /** False while the list was never fetched: then nothing is called "not offered". */
  readonly areModelsKnown: boolean
}

export type { ModelPrice }

export const accountContract = {
  'account.state': route<AccountState>()(noRequest),
  'account.save-profile': route<KeyProfile>()(
    z.object({
      profileId: idSchema.optional(),
      label: shortTextSchema,
      baseUrl: z.string().max(2_000),
      /** Absent: the stored key stays. It is never read back. */
      key: z.string().max(1_000).optional(),
      /** Where the system cannot encrypt: keep it only until the program ends, or unencrypted on disk. */
      withoutEncryption: z.enum(['session-only', 'plain']).default('session-only'),
    }),
  ),
  'account.delete-profile': route<null>()(z.object({ profileId: idSchema })),
  /** Undo, as long as the program runs. */
  'account.undelete-profile': route<KeyProfile>()(z.object({ profileId: idSchema })),
  'account.activate-profile': route<AccountState>()(z.object({ profileId: idSchema })),
  'account.use-demo': route<AccountState>()(noRequest),
  'account.check-profile': route<KeyCheck>()(z.object({ profileId: idSchema })),
  /** Shows what the address a person typed will become, or why it cannot be used. */
  'account.preview-base-url': route<{ readonly baseUrl: string; readonly example: string }>()(
    z.object({ input: z.string().max(2_000) }),
  ),
  'account.refresh': route<AccountState>()(noRequest),
  'account.models': route<readonly OfferedModel[]>()(noRequest),
  'account.prices': route<readonly ModelPrice[]>()(noRequest),
} as const
