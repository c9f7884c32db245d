import { z } from 'zod'
import { EXPORT_FORMATS } from '../domain/portable-chat'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

export interface ExportSummary {
  /** The new folder with everything in it. */
  readonly folder: string
  readonly chatCount: number
  readonly fileCount: number
}

export interface ImportSummary {
  readonly conversationIds: readonly string[]
  readonly messageCount: number
}

/** Chats that leave the studio and come into it. */
export const chatTransferContract = {
  /** Into a new folder beside others, with the pictures and clips of the chats. Null: no place was chosen. */
  'chat.export': route<ExportSummary | null>()(
    z.object({ conversationIds: z.array(idSchema).min(1).max(5_000), format: z.enum(EXPORT_FORMATS) }),
  ),
  /** Of ChatGPT, Claude, Cherry Studio, Chatbox, OpenAI requests, or the studio. Null: no file was chosen. */
  'chat.import': route<ImportSummary | null>()(noRequest),
  'chat.show-export': route<null>()(z.object({ folder: z.string().max(4_000) })),
} as const
