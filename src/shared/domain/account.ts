import type { Failure } from './app-error'
import type { MicroUsd } from './money'

/** How the key lies on disk: `plain` must never be called encrypted. */
export type KeyProtection = 'os-encrypted' | 'plain' | 'session-only' | 'environment'

export interface KeyProfile {
  readonly id: string
  readonly label: string
  readonly baseUrl: string
  /** The last four characters, or null while no key is set. */
  readonly keyTail: string | null
  readonly protection: KeyProtection | null
  readonly isActive: boolean
  readonly isDemo: boolean
}

export type Balance =
  | { readonly kind: 'known'; readonly remainingMicroUsd: MicroUsd; readonly checkedAtMs: number }
  | { readonly kind: 'unlimited'; readonly checkedAtMs: number }
  | { readonly kind: 'unknown'; readonly why: string }

/** True where the balance is known to be below the threshold; what nobody knows is never called low. */
export function isBalanceLow(balance: Balance, thresholdMicroUsd: MicroUsd | null): boolean {
  return thresholdMicroUsd !== null && balance.kind === 'known' && balance.remainingMicroUsd < thresholdMicroUsd
}

export interface OfferedModel {
  readonly id: string
  readonly ownedBy: string | null
}

export interface KeyCheck {
  readonly reachable: boolean
  readonly latencyMs: number | null
  readonly modelCount: number | null
  readonly balance: Balance
}

/** What the status bar shows of the connection, from real calls rather than from the browser's guess. */
export type ConnectionState = 'online' | 'offline' | 'unauthorized' | 'checking'

/** What a real call says of the connection: no failure is an answer; failures of other kinds say nothing. */
export function connectionOf(failure: Failure | null): ConnectionState | null {
  if (failure === null) return 'online'
  if (failure.code === 'offline') return 'offline'
  return failure.code === 'unauthorized' ? 'unauthorized' : null
}
