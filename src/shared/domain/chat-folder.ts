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

/** As a cap looks at it: with the unknown charges that a person has already said yes to. */
export interface WatchedSpending extends CappedSpending {
  readonly acceptedUnknownCount: number
}

export interface DaySpending extends Spending {
  /** "2026-11-26", in the machine's time zone. */
  readonly day: string
}

export interface ChatSpending {
  readonly chat: WatchedSpending
  readonly folder: (WatchedSpending & { readonly folderId: string; readonly title: string }) | null
  /** A person said that the next message may pass whatever holds it. */
  readonly isNextAllowed: boolean
  /** The last thirty days with chats, newest first, over all chats. */
  readonly days: readonly DaySpending[]
}

export const isOverCap = ({ amountMicroUsd, capMicroUsd }: CappedSpending): boolean =>
  capMicroUsd !== null && amountMicroUsd >= capMicroUsd

/** Why a cap lets nothing pass: it is spent, or nobody can say whether it is, or would be. */
export type CapHold = 'reached' | 'unknown-charges' | 'unknown-price'

/** What holds the next message, with or without a known price; null: nothing. A cap cannot be kept by guessing. */
export function capHold(spending: WatchedSpending, isPriceKnown: boolean): CapHold | null {
  if (spending.capMicroUsd === null) return null
  if (isOverCap(spending)) return 'reached'
  if (spending.unknownCount > spending.acceptedUnknownCount) return 'unknown-charges'
  return isPriceKnown ? null : 'unknown-price'
}

/** A spent cap that stops is raised, not passed. */
export const mayPassOnce = (hold: CapHold, capMode: CapMode): boolean => hold !== 'reached' || capMode === 'ask'

const CENT = 10_000

/** What one click raises a cap to: twice as much, and always above what was spent. */
export function raisedCap({ amountMicroUsd, capMicroUsd }: CappedSpending): MicroUsd {
  const wanted = Math.max((capMicroUsd ?? 0) * 2, amountMicroUsd * 1.5, CENT)
  return Math.ceil(wanted / CENT) * CENT
}
