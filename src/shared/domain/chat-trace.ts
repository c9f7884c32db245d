import type { Failure } from './app-error'
import type { ChatProtocolId } from './chat-settings'

/** One call for an answer: what was sent, what came back and when. No key is in it, and no bytes of files. */
export interface ChatTrace {
  readonly id: string
  readonly messageId: string
  /** 1 for the first; more where a model of the chain took over. */
  readonly attempt: number
  readonly modelId: string
  readonly protocol: ChatProtocolId
  readonly method: string
  readonly path: string
  readonly startedAtMs: number
  /** The body, with long data shortened. */
  readonly sent: string
  readonly httpStatus: number | null
  /** Since the start of the call; null where it never came. */
  readonly headMs: number | null
  readonly firstEventMs: number | null
  readonly endMs: number
  /** The longest silence between two events. */
  readonly longestGapMs: number
  readonly eventCount: number
  /** The events or the whole answer as they came, with long data and the middle of long streams left out. */
  readonly received: string
  readonly end: 'whole' | 'closed' | 'broken' | 'stopped' | 'refused'
  readonly failure: Failure | null
}
