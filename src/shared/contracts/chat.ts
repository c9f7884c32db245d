import { z } from 'zod'
import type { ChatMessage, ConversationCard, ConversationDetail } from '../domain/chat'
import type { ChatTrace } from '../domain/chat-trace'
import type { ToolCallView } from '../domain/tool-call'
import { route } from './contract'
import { chatSettingsSchema } from './chat-settings'
import { idSchema, longTextSchema, shortTextSchema } from './schemas'

export interface SentMessages {
  readonly conversation: ConversationCard
  readonly userMessage: ChatMessage | null
  readonly assistantMessage: ChatMessage
}

/** Where a running answer stands: the text so far and the number of the last event in it. */
export interface StreamSnapshot {
  readonly messageId: string
  readonly seq: number
  readonly message: ChatMessage
}

export const chatContract = {
  'chat.list': route<readonly ConversationCard[]>()(z.object({ search: z.string().max(400).optional() })),
  'chat.create': route<ConversationDetail>()(
    z.object({ modelId: z.string().min(1).max(200), folderId: idSchema.nullable().optional() }),
  ),
  'chat.open': route<ConversationDetail>()(z.object({ conversationId: idSchema })),
  'chat.update': route<ConversationDetail>()(
    z.object({
      conversationId: idSchema,
      title: shortTextSchema.optional(),
      modelId: z.string().min(1).max(200).optional(),
      systemPrompt: longTextSchema.optional(),
      settings: chatSettingsSchema.optional(),
      draft: longTextSchema.optional(),
      activeLeafId: idSchema.nullable().optional(),
    }),
  ),
  /** A new user message under `parentId` (null: at the root) and the answer to it; editing is sending beside the old one. */
  'chat.send': route<SentMessages>()(
    z.object({
      clientRequestId: z.uuid(),
      conversationId: idSchema,
      parentId: idSchema.nullable(),
      text: longTextSchema,
      assetIds: z.array(idSchema).max(32),
      modelId: z.string().min(1).max(200),
    }),
  ),
  /** Another answer to the same user message, as a sibling; also "continue" for a cut one. */
  'chat.regenerate': route<SentMessages>()(
    z.object({ clientRequestId: z.uuid(), messageId: idSchema, modelId: z.string().min(1).max(200) }),
  ),
  /** The calls of functions in an answer, in their order. */
  'chat.tool-calls': route<readonly ToolCallView[]>()(z.object({ messageId: idSchema })),
  /** Allows a call that waits, once or from now on in this chat; `maker` is `operation|model`, null the one it names. */
  'chat.run-tool': route<ToolCallView>()(
    z.object({ toolCallId: idSchema, maker: z.string().max(400).nullable(), allowInChat: z.boolean() }),
  ),
  'chat.decline-tool': route<ToolCallView>()(z.object({ toolCallId: idSchema })),
  /** What a function of the person's own gave, in their words. */
  'chat.answer-tool': route<ToolCallView>()(z.object({ toolCallId: idSchema, text: longTextSchema })),
  /** What was sent for an answer and what came back, keys masked. */
  'chat.trace': route<readonly ChatTrace[]>()(z.object({ messageId: idSchema })),
  'chat.stop': route<null>()(z.object({ messageId: idSchema })),
  /** From now on this window gets the deltas of the message; answers with what there is so far. */
  'chat.attach': route<StreamSnapshot | null>()(z.object({ messageId: idSchema })),
  'chat.detach': route<null>()(z.object({ messageId: idSchema })),
  /** A picture made in the talk: writes the message that shows the task and submits it. */
  'chat.make': route<SentMessages>()(
    z.object({
      clientRequestId: z.uuid(),
      conversationId: idSchema,
      parentId: idSchema.nullable(),
      prompt: longTextSchema,
      operationId: z.string().min(1).max(120),
      modelId: z.string().max(200),
      assetIds: z.array(idSchema).max(16),
    }),
  ),
} as const
