import { z } from 'zod'
import { type AssetCard, MOST_COPIED, MOST_OPENED } from '../domain/asset'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

/** A program of this computer that the person chose once, to be offered again. */
export interface ChosenProgram {
  /** Stands for its path, which pages do not see. */
  readonly id: string
  readonly name: string
}

const oneItem = z.object({ assetId: idSchema })
const copied = z.object({ assetIds: z.array(idSchema).min(1).max(MOST_COPIED) })

/** Items as files for other programs, and what was looked at last. */
export const libraryProgramsContract = {
  /** Real files into the clipboard, as a file manager does. Those that are not here are named, not left out silently. */
  'library.copy-files': route<{ readonly copied: number; readonly missing: readonly string[] }>()(copied),
  /** Where the files lie, one a line. */
  'library.copy-paths': route<null>()(copied),
  /** In the program that the system has for files of this kind. */
  'library.open-file': route<null>()(oneItem),
  'library.programs': route<readonly ChosenProgram[]>()(noRequest),
  /** Without an id the program is picked in the system's dialog; null when the person cancels. */
  'library.open-with': route<ChosenProgram | null>()(
    z.object({ assetIds: z.array(idSchema).min(1).max(MOST_OPENED), programId: idSchema.optional() }),
  ),
  /** What was opened last, the newest first; nothing of the trash. */
  'library.recent': route<readonly AssetCard[]>()(noRequest),
  'library.note-opened': route<null>()(oneItem),
  'library.forget-recent': route<null>()(noRequest),
} as const
