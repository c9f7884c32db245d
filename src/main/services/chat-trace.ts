import { type Failure, toFailure } from '@shared/domain/app-error'
import type { ChatProtocolId } from '@shared/domain/chat-settings'
import type { ChatTrace } from '@shared/domain/chat-trace'
import type { WireRequest } from '../gateway/types'
import { maskSecrets } from '../log/redaction'

/** Told of a call as it goes; each part at most once, but for the events. */
export interface CallObserver {
  readonly sent: (request: WireRequest, protocol: ChatProtocolId) => void
  readonly answered: (httpStatus: number) => void
  readonly received: (data: string) => void
  readonly ended: (end: ChatTrace['end'], failure: Failure | null) => void
}

export interface TracedCall extends CallObserver {
  /** What is known so far, for its row. Null where nothing was sent. */
  readonly trace: () => ChatTrace | null
}

const KEPT_CHARACTERS = 60_000
const MAX_SENT_CHARACTERS = 60_000

/** Follows one call. Times are of the monotonic clock, since the request was built. */
export function traceCall(
  facts: Pick<ChatTrace, 'id' | 'messageId' | 'attempt' | 'modelId'>,
  clock: { readonly nowMs: () => number; readonly monotonicMs: () => number },
): TracedCall {
  const startedAtMs = clock.nowMs()
  const startMs = clock.monotonicMs()
  const since = (): number => Math.round(clock.monotonicMs() - startMs)
  const kept = createKeptText()
  let request: Pick<ChatTrace, 'method' | 'path' | 'sent' | 'protocol'> | null = null
  let httpStatus: number | null = null
  let headMs: number | null = null
  let firstEventMs: number | null = null
  let lastEventMs = 0
  let longestGapMs = 0
  let eventCount = 0
  let end: Pick<ChatTrace, 'end' | 'failure'> = { end: 'stopped', failure: null }
  let endMs: number | null = null
  return {
    sent: ({ method, path, body }, protocol) => {
      request = { method, path, protocol, sent: body.kind === 'json' ? printed(body.value) : '' }
    },
    answered: (status) => {
      httpStatus = status
      headMs = since()
      lastEventMs = headMs
    },
    received: (data) => {
      const atMs = since()
      firstEventMs ??= atMs
      longestGapMs = Math.max(longestGapMs, atMs - lastEventMs)
      lastEventMs = atMs
      eventCount += 1
      kept.add(data)
    },
    ended: (how, failure) => {
      end = { end: how, failure }
      endMs = since()
      if (failure?.httpStatus !== undefined) httpStatus ??= failure.httpStatus
    },
    trace: () =>
      request && {
        ...facts,
        ...request,
        ...end,
        startedAtMs,
        httpStatus,
        headMs,
        firstEventMs,
        endMs: endMs ?? since(),
        longestGapMs,
        eventCount,
        received: maskSecrets(kept.text()),
      },
  }
}

/** The failure of a call that was thrown, for its trace. */
export const failureOfCall = (error: unknown): Failure => toFailure(error)

function printed(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, member: unknown) => (typeof member === 'string' ? shortened(member) : member),
    2,
  )
  const masked = maskSecrets(text)
  return masked.length > MAX_SENT_CHARACTERS
    ? `${masked.slice(0, MAX_SENT_CHARACTERS)}\n… (${(masked.length - MAX_SENT_CHARACTERS).toLocaleString('en')} characters more)`
    : masked
}

/** Bytes of files say nothing to a reader. */
function shortened(text: string): string {
  return text.replaceAll(
    /[A-Za-z0-9+/]{400,}={0,2}/g,
    (data) => `${data.slice(0, 24)}… (${data.length.toLocaleString('en')} characters of base64)`,
  )
}

/** The beginning and the end of a long stream. */
function createKeptText(): { readonly add: (data: string) => void; readonly text: () => string } {
  const head: string[] = []
  let headLength = 0
  let tail: string[] = []
  let tailLength = 0
  let leftOut = 0
  return {
    add: (data) => {
      const line = shortened(data)
      if (headLength + line.length <= KEPT_CHARACTERS) {
        head.push(line)
        headLength += line.length
        return
      }
      tail.push(line)
      tailLength += line.length
      while (tailLength > KEPT_CHARACTERS && tail.length > 1) {
        tailLength -= tail[0]?.length ?? 0
        tail = tail.slice(1)
        leftOut += 1
      }
    },
    text: () => {
      const gap = leftOut > 0 ? [`… ${leftOut} events left out …`] : []
      return [...head, ...gap, ...tail].join('\n')
    },
  }
}
