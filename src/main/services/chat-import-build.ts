import type { MessageRole } from '@shared/domain/chat'
import { titleFrom, toWellFormedText } from '@shared/domain/chat-text'
import { type PortableChat, type PortableMessage, type PortablePart, tidyTree } from '@shared/domain/portable-chat'
import { textOf } from './chat-import-values'

/** A message as another program wrote it; without parts or with an unknown role it is passed over. */
export interface ForeignMessage {
  readonly id: string
  readonly parentId: string | null
  readonly role: MessageRole | null
  readonly parts: readonly PortablePart[]
  readonly modelId?: string | null
  readonly createdAtMs?: number | null
}

export interface ForeignChat {
  readonly title: unknown
  readonly activeId?: string | null
  readonly createdAtMs?: number | null
  readonly updatedAtMs?: number | null
  readonly modelId?: string | null
  readonly messages: readonly ForeignMessage[]
}

const MAX_TITLE = 200

/** A chat of the studio from one of another program; null where nothing was said in it. */
export function buildChat(foreign: ForeignChat, nowMs: number): PortableChat | null {
  const skipped = new Map<string, string | null>()
  const messages: PortableMessage[] = []
  const system: string[] = []
  for (const message of foreign.messages) {
    const parts = message.parts.map(wellFormed).filter((part) => part.kind === 'file' || part.text.trim() !== '')
    if (message.role === 'system') system.push(...parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])))
    if (message.role === null || message.role === 'system' || parts.length === 0) {
      skipped.set(message.id, message.parentId)
      continue
    }
    messages.push({
      id: message.id,
      parentId: message.parentId,
      role: message.role,
      parts,
      state: 'complete',
      modelId: message.modelId ?? null,
      usage: null,
      cost: null,
      forkName: '',
      createdAtMs: message.createdAtMs ?? foreign.createdAtMs ?? nowMs,
    })
  }
  if (messages.length === 0) return null
  const tree = tidyTree(messages, skipped)
  const createdAtMs = foreign.createdAtMs ?? tree[0]?.createdAtMs ?? nowMs
  return {
    title: titleOf(foreign.title, tree),
    modelId: foreign.modelId ?? tree.findLast(({ modelId }) => modelId !== null)?.modelId ?? null,
    systemPrompt: system.join('\n\n'),
    folder: null,
    activeLeafId: shownLeaf(foreign.activeId ?? null, tree, skipped),
    createdAtMs,
    updatedAtMs: foreign.updatedAtMs ?? tree.at(-1)?.createdAtMs ?? createdAtMs,
    messages: tree,
  }
}

function wellFormed(part: PortablePart): PortablePart {
  return part.kind === 'file' ? part : { ...part, text: toWellFormedText(part.text) }
}

function titleOf(title: unknown, tree: readonly PortableMessage[]): string {
  const given = toWellFormedText(textOf(title)).replaceAll(/\s+/g, ' ').trim()
  if (given !== '') return Array.from(given).slice(0, MAX_TITLE).join('')
  const first = tree.find(({ role }) => role === 'user')?.parts.find((part) => part.kind === 'text')
  return first?.kind === 'text' ? titleFrom(first.text) : ''
}

/** The message the source says was shown, or its nearest ancestor that was taken; else the last one. */
function shownLeaf(
  activeId: string | null,
  tree: readonly PortableMessage[],
  skipped: ReadonlyMap<string, string | null>,
): string | null {
  const seen = new Set<string>()
  for (let id = activeId; id !== null && !seen.has(id); id = skipped.get(id) ?? null) {
    if (tree.some((message) => message.id === id)) return id
    seen.add(id)
  }
  return tree.at(-1)?.id ?? null
}

/** Messages one after another, each the parent of the next. */
export function inARow(messages: readonly Omit<ForeignMessage, 'parentId'>[]): readonly ForeignMessage[] {
  return messages.map((message, index) => ({ ...message, parentId: messages[index - 1]?.id ?? null }))
}

export const say = (text: string): readonly PortablePart[] => (text === '' ? [] : [{ kind: 'text', text }])
