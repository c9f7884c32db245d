import { z } from 'zod'
import { COLOUR_LABELS } from '../domain/asset'
import { type LibraryCollection, type LibraryTag, type PlaceCounts, type UndoableAction } from '../domain/library-order'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

/** The page names each act, so that an act that comes in several requests is undone as one. */
const step = { stepId: idSchema }
const items = { assetIds: z.array(idSchema).min(1).max(5_000) }
const tagNameSchema = z.string().trim().min(1).max(200)
const collectionNameSchema = z.string().trim().min(1).max(200)

export const assetMarksSchema = z.object({
  rating: z.number().int().min(0).max(5).optional(),
  label: z.enum(COLOUR_LABELS).nullable().optional(),
  pick: z.literal([-1, 0, 1]).optional(),
})

/** What was undone or done again; null where there was nothing. */
export type UndoOutcome = {
  readonly stepId: string
  readonly action: UndoableAction
  readonly itemCount: number
} | null

export interface Memberships {
  readonly tags: readonly { readonly id: number; readonly count: number }[]
  readonly collections: readonly { readonly id: string; readonly count: number }[]
}

export const libraryOrderContract = {
  'library.mark': route<null>()(z.object({ ...items, ...step, marks: assetMarksSchema })),
  'library.set-note': route<null>()(z.object({ assetId: idSchema, note: z.string().max(20_000), ...step })),
  'library.trash': route<null>()(z.object({ ...items, ...step })),
  'library.restore': route<null>()(z.object({ ...items, ...step })),
  /** Without a step the last act. */
  'library.undo': route<UndoOutcome>()(z.object({ stepId: idSchema.optional() })),
  'library.redo': route<UndoOutcome>()(noRequest),

  'library.places': route<PlaceCounts>()(noRequest),
  'library.memberships': route<Memberships>()(z.object(items)),

  'library.tags': route<readonly LibraryTag[]>()(noRequest),
  /** Tags by name or alias; new names become tags, "places/lisbon" one beneath the other. */
  'library.tag': route<null>()(
    z.object({ ...items, ...step, add: z.array(tagNameSchema).max(50), remove: z.array(z.number().int()).max(50) }),
  ),
  'library.create-tag': route<{ readonly tagId: number }>()(z.object({ ...step, path: tagNameSchema })),
  'library.edit-tag': route<null>()(
    z.object({
      ...step,
      tagId: z.number().int(),
      name: tagNameSchema.optional(),
      parentId: z.number().int().nullable().optional(),
      aliases: z.array(tagNameSchema).max(50).optional(),
    }),
  ),
  'library.merge-tags': route<null>()(z.object({ ...step, fromId: z.number().int(), intoId: z.number().int() })),
  'library.delete-tag': route<null>()(z.object({ ...step, tagId: z.number().int() })),

  /** How many items each smart collection holds, by its id; counted behind all other work. */
  'library.smart-counts': route<Readonly<Record<string, number>>>()(noRequest),
  'library.collections': route<readonly LibraryCollection[]>()(noRequest),
  'library.create-collection': route<{ readonly collectionId: string }>()(
    z.object({
      ...step,
      kind: z.enum(['manual', 'smart']),
      name: collectionNameSchema,
      parentId: idSchema.nullable(),
      search: z.string().max(400),
    }),
  ),
  'library.edit-collection': route<null>()(
    z.object({
      ...step,
      collectionId: idSchema,
      name: collectionNameSchema.optional(),
      parentId: idSchema.nullable().optional(),
      search: z.string().max(400).optional(),
    }),
  ),
  /** With all within it; no item is touched. */
  'library.delete-collection': route<null>()(z.object({ ...step, collectionId: idSchema })),
  'library.collect': route<null>()(z.object({ ...items, ...step, collectionId: idSchema, isIn: z.boolean() })),

  'library.change-stacks': route<null>()(
    z.object({
      ...items,
      ...step,
      change: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('together'), winnerId: idSchema }),
        z.object({ kind: z.enum(['dissolve', 'take-out', 'winner']) }),
      ]),
    }),
  ),
  'library.open-stacks': route<null>()(z.object({ stackIds: z.array(idSchema).min(1).max(500), isOpen: z.boolean() })),
} as const
