import { randomBytes } from 'node:crypto'
import type { Recipe } from '../media/recipe'
import type { Journal } from './journal'

export interface Link {
  readonly token: string
  /** The place this link stands for; a later link to the same place replaces an expired one. */
  readonly slot: string
  readonly name: string
  readonly recipe: Recipe
  readonly expiresAtMs: number
}

/** Result links that expire. */
export class Links {
  private readonly links: Map<string, Link>
  private readonly newestBySlot = new Map<string, string>()
  private readonly journal: Journal
  private readonly lifetimeMs: number

  constructor(journal: Journal, lifetimeMs: number) {
    this.journal = journal
    this.lifetimeMs = lifetimeMs
    this.links = new Map(journal.all<Link>('links'))
    for (const link of this.links.values()) this.newestBySlot.set(link.slot, link.token)
  }

  /** The path of a link to the slot that has not expired, made anew where needed. */
  pathFor(slot: string, name: string, recipe: Recipe): string {
    const known = this.links.get(this.newestBySlot.get(slot) ?? '')
    const link = known !== undefined && known.expiresAtMs > Date.now() ? known : this.create(slot, name, recipe)
    return `/files/${link.token}/${encodeURIComponent(link.name)}`
  }

  find(token: string): Link | null {
    return this.links.get(token) ?? null
  }

  expireAll(): number {
    const now = Date.now()
    let count = 0
    for (const link of this.links.values()) {
      if (link.expiresAtMs <= now) continue
      this.save({ ...link, expiresAtMs: now - 1 })
      count += 1
    }
    return count
  }

  private create(slot: string, name: string, recipe: Recipe): Link {
    const token = randomBytes(16).toString('hex')
    const link: Link = { token, slot, name, recipe, expiresAtMs: Date.now() + this.lifetimeMs }
    this.newestBySlot.set(slot, token)
    this.save(link)
    return link
  }

  private save(link: Link): void {
    this.links.set(link.token, link)
    this.journal.put('links', link.token, link)
  }
}
