import { z } from 'zod'
import type { AssetCard } from '../domain/asset'
import type { Failure } from '../domain/app-error'
import type { ImportedRecipe } from '../domain/imported-recipe'
import type { IndexedFolder } from '../domain/indexed-folder'
import type { ReadableFolder } from '../domain/readable-folder'
import type { PlayableCopy } from '../domain/playable-copy'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

export const exportSetSchema = z.object({
  assetIds: z.array(idSchema).min(1).max(5_000),
  /** Of names; see `domain/export-name`. */
  template: z.string().min(1).max(200),
  format: z.enum(['original', 'png', 'jpeg', 'webp']),
  /** Longest side of pictures in pixels; null: as they are. */
  maxSide: z.number().int().min(16).max(16_384).nullable(),
  /** Inside the files, so that the studio and others read it again; `strip` leaves nothing that tells of the making. */
  metadata: z.enum(['keep', 'embed', 'strip']),
  hasSidecars: z.boolean(),
  contactSheet: z.enum(['none', 'png', 'pdf']),
  hasGallery: z.boolean(),
})
export type ExportSetRequest = z.output<typeof exportSetSchema>

export interface ExportOutcome {
  readonly folder: string
  readonly saved: number
  /** Copied as they are, because files of their kind cannot be cleaned. */
  readonly uncleaned: number
  readonly refused: readonly { readonly name: string; readonly failure: Failure }[]
}

/** What is known of an asset beyond its row, for the viewer and the inspector. */
export interface AssetExtras {
  /** Red, green, blue, share; the largest first. */
  readonly palette: readonly (readonly [number, number, number, number])[]
  readonly framesPerSecond: number | null
  /** Loudest point of each stretch, 0 to 255. */
  readonly peaks: readonly number[] | null
  readonly recipe: ImportedRecipe | null
  /** The file in an indexed folder; null where the library keeps it itself. */
  readonly placePath: string | null
}

const channel = z.number().int().min(0).max(255)

/** Files of the library: where they lie, how they look, how they leave. */
export const libraryFilesContract = {
  'library.folders': route<readonly IndexedFolder[]>()(noRequest),
  /** The folder is picked in the system's dialog; null when the person cancels. */
  'library.index-folder': route<IndexedFolder | null>()(noRequest),
  'library.read-folder': route<null>()(z.object({ folderId: idSchema })),
  /** What was read stays; reading it again goes on from there. */
  'library.stop-reading': route<null>()(z.object({ folderId: idSchema })),
  /** Its files stay as they are. */
  'library.forget-folder': route<null>()(z.object({ folderId: idSchema, stepId: idSchema })),
  'library.extras': route<AssetExtras>()(z.object({ assetId: idSchema })),
  'library.similar': route<readonly AssetCard[]>()(z.object({ assetId: idSchema })),
  'library.by-colour': route<readonly AssetCard[]>()(z.object({ red: channel, green: channel, blue: channel })),
  /** Groups of pictures that are nearly the same, largest files first in each. */
  'library.near-duplicates': route<readonly (readonly AssetCard[])[]>()(noRequest),
  /** Keeps one with the best of all; the others go to the studio's trash. Undone as one. */
  'library.merge-duplicates': route<{ readonly undoId: string }>()(
    z.object({ keepId: idSchema, otherIds: z.array(idSchema).min(1).max(200) }),
  ),
  /** They are not offered as duplicates again. Undone as one. */
  'library.keep-all': route<{ readonly undoId: string }>()(z.object({ assetIds: z.array(idSchema).min(2).max(200) })),
  /** The folder is picked in the system's dialog; null when the person cancels. */
  'library.export-set': route<ExportOutcome | null>()(exportSetSchema),
  /** Whether a clip that cannot be played has, or could have, a copy that can. */
  'library.playable-copy': route<PlayableCopy>()(z.object({ assetId: idSchema })),
  /** Answers when the copy is made, which may take minutes. */
  'library.make-playable-copy': route<null>()(z.object({ assetId: idSchema })),
  'library.readable-folder': route<ReadableFolder>()(noRequest),
  /** Another template lays the folder out anew; off takes its names away, and no file of the library. */
  'library.change-readable-folder': route<ReadableFolder>()(
    z.object({ isOn: z.boolean(), template: z.string().trim().min(1).max(200) }),
  ),
  'library.show-readable-folder': route<null>()(noRequest),
  /** The FFmpeg of this computer; null where there is none. */
  'library.transcoder': route<{ readonly path: string | null }>()(noRequest),
} as const
