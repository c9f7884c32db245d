import { z } from 'zod'
import type { StudioSettings } from '../domain/settings'
import { route } from './contract'
import { noRequest } from './schemas'

export interface StudioStatus {
  readonly version: string
  readonly dataFolder: string
  readonly platform: string
  /** Set when the database is from a newer version or damaged: everything is shown, nothing is written. */
  readonly readOnlyReason: string | null
  readonly isDemo: boolean
}

export const studioContract = {
  'studio.status': route<StudioStatus>()(noRequest),
  'studio.settings': route<StudioSettings>()(noRequest),
  'studio.update-settings': route<StudioSettings>()(
    z
      .object({
        theme: z.enum(['system', 'light', 'dark']),
        isFirstRunDone: z.boolean(),
        defaultChatModelId: z.string().min(1).max(200),
        titleModelId: z.string().min(1).max(200).nullable(),
        favouriteModelIds: z.array(z.string().max(200)).max(500),
        favouriteOperationIds: z.array(z.string().max(200)).max(500),
        askAboveMicroUsd: z.number().int().min(0).nullable(),
        lowBalanceMicroUsd: z.number().int().min(0).nullable(),
        usesFfmpeg: z.boolean(),
        modelAliases: z.record(z.string().min(1).max(60), z.string().min(1).max(200)),
        generationFallbacks: z.record(
          z.string().min(1).max(200),
          z.array(z.string().min(1).max(200)).max(8).readonly(),
        ),
      })
      .partial(),
  ),
  /** Small values of a view (scroll place, half-written prompt, pane sizes) that outlive it and a restart. */
  'studio.view-state': route<Readonly<Record<string, unknown>>>()(noRequest),
  'studio.save-view-state': route<null>()(z.object({ key: z.string().min(1).max(100), value: z.unknown() })),
  'studio.show-data-folder': route<null>()(noRequest),
  /** https and mailto only; the full address is shown to the person before the system browser opens. */
  'studio.open-external': route<{ readonly opened: boolean }>()(z.object({ url: z.string().max(20_000) })),
  'studio.copy-text': route<null>()(z.object({ text: z.string().max(2_000_000) })),
  'studio.report-error': route<null>()(
    z.object({ message: z.string().max(4_000), stack: z.string().max(20_000).optional() }),
  ),
} as const
