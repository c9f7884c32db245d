import type { FinishReason, StreamEvent, TokenUsage } from '@shared/domain/chat'

/** A picture or a sound inside an answer, on its way into the library. */
export interface AnswerMedia {
  readonly kind: 'media'
  readonly media: 'image' | 'audio'
  readonly source:
    | { readonly kind: 'base64'; readonly base64: string; readonly mime: string }
    | { readonly kind: 'url'; readonly url: string }
  /** What is said in it, where the answer tells. */
  readonly words?: string
}

/** The model broke its turn off and wants it back unchanged, to go on with; stands in the place of `finish`. */
export interface PausedTurn {
  readonly kind: 'paused'
  readonly content: readonly unknown[]
}

/** What a decoder makes of an answer: the studio's own events, bytes that are not stored yet, and a pause. */
export type DecodedEvent = StreamEvent | AnswerMedia | PausedTurn

/** Turns server-sent events of one grammar into the studio's own, one at a time. Never throws. */
export interface ChatDecoder {
  /** `event` is the name of the event where the grammar has names. */
  readonly feed: (data: string, event?: string) => readonly DecodedEvent[]
  /** What was held back, when the stream is over, however it ended. */
  readonly end: () => readonly DecodedEvent[]
  /**
   * True once the answer is whole: a terminal event or a finish reason came, and no error before it. A stream that
   * ends while this is false was cut, however clean its end looked.
   */
  readonly isComplete: () => boolean
}

/** Remembers what may be said only once: how an answer finished, and the same count twice. */
export interface AnswerNotes {
  readonly finish: (reason: FinishReason) => readonly StreamEvent[]
  readonly pause: (content: readonly unknown[]) => readonly PausedTurn[]
  readonly fail: (event: StreamEvent) => readonly StreamEvent[]
  readonly usage: (usage: TokenUsage | null) => readonly StreamEvent[]
  readonly isOver: () => boolean
  readonly isComplete: () => boolean
}

export function createAnswerNotes(): AnswerNotes {
  let isOver = false
  let hasFailed = false
  let lastUsage = ''
  return {
    finish: (reason) => {
      if (isOver) return []
      isOver = true
      return [{ kind: 'finish', reason }]
    },
    pause: (content) => {
      if (isOver) return []
      isOver = true
      return [{ kind: 'paused', content }]
    },
    fail: (event) => {
      isOver = true
      hasFailed = true
      return [event]
    },
    usage: (usage) => {
      const print = JSON.stringify(usage)
      if (usage === null || print === lastUsage) return []
      lastUsage = print
      return [{ kind: 'usage', usage }]
    },
    isOver: () => isOver,
    isComplete: () => isOver && !hasFailed,
  }
}

export const textEvent = (text: string): readonly StreamEvent[] => (text === '' ? [] : [{ kind: 'text', text }])

export const reasoningEvent = (text: string): readonly StreamEvent[] =>
  text === '' ? [] : [{ kind: 'reasoning', text }]
