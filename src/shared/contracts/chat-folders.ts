import { z } from 'zod'
import type { Arrangement, ChatFolder, ChatSpending } from '../domain/chat-folder'
import { route } from './contract'
import { idSchema, longTextSchema, noRequest } from './schemas'

const capShape = {
  capMicroUsd: z.number().int().min(0).max(1_000_000_000_000).nullable(),
  capMode: z.enum(['ask', 'stop']),
}

/** Order among chats, and what they may spend. */
export const chatFoldersContract = {
  'chat.folders': route<readonly ChatFolder[]>()(noRequest),
  /** Without an id a new one is made. */
  'chat.save-folder': route<ChatFolder>()(
    z.object({
      folderId: idSchema.nullable(),
      title: z.string().trim().min(1).max(200),
      instructions: longTextSchema,
      modelId: z.string().min(1).max(200).nullable(),
      assetIds: z.array(idSchema).max(32),
      ...capShape,
    }),
  ),
  /** Its chats stay, without a project; `false` brings both back together. */
  'chat.set-folder-deleted': route<null>()(z.object({ folderId: idSchema, isDeleted: z.boolean() })),
  /** Moves, pins, archives or deletes many chats at once; the answer, sent back, undoes it. */
  'chat.arrange': route<readonly Arrangement[]>()(
    z.object({
      changes: z
        .array(
          z.object({
            conversationId: idSchema,
            folderId: idSchema.nullable().optional(),
            isPinned: z.boolean().optional(),
            isArchived: z.boolean().optional(),
            isDeleted: z.boolean().optional(),
          }),
        )
        .max(5_000),
    }),
  ),
  'chat.spending': route<ChatSpending>()(z.object({ conversationId: idSchema })),
  'chat.set-cap': route<null>()(z.object({ conversationId: idSchema, ...capShape })),
  /** Lets the next message of the chat pass a cap that asks. */
  'chat.allow-over-cap': route<null>()(z.object({ conversationId: idSchema })),
} as const
