import { MESSAGE_STATES } from '@shared/domain/chat'
import { CHATS_FORMAT, type PortableChat, type PortableMessage, tidyTree } from '@shared/domain/portable-chat'
import { z } from 'zod'
import { isFields } from './chat-import-values'

export const isOwn = (value: unknown): boolean => isFields(value) && value['format'] === CHATS_FORMAT

const id = z.string().min(1).max(200)
const time = z.number().int().nonnegative()
const count = z.number().int().nonnegative()
const part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('reasoning'), text: z.string() }),
  z.object({ kind: z.literal('file'), path: z.string().max(1_000), title: z.string().max(2_000) }),
])
const cost = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    amountMicroUsd: z.number().int(),
    certainty: z.enum(['exact', 'estimate']),
    basis: z.string().max(1_000),
  }),
  z.object({ kind: z.literal('unknown'), why: z.string().max(1_000) }),
])
const message = z.object({
  id,
  parentId: id.nullable(),
  role: z.enum(['system', 'user', 'assistant']),
  parts: z.array(part).max(10_000),
  state: z.enum(MESSAGE_STATES).exclude(['streaming']),
  modelId: z.string().max(200).nullable(),
  usage: z
    .object({
      inputTokens: count,
      outputTokens: count,
      cachedTokens: count,
      cacheWriteTokens: count.exactOptional(),
      reasoningTokens: count.exactOptional(),
    })
    .nullable(),
  cost: cost.nullable(),
  forkName: z.string().max(80),
  createdAtMs: time,
})
const chat = z.object({
  title: z.string().max(2_000),
  modelId: z.string().max(200).nullable(),
  systemPrompt: z.string(),
  folder: z.string().max(200).nullable(),
  activeLeafId: id.nullable(),
  createdAtMs: time,
  updatedAtMs: time,
  messages: z.array(message),
})
const ownDocument = z.object({ version: z.literal(1), chats: z.array(z.unknown()) })

/** The studio's own export; chats that do not hold together are left out. Null: of a version it does not know. */
export function readOwn(value: unknown): readonly PortableChat[] | null {
  const read = ownDocument.safeParse(value)
  if (!read.success) return null
  return read.data.chats.flatMap((entry) => {
    const parsed = chat.safeParse(entry)
    if (!parsed.success) return []
    const messages = tidyTree(parsed.data.messages satisfies readonly PortableMessage[])
    const isLeafThere = messages.some((each) => each.id === parsed.data.activeLeafId)
    return [
      {
        ...parsed.data,
        messages,
        activeLeafId: isLeafThere ? parsed.data.activeLeafId : (messages.at(-1)?.id ?? null),
      },
    ]
  })
}
