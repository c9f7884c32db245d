import { Refusal } from '../wire/refusal'
import type { Journal } from './journal'

export interface Account {
  readonly key: string
  /** What the account may still spend. */
  readonly balanceUsd: number
  readonly usedUsd: number
  readonly isEnabled: boolean
  /** Spend limit of the key itself; null = none. */
  readonly keyLimitUsd: number | null
}

const START_BALANCE_USD = 50
const KEY_PATTERN = /^sk-demo-[A-Za-z0-9_-]+$/

/** Accounts come into being when a well-formed demo key is first seen. */
export class Accounts {
  private readonly accounts: Map<string, Account>
  private readonly journal: Journal

  constructor(journal: Journal) {
    this.journal = journal
    this.accounts = new Map(journal.all<Account>('accounts'))
  }

  /** The account of a key; throws a 401 refusal for an unknown, disabled or used-up key. */
  authorise(key: string | null): Account {
    if (key === null || key === '') throw new Refusal(401, '', '未提供令牌')
    if (!KEY_PATTERN.test(key)) throw new Refusal(401, '', '无效的令牌')
    const account = this.get(key)
    if (!account.isEnabled) throw new Refusal(401, '', '该令牌状态不可用')
    if (account.keyLimitUsd !== null && account.usedUsd >= account.keyLimitUsd) {
      throw new Refusal(401, '', `[${mask(key)}] 该令牌额度已用尽 !token.UnlimitedQuota && token.RemainQuota <= 0`)
    }
    return account
  }

  get(key: string): Account {
    const known = this.accounts.get(key)
    if (known !== undefined) return known
    const account: Account = { key, balanceUsd: START_BALANCE_USD, usedUsd: 0, isEnabled: true, keyLimitUsd: null }
    this.accounts.set(key, account)
    return account
  }

  set(account: Account): void {
    this.accounts.set(account.key, account)
    this.journal.put('accounts', account.key, account)
  }

  /** Takes an amount off the account; throws a 403 refusal where the balance does not cover it. */
  spend(key: string, amountUsd: number): void {
    const account = this.get(key)
    if (account.balanceUsd <= 0 || account.balanceUsd < amountUsd) {
      throw new Refusal(
        403,
        'insufficient_user_quota',
        `预扣费额度失败, 用户剩余额度: ＄${account.balanceUsd.toFixed(6)}, 需要预扣费额度: ＄${amountUsd.toFixed(6)}`,
      )
    }
    this.set({ ...account, balanceUsd: account.balanceUsd - amountUsd, usedUsd: account.usedUsd + amountUsd })
  }

  giveBack(key: string, amountUsd: number): void {
    const account = this.get(key)
    this.set({ ...account, balanceUsd: account.balanceUsd + amountUsd, usedUsd: account.usedUsd - amountUsd })
  }
}

function mask(key: string): string {
  return `${key.slice(0, 6)}***${key.slice(-3)}`
}
