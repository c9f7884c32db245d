import { z } from 'zod'
import type { ChatMessage, ConversationCard, FollowUp } from '../domain/chat'
import { MAX_COMPARED_MODELS, MIN_COMPARED_MODELS } from '../domain/chat-settings'
import type { SentMessages } from './chat'
import { route } from './contract'
import { idSchema, longTextSchema } from './schemas'

/** One question and the empty answers of several models. */
export interface FannedOut {
  readonly conversation: ConversationCard
  readonly userMessage: ChatMessage
  readonly assistantMessages: readonly ChatMessage[]
}

const modelIdSchema = z.string().min(1).max(200)

/** Many answers to one question, and questions that wait for their turn. */
export const chatOrderContract = {
  /** One message to several models at once; each answer is a version of the same turn. */
  'chat.fan-out': route<FannedOut>()(
    z.object({
      clientRequestId: z.uuid(),
      conversationId: idSchema,
      parentId: idSchema.nullable(),
      text: longTextSchema,
      assetIds: z.array(idSchema).max(32),
      modelIds: z.array(modelIdSchema).min(MIN_COMPARED_MODELS).max(MAX_COMPARED_MODELS),
    }),
  ),
  /** Shows the answers to a question side by side; null shows one branch again. */
  'chat.compare': route<null>()(z.object({ conversationId: idSchema, messageId: idSchema.nullable() })),
  /** The talk goes on from this answer; the others stay as its versions. */
  'chat.keep': route<null>()(z.object({ conversationId: idSchema, messageId: idSchema })),
  /** An empty name takes it away. */
  'chat.name-fork': route<null>()(z.object({ messageId: idSchema, name: z.string().max(80) })),
  /** Goes on with an answer that was cut: another version that begins with what there is. */
  'chat.continue': route<SentMessages>()(z.object({ clientRequestId: z.uuid(), messageId: idSchema })),
  'chat.follow-ups': route<readonly FollowUp[]>()(z.object({ conversationId: idSchema })),
  'chat.add-follow-up': route<FollowUp>()(
    z.object({
      conversationId: idSchema,
      text: longTextSchema,
      assetIds: z.array(idSchema).max(32),
      modelId: modelIdSchema,
    }),
  ),
  'chat.edit-follow-up': route<null>()(z.object({ followUpId: idSchema, text: longTextSchema.min(1) })),
  /** All ids of the chat's queue, in the wanted order; what is not named keeps its place behind them. */
  'chat.order-follow-ups': route<null>()(
    z.object({ conversationId: idSchema, followUpIds: z.array(idSchema).max(200) }),
  ),
  'chat.remove-follow-up': route<null>()(z.object({ followUpId: idSchema })),
  /** Sends it at once; an answer that still comes is stopped and kept as far as it is. */
  'chat.send-follow-up': route<null>()(z.object({ followUpId: idSchema })),
} as const
