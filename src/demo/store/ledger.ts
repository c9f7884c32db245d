import { randomUUID } from 'node:crypto'
import type { Accounts } from './accounts'
import type { Journal } from './journal'

export interface Charge {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly key: string
  /** Method and path of the call, such as `POST /v1/images/generations`. */
  readonly operation: string
  readonly model: string
  readonly amountUsd: number
  readonly requestSha256: string
  readonly taskId?: string
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly isStream?: boolean
  readonly refunded?: boolean
}

export type NewCharge = Omit<Charge, 'id' | 'at' | 'refunded'>

/** Every accepted call once, in order. */
export class Ledger {
  private readonly charges: Map<string, Charge>
  private readonly journal: Journal
  private readonly accounts: Accounts

  constructor(journal: Journal, accounts: Accounts) {
    this.journal = journal
    this.accounts = accounts
    this.charges = new Map(journal.all<Charge>('charges'))
  }

  /** Takes the money and records the charge; throws the account's refusal where it cannot pay. */
  charge(fresh: NewCharge): Charge {
    this.accounts.spend(fresh.key, fresh.amountUsd)
    const charge: Charge = { id: randomUUID(), at: Date.now(), ...fresh }
    this.record(charge)
    return charge
  }

  refund(chargeId: string): void {
    const charge = this.charges.get(chargeId)
    if (charge === undefined || charge.refunded === true) return
    this.accounts.giveBack(charge.key, charge.amountUsd)
    this.record({ ...charge, refunded: true })
  }

  all(): readonly Charge[] {
    return [...this.charges.values()]
  }

  private record(charge: Charge): void {
    this.charges.set(charge.id, charge)
    this.journal.put('charges', charge.id, charge)
  }
}
