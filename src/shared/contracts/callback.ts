import { z } from 'zod'
import type { Failure } from '../domain/app-error'
import { route } from './contract'
import { noRequest } from './schemas'

/** The receiver of vendors' notices; off unless the person turned it on. */
export interface CallbackState {
  readonly isOn: boolean
  readonly port: number
  /** Where a tunnel makes the receiver reachable; empty: this machine's own address is told to the vendor. */
  readonly publicAddress: string
  /** What vendors are told; null while it does not listen. */
  readonly url: string | null
  readonly failure: Failure | null
}

export const callbackContract = {
  'callback.state': route<CallbackState>()(noRequest),
  'callback.set': route<CallbackState>()(
    z.object({
      isOn: z.boolean(),
      port: z.number().int().min(1024).max(65_535),
      publicAddress: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
    }),
  ),
} as const
