import { z } from 'zod'
import {
  CHAT_PROTOCOLS,
  type ChatSettings,
  MAX_COMPARED_MODELS,
  STUDIO_TOOLS,
  THINKING_EFFORTS,
} from '../domain/chat-settings'

const MAX_SCHEMA_CHARACTERS = 100_000
/** What every vendor takes as the name of a function or of a schema. */
const nameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/)
const modelIdSchema = z.string().min(1).max(200)
const toolSchema = z.enum(STUDIO_TOOLS)

/** The ranges are the widest that any vendor takes; the rest is the gateway's to refuse. */
export const chatSettingsSchema = z.object({
  protocol: z.enum(CHAT_PROTOCOLS).nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  topP: z.number().min(0).max(1).nullable(),
  topK: z.number().int().min(1).max(1_000).nullable(),
  maxTokens: z.number().int().min(1).max(2_000_000).nullable(),
  stop: z.array(z.string().min(1).max(200)).max(5).readonly(),
  presencePenalty: z.number().min(-2).max(2).nullable(),
  frequencyPenalty: z.number().min(-2).max(2).nullable(),
  seed: z.number().int().min(0).max(2_147_483_647).nullable(),
  thinking: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('effort'), effort: z.enum(THINKING_EFFORTS) }),
      z.object({ kind: z.literal('budget'), tokens: z.number().int().min(0).max(200_000) }),
      z.object({ kind: z.literal('off') }),
    ])
    .nullable(),
  verbosity: z.enum(['low', 'medium', 'high']).nullable(),
  webSearch: z.boolean(),
  schema: z.object({ name: nameSchema, schemaText: z.string().max(MAX_SCHEMA_CHARACTERS) }).nullable(),
  fallbackModelIds: z.array(modelIdSchema).max(8).readonly(),
  tools: z.array(toolSchema).max(STUDIO_TOOLS.length).readonly(),
  allowedTools: z.array(toolSchema).max(STUDIO_TOOLS.length).readonly(),
  makers: z.partialRecord(toolSchema, z.string().max(400)),
  functions: z
    .array(
      z.object({
        name: nameSchema,
        description: z.string().max(4_000),
        parametersText: z.string().max(MAX_SCHEMA_CHARACTERS),
      }),
    )
    .max(32)
    .readonly(),
  comparedModelIds: z.array(modelIdSchema).max(MAX_COMPARED_MODELS).readonly(),
}) satisfies z.ZodType<ChatSettings>
