/** Values under these names never reach a log: they are what people typed or what opens doors. */
const SECRET_NAMES =
  /^(authorization|cookie|set-cookie|key|api_?key|token|secret|password|prompt|text|negative_?prompt|lyrics|content|gpt_description_prompt)$/i
const KEY_PATTERN = /\b(sk|Bearer)[-\s_][\w.~+/-]{6,}/g
const URL_QUERY_PATTERN = /(https?:\/\/[^\s"'?#]+)\?[^\s"']*/g
const MAX_DEPTH = 6
const MAX_TEXT = 4_000

/** Masks keys and signed links inside a text. */
export function maskSecrets(text: string): string {
  return text.replace(KEY_PATTERN, '$1-…').replace(URL_QUERY_PATTERN, '$1?…')
}

/** A copy of any value that is safe to write to a log: secrets masked, depth and length bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskSecrets(value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value)
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Uint8Array) return `<${value.byteLength} bytes>`
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '…'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAMES.test(name) ? '<redacted>' : redact(item, depth + 1),
    ]),
  )
}

function redactError(error: Error, depth: number): unknown {
  return {
    name: error.name,
    message: maskSecrets(error.message),
    stack: maskSecrets(error.stack ?? ''),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined || depth >= MAX_DEPTH ? {} : { cause: redact(error.cause, depth + 1) }),
  }
}
