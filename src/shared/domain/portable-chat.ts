import type { MessageRole, MessageState, TokenUsage } from './chat'
import type { Price } from './money'
import { groupBy } from '../lib/group-by'

export const EXPORT_FORMATS = ['markdown', 'html', 'pdf', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** A chat on its way into or out of the studio: ids mean something inside the chat alone. */
export interface PortableChat {
  /** Empty where nobody named it. */
  readonly title: string
  /** Null where the source does not say. */
  readonly modelId: string | null
  readonly systemPrompt: string
  /** The project's name; null: none. */
  readonly folder: string | null
  /** The end of the branch that was shown. */
  readonly activeLeafId: string | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
  /** Parents stand before their children, versions of a turn in the order they were made. */
  readonly messages: readonly PortableMessage[]
}

export interface PortableMessage {
  readonly id: string
  readonly parentId: string | null
  readonly role: MessageRole
  readonly parts: readonly PortablePart[]
  readonly state: Exclude<MessageState, 'streaming'>
  readonly modelId: string | null
  readonly usage: TokenUsage | null
  readonly cost: Price | null
  /** What a person called this version; empty: nothing. */
  readonly forkName: string
  readonly createdAtMs: number
}

export type PortablePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  /** A file beside the document; the path is relative to it, with `/`. */
  | { readonly kind: 'file'; readonly path: string; readonly title: string }

/** What the studio writes as JSON and reads back. */
export interface ChatsDocument {
  readonly format: 'chainhub-studio.chats'
  readonly version: 1
  readonly exportedAtMs: number
  readonly chats: readonly PortableChat[]
}

export const CHATS_FORMAT = 'chainhub-studio.chats'

/**
 * A tree that holds together: what points nowhere becomes a root, circles are cut, parents come before their
 * children, and messages that were left out are bridged by their nearest ancestor that is there.
 */
export function tidyTree(
  messages: readonly PortableMessage[],
  /** Parents of messages that were left out, by their id. */
  skipped: ReadonlyMap<string, string | null> = new Map(),
): readonly PortableMessage[] {
  const byId = new Map<string, PortableMessage>()
  for (const message of messages) if (!byId.has(message.id)) byId.set(message.id, message)
  const parentOf = new Map([...byId.values()].map(({ id, parentId }) => [id, bridged(parentId, byId, skipped)]))
  cutCircles(parentOf)
  const children = groupBy([...byId.values()], ({ id }) => parentOf.get(id) ?? null)
  const ordered: PortableMessage[] = []
  // A stack and not recursion: a file may hold a chain of any length.
  const waiting = [...(children.get(null) ?? [])].toReversed()
  for (let message = waiting.pop(); message; message = waiting.pop()) {
    ordered.push({ ...message, parentId: parentOf.get(message.id) ?? null })
    waiting.push(...(children.get(message.id) ?? []).toReversed())
  }
  return ordered
}

function bridged(
  parentId: string | null,
  byId: ReadonlyMap<string, unknown>,
  skipped: ReadonlyMap<string, string | null>,
): string | null {
  const seen = new Set<string>()
  let id = parentId
  while (id !== null && !byId.has(id)) {
    if (seen.has(id)) return null
    seen.add(id)
    id = skipped.get(id) ?? null
  }
  return id
}

function cutCircles(parentOf: Map<string, string | null>): void {
  const sound = new Set<string>()
  for (const start of parentOf.keys()) {
    const path = new Set<string>()
    let id: string | null = start
    while (id !== null && !sound.has(id)) {
      if (path.has(id)) {
        parentOf.set(id, null)
        break
      }
      path.add(id)
      id = parentOf.get(id) ?? null
    }
    for (const seen of path) sound.add(seen)
  }
}
