import { z } from 'zod'
import { route } from './contract'
import { idSchema, noRequest } from './schemas'

export interface QuickState {
  /** In Electron's words, for example "CommandOrControl+Shift+Space"; null: the quick window is off. */
  readonly shortcut: string | null
  /** The system did not give the shortcut to the studio: another program has it. */
  readonly isTaken: boolean
}

export interface QuickClipboard {
  /** Null: there is no text. */
  readonly text: string | null
  readonly hasPicture: boolean
}

/** The small window that a shortcut of the system opens over whatever one is doing. */
export const quickContract = {
  'quick.state': route<QuickState>()(noRequest),
  /** Refused as `conflict` where another program has the shortcut; the one before stays then. */
  'quick.set-shortcut': route<QuickState>()(z.object({ shortcut: z.string().min(1).max(100).nullable() })),
  'quick.clipboard': route<QuickClipboard>()(noRequest),
  'quick.show': route<null>()(noRequest),
  'quick.hide': route<null>()(noRequest),
  /** Shows the talk in the studio's own window. */
  'quick.open-in-studio': route<null>()(z.object({ conversationId: idSchema })),
} as const
