import { z } from 'zod'
import { type AssetBucket, type AssetCard, type AssetDetail, COLOUR_LABELS } from '../domain/asset'
import type { Failure } from '../domain/app-error'
import { MEDIA_KINDS } from '../domain/media'
import { route } from './contract'
import { idSchema, noRequest, shortTextSchema } from './schemas'

export const assetFilterSchema = z.object({
  search: z.string().max(400).optional(),
  media: z.array(z.enum(MEDIA_KINDS)).optional(),
  modelIds: z.array(z.string().max(200)).max(50).optional(),
  minRating: z.number().int().min(0).max(5).optional(),
  trashed: z.boolean().optional(),
  pick: z.literal([-1, 0, 1]).optional(),
  label: z.enum(COLOUR_LABELS).optional(),
  collectionId: idSchema.optional(),
  tagId: z.number().int().optional(),
  isFolded: z.boolean().optional(),
})

export interface ImportOutcome {
  readonly imported: readonly AssetCard[]
  /** Files that were already there, by content. */
  readonly duplicates: readonly AssetCard[]
  readonly refused: readonly { readonly name: string; readonly failure: Failure }[]
  /** How many more there are of each than are listed. */
  readonly unlisted: { readonly imported: number; readonly duplicates: number; readonly refused: number }
}

export interface DragOutcome {
  /** False where files had to be fetched for so long that nobody holds a button: they are here for the next drag. */
  readonly isStarted: boolean
  readonly fetched: number
  /** Titles of items whose file is gone and can no longer be fetched. */
  readonly missing: readonly string[]
}

export interface SavedCopies {
  readonly saved: number
  readonly folder: string
  readonly missing: readonly string[]
}

/** Names the act where it is to be undone in the library; absent where the files are for something else. */
const asAct = { stepId: idSchema.optional() }

const idsSchema = z.object({ assetIds: z.array(idSchema).min(1).max(5_000) })

export const libraryContract = {
  'library.page': route<{ readonly cards: readonly AssetCard[]; readonly rev: number }>()(
    z.object({
      filter: assetFilterSchema,
      after: z.object({ createdAtMs: z.number(), id: idSchema }).optional(),
      /** Jumps into the grid: starts at this month, newest of it first. */
      fromMonth: z
        .string()
        .regex(/^\d{4}-\d{2}$/)
        .optional(),
      /** With `fromMonth`: passes over so many of that month's newest. */
      skip: z.number().int().min(0).max(1_000_000_000).optional(),
      limit: z.number().int().min(1).max(200),
    }),
  ),
  'library.buckets': route<{
    readonly buckets: readonly AssetBucket[]
    readonly total: number
    readonly rev: number
  }>()(z.object({ filter: assetFilterSchema })),
  'library.detail': route<AssetDetail>()(z.object({ assetId: idSchema })),
  /** The text that says when the words of a sound are sung; null where nobody fetched one. */
  'library.timed-lyrics': route<{ readonly lyricsAssetId: string | null }>()(z.object({ assetId: idSchema })),
  'library.cards': route<readonly AssetCard[]>()(idsSchema),
  'library.models': route<readonly { readonly modelId: string; readonly count: number }[]>()(noRequest),
  /** Files that the person dropped or picked; the tokens come from the bridge, never a path. */
  'library.import-files': route<ImportOutcome>()(
    z.object({ fileTokens: z.array(z.string().max(100)).min(1).max(2_000), ...asAct }),
  ),
  /** Bytes that the page made (a mask, a drawn frame), uploaded to `media://upload` beforehand. */
  'library.import-upload': route<AssetCard>()(
    z.object({
      uploadToken: z.string().max(100),
      displayName: shortTextSchema,
      purpose: z.enum(['picture', 'mask', 'export', 'text', 'sound']),
      parentAssetId: idSchema.optional(),
    }),
  ),
  /** Lets go of dropped files that wait; what is in already stays. */
  'library.stop-import': route<null>()(noRequest),
  'library.import-clipboard': route<ImportOutcome>()(z.object(asAct).optional()),
  'library.import-url': route<ImportOutcome>()(z.object({ url: z.string().max(20_000), ...asAct })),
  'library.pick-files': route<ImportOutcome | null>()(z.object(asAct).optional()),
  /** Files go to the system's trash where the disk has one; elsewhere they are gone. */
  'library.empty-trash': route<{ readonly deleted: number; readonly inSystemTrash: number }>()(noRequest),
  /**
   * Starts a drag of real files out of the window; must be called from a dragstart. What is not on the disk is fetched
   * first where that is possible.
   */
  'library.drag-out': route<DragOutcome>()(z.object({ assetIds: z.array(idSchema).min(1).max(500) })),
  'library.show-in-folder': route<null>()(z.object({ assetId: idSchema })),
  'library.copy-image': route<null>()(z.object({ assetId: idSchema })),
  /** Saves copies with good names to a folder that the person picks; null when they cancel. */
  'library.save-as': route<SavedCopies | null>()(idsSchema),
} as const
