import { type Failure, toFailure } from '@shared/domain/app-error'
import { MAX_ANSWER_BYTES, readWhole } from './body-reading'
import { type OpenAnswer, urlOf } from './exchange'
import { prepareBody, type PreparedBody } from './request-body'
import type { GatewayAnswer, GatewayCredentials, WireRequest } from './types'

/** A request with everything filled in, ready to be sent once. */
export interface Call {
  readonly url: URL
  readonly method: WireRequest['method']
  readonly headers: Readonly<Record<string, string>>
  readonly body: PreparedBody
}

export type PreparedCall =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly failure: Failure }

/** Fills in address, key and body. A key that cannot be a header, or a file that is gone, fails before any byte leaves. */
export async function prepareCall(
  request: WireRequest,
  credentials: GatewayCredentials,
  boundary: string,
): Promise<PreparedCall> {
  const keyFailure = judgeKey(credentials.key)
  if (keyFailure !== null) return { ok: false, failure: keyFailure }
  try {
    const body = await prepareBody(request.body, boundary)
    const headers = {
      accept: 'application/json, text/event-stream, */*',
      ...lowerCased(request.headers ?? {}),
      authorization: `Bearer ${credentials.key}`,
      ...body.headers,
    }
    return { ok: true, call: { url: urlOf(request, credentials), method: request.method, headers, body } }
  } catch (error) {
    return { ok: false, failure: { ...toFailure(error), charge: 'not-charged' } }
  }
}

/** Reads the rest of an answer. @throws when the connection breaks or the answer is too large */
export async function readAnswer(open: OpenAnswer): Promise<GatewayAnswer> {
  const bytes = await readWhole(open.chunks, MAX_ANSWER_BYTES)
  const { status, headers, contentType } = open
  return { status, headers, contentType, bytes, json: parseJson(contentType, bytes) }
}

function judgeKey(key: string): Failure | null {
  const base = { code: 'no-key', nextStep: 'open-settings', charge: 'not-charged' } as const
  if (key === '') return { ...base, message: 'No key is set. Add one in Settings.' }
  if (/^[\x21-\x7e]+$/.test(key)) return null
  return {
    ...base,
    code: 'unauthorized',
    message: 'The key contains characters that no key has. Paste it again in Settings.',
  }
}

/** Some gateways label JSON as text: what parses counts as JSON unless it is clearly media. */
function parseJson(contentType: string, bytes: Uint8Array): unknown {
  if (/^(?:image|audio|video)\/|html/i.test(contentType)) return undefined
  const start = bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf)
  if (start !== 0x7b && start !== 0x5b && !/json/i.test(contentType)) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
