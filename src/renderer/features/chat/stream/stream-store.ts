import type { StreamSnapshot } from '@shared/contracts/chat'
import type { StudioEvents } from '@shared/contracts/events'
import type { ChatMessage } from '@shared/domain/chat'
import { applyStreamEvents } from '@shared/domain/chat-reducer'

type Delta = StudioEvents['chat.delta']

export interface StreamStorePorts {
  readonly attach: (messageId: string) => Promise<StreamSnapshot | null>
  readonly detach: (messageId: string) => void
  /** Runs once before the next frame is drawn. */
  readonly beforeFrame: (work: () => void) => void
  /** The answer ended while nobody looked: its row says how. */
  readonly onGone: (messageId: string) => void
}

/** Answers that are being received, outside React: a word of one of them renders that one, once a frame. */
export interface StreamStore {
  /** Follows an answer while at least one follower is there. */
  readonly follow: (messageId: string) => () => void
  readonly receive: (delta: Delta) => void
  /** The answer has an end state; from now on its row is what is shown. */
  readonly finish: (messageId: string) => void
  readonly get: (messageId: string) => ChatMessage | null
  /** When the last words of an answer came, in wall time; null before the first. */
  readonly heardAtMs: (messageId: string) => number | null
  readonly subscribe: (messageId: string, listener: () => void) => () => void
}

interface Entry {
  followers: number
  /** Null until main has answered; what comes before that waits. */
  snapshot: StreamSnapshot | null
  early: Delta[]
  heardAtMs: number | null
}

export function createStreamStore(ports: StreamStorePorts): StreamStore {
  const entries = new Map<string, Entry>()
  const listeners = new Map<string, Set<() => void>>()
  const changed = new Set<string>()

  const notify = (messageId: string): void => {
    if (changed.size === 0) ports.beforeFrame(tellAll)
    changed.add(messageId)
  }
  const tellAll = (): void => {
    const ids = [...changed]
    changed.clear()
    for (const id of ids) for (const listener of listeners.get(id) ?? []) listener()
  }
  const attach = async (messageId: string, entry: Entry): Promise<void> => {
    entry.snapshot = null
    const snapshot = await ports.attach(messageId)
    if (entries.get(messageId) !== entry) return
    if (!snapshot) {
      entries.delete(messageId)
      ports.onGone(messageId)
      return
    }
    entry.snapshot = snapshot
    for (const delta of entry.early.splice(0)) receive(delta)
    notify(messageId)
  }
  const receive = (delta: Delta): void => {
    const entry = entries.get(delta.messageId)
    if (!entry) return
    entry.heardAtMs = Date.now()
    if (!entry.snapshot) {
      entry.early.push(delta)
    } else if (delta.seq === entry.snapshot.seq + 1) {
      const message = applyStreamEvents(entry.snapshot.message, delta.events)
      entry.snapshot = { ...entry.snapshot, seq: delta.seq, message }
      notify(delta.messageId)
    } else if (delta.seq > entry.snapshot.seq) {
      // Something was missed: main knows the whole text.
      attach(delta.messageId, entry).catch(() => ports.onGone(delta.messageId))
    }
  }
  return {
    receive,
    follow: (messageId) => {
      const entry = entries.get(messageId) ?? { followers: 0, snapshot: null, early: [], heardAtMs: null }
      entry.followers += 1
      if (!entries.has(messageId)) {
        entries.set(messageId, entry)
        attach(messageId, entry).catch(() => ports.onGone(messageId))
      }
      return () => {
        entry.followers -= 1
        if (entry.followers > 0 || entries.get(messageId) !== entry) return
        entries.delete(messageId)
        ports.detach(messageId)
      }
    },
    finish: (messageId) => {
      entries.delete(messageId)
      notify(messageId)
    },
    heardAtMs: (messageId) => entries.get(messageId)?.heardAtMs ?? null,
    get: (messageId) => entries.get(messageId)?.snapshot?.message ?? null,
    subscribe: (messageId, listener) => {
      const set = listeners.get(messageId) ?? new Set()
      listeners.set(messageId, set)
      set.add(listener)
      return () => {
        set.delete(listener)
        if (set.size === 0) listeners.delete(messageId)
      }
    },
  }
}
