import { AppError } from '@shared/domain/app-error'

/** Ends of addresses that people copy from other programs; the studio appends its own paths. */
const KNOWN_TAIL = /\/(v\d+(beta\d*)?|chat\/completions|images\/(generations|edits)|models|api|mj|kling|suno)$/i

const PRIVATE_HOST =
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+)$/i

/**
 * The origin (and path prefix) that requests go to, from whatever a person pasted: with or without scheme,
 * with `/v1` or a whole endpoint behind it.
 * @throws AppError `bad-parameter` when the key would be sent to no sensible place
 */
export function normaliseBaseUrl(input: string): string {
  const text = input
    .trim()
    .replace(/^["'<]+|["'>]+$/g, '')
    .trim()
  if (text === '') throw refusal('The address is empty.')
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text
    : `${PRIVATE_HOST.test(hostPart(text)) ? 'http' : 'https'}://${text}`
  if (!URL.canParse(withScheme)) throw refusal('This is not an address. It looks like https://api.chainhub.tech.')
  const url = new URL(withScheme)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusal('The address must begin with https://.')
  if (url.username || url.password)
    throw refusal('The address holds a name or password. Take it out; the key has its own field.')
  if (url.protocol === 'http:' && !PRIVATE_HOST.test(url.hostname)) {
    throw refusal('Without https the key could be read on the way. Only addresses of your own network may use http.')
  }
  return `${url.origin}${withoutKnownTail(url.pathname)}`
}

/** True for a gateway on this very machine: its results may lie here too. */
export function isLoopbackUrl(baseUrl: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(new URL(baseUrl).hostname)
}

function hostPart(text: string): string {
  return /^(\[[^\]]*\]|[^/:?#]*)/.exec(text)?.[0] ?? ''
}

function withoutKnownTail(pathname: string): string {
  let path = pathname.replace(/\/+$/, '')
  while (KNOWN_TAIL.test(path)) path = path.replace(KNOWN_TAIL, '').replace(/\/+$/, '')
  return path
}

function refusal(message: string): AppError {
  return new AppError({ code: 'bad-parameter', message, nextStep: 'edit-input', field: 'baseUrl' })
}
