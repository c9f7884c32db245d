export type ThemeChoice = 'system' | 'light' | 'dark'

export interface StudioSettings {
  readonly theme: ThemeChoice
  /** False until the first-run page was answered (key pasted or demo chosen). */
  readonly isFirstRunDone: boolean
  readonly defaultChatModelId: string
  /** Names chats after their first answer; null: their first words do. */
  readonly titleModelId: string | null
  readonly favouriteModelIds: readonly string[]
  readonly favouriteOperationIds: readonly string[]
  /** Ask before a run dearer than this, in micro-dollars; null never asks. */
  readonly askAboveMicroUsd: number | null
  /** Say so once when the balance falls below this, in micro-dollars; null never. */
  readonly lowBalanceMicroUsd: number | null
  /** Clips that cannot be played may be copied with the FFmpeg that is on this computer. */
  readonly usesFfmpeg: boolean
  /** Names of the person's own for models, such as `best-chat`, changed in one place. */
  readonly modelAliases: Readonly<Record<string, string>>
  /**
   * For runs that the gateway refuses because it does not offer the model: which models to try instead, in order.
   * Empty: none, because another model may cost more.
   */
  readonly generationFallbacks: Readonly<Record<string, readonly string[]>>
}

export const DEFAULT_SETTINGS: StudioSettings = {
  theme: 'system',
  isFirstRunDone: false,
  defaultChatModelId: 'gpt-4o-mini',
  titleModelId: 'gpt-4o-mini',
  favouriteModelIds: [],
  favouriteOperationIds: [],
  askAboveMicroUsd: 1_000_000,
  lowBalanceMicroUsd: 1_000_000,
  usesFfmpeg: false,
  modelAliases: {},
  generationFallbacks: {},
}
