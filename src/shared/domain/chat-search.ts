import type { MessageRole } from './chat'
import type { MicroUsd, Price } from './money'

/** What is looked for in all messages; every given condition must hold. */
export interface MessageSearch {
  /** Words that must all occur, quoted texts as they stand; empty: only the filters count. */
  readonly text: string
  readonly modelId?: string | undefined
  readonly sinceMs?: number | undefined
  /** A picture was attached or made. */
  readonly hasPicture?: boolean | undefined
  /** Answers that cost more than this; those of unknown cost are left out. */
  readonly costAboveMicroUsd?: MicroUsd | undefined
  /** Only what was written before the hit with this number. */
  readonly beforeNumber?: number | undefined
}

export interface MessageHit {
  /** Grows with each message that gets its end state; the next page begins before it. */
  readonly number: number
  readonly messageId: string
  readonly conversationId: string
  /** Of the chat. */
  readonly title: string
  readonly role: MessageRole
  readonly modelId: string | null
  readonly cost: Price | null
  readonly createdAtMs: number
  /** One line of the message around the first word. */
  readonly snippet: string
}
