import type { Failure } from '@shared/domain/app-error'
import { type Call, readAnswer } from './call'
import { type CallLimits, openAnswer } from './exchange'
import { readFailure } from './failures'
import type { Lease } from './transport'
import type { GatewayAnswer } from './types'

/** An answer to a free question; the caller may repeat it. A poll costs nothing, so no failure speaks of charges. */
export type QueryOutcome =
  | { readonly kind: 'answered'; readonly answer: GatewayAnswer }
  | { readonly kind: 'transient'; readonly failure: Failure }
  | { readonly kind: 'rate-limited'; readonly failure: Failure }
  /** `answer` lets a family read its own words, for example a 404 for a task that is not visible yet. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly answer: GatewayAnswer | null }

const MAX_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Asks one free question, following redirects on the gateway's own origin only. Never throws. */
export async function ask(
  call: Call,
  limits: CallLimits,
  takeLease: (url: URL) => Promise<Lease>,
  nowMs: () => number,
): Promise<QueryOutcome> {
  let url = call.url
  try {
    for (let hop = 0; ; hop += 1) {
      const lease = await takeLease(url)
      const answer = await readAnswer(await openAnswer(lease, { ...call, url }, limits.signal))
      const next = hop < MAX_REDIRECTS && call.method === 'GET' ? redirectTarget(answer, url) : null
      if (next === null) return classifyQuery(answer, nowMs())
      url = next
    }
  } catch (error) {
    const failure = limits.explain(error)
    return failure.code === 'offline' ? { kind: 'transient', failure } : { kind: 'failed', failure, answer: null }
  } finally {
    limits.dispose()
  }
}

/** What an answer to a free question means for asking again. */
export function classifyQuery(answer: GatewayAnswer, nowMs: number): QueryOutcome {
  const { status, headers } = answer
  const isPage = /html/i.test(answer.contentType)
  if (status >= 200 && status < 300 && !isPage) return { kind: 'answered', answer }
  const { charge: _charge, ...failure } = readFailure(status, headers, answer.bytes, nowMs)
  if (status < 300) return { kind: 'transient', failure }
  if (failure.code === 'model-unavailable' || failure.code === 'insufficient-balance')
    return { kind: 'failed', failure, answer }
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined))
    return { kind: 'rate-limited', failure }
  const isPassing = status === 408 || status === 425 || (status >= 500 && status !== 501)
  return isPassing ? { kind: 'transient', failure } : { kind: 'failed', failure, answer }
}

function redirectTarget(answer: GatewayAnswer, from: URL): URL | null {
  const location = answer.headers.location
  if (!REDIRECTS.has(answer.status) || location === undefined || !URL.canParse(location, from.href)) return null
  const target = new URL(location, from)
  return target.origin === from.origin ? target : null
}
