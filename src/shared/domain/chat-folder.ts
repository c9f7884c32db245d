import type { MicroUsd } from './money'

/** What happens at a cap: `ask` lets one message pass after a question, `stop` lets none pass until it is raised. */
export type CapMode = 'ask' | 'stop'

/** How much may be spent. */
export interface SpendingCap {
  /** Null: no cap. */
  readonly capMicroUsd: MicroUsd | null
  readonly capMode: CapMode
}

/** A project: chats with instructions, files, a model and a budget of their own. */
export interface ChatFolder extends SpendingCap {
  readonly id: string
  readonly title: string
  /** Told to the model before a chat's own instructions. */
  readonly instructions: string
  /** New chats begin with it; null: the studio's default. */
  readonly modelId: string | null
  /** Library items that go along with every chat of the project. */
  readonly assetIds: readonly string[]
}

/** Where a chat stands in the list; absent fields are left as they are. */
export interface Arrangement {
  readonly conversationId: string
  readonly folderId?: string | null | undefined
  readonly isPinned?: boolean | undefined
  readonly isArchived?: boolean | undefined
  readonly isDeleted?: boolean | undefined
}

/** What was spent, and by how many tokens; what nobody knows is counted, not guessed. */
export interface Spending {
  readonly amountMicroUsd: MicroUsd
  /** Charges of unknown amount, which come on top. */
  readonly unknownCount: number
  readonly inputTokens: number
  readonly outputTokens: number
}

export interface CappedSpending extends Spending, SpendingCap {}

export interface DaySpending extends Spending {
  /** "2026-11-26", in the machine's time zone. */
  readonly day: string
}

export interface ChatSpending {
  readonly chat: CappedSpending
  readonly folder: (CappedSpending & { readonly folderId: string; readonly title: string }) | null
  /** The last thirty days with chats, newest first, over all chats. */
  readonly days: readonly DaySpending[]
}

export const isOverCap = ({ amountMicroUsd, capMicroUsd }: CappedSpending): boolean =>
  capMicroUsd !== null && amountMicroUsd >= capMicroUsd

const CENT = 10_000

/** What one click raises a cap to: twice as much, and always above what was spent. */
export function raisedCap({ amountMicroUsd, capMicroUsd }: CappedSpending): MicroUsd {
  const wanted = Math.max((capMicroUsd ?? 0) * 2, amountMicroUsd * 1.5, CENT)
  return Math.ceil(wanted / CENT) * CENT
}
