import type { Failure } from '@shared/domain/app-error'
import { fail, type Result, succeed } from '@shared/lib/result'

/** What people paste behind the host: a version, a route, a page of the web console. */
const PASTED_ROUTE =
  /\/(?:v1(?:beta)?|api|openai|chat|completions|images|generations|models|responses|messages|console|dashboard|token|login|register|pricing|topup|panel|home)(?:\/.*)?$/i
const LABEL =
  /^(?:(?:api[\s_-]*)?(?:base[\s_-]*)?(?:url|address|host|endpoint)|接口地址|地址|[A-Z_]*BASE_URL|[A-Z_]*API_BASE)\s*[:=]\s*(?=\S)/i
const WRAPPING = /^[\s"'“”‘’`「」『』<>()[\]]+|[\s"'“”‘’`「」『』<>()[\],.;，。；、]+$/g

/**
 * Makes the address of a gateway out of whatever a person pasted: `https://host[:port][/prefix]` without a trailing
 * slash, to which routes like `/v1/models` are appended. `http://` stays only for this computer.
 */
export function normaliseBaseUrl(input: string): Result<string, Failure> {
  const text = tidy(input)
  if (text === '') return refuse('Enter the address of the gateway, for example https://api.chainhub.tech.')
  if (/\s/.test(text)) return refuse('The address contains a space.')
  const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http') {
    return refuse(`The address must start with https://, not ${scheme}://.`)
  }
  const full = scheme === undefined ? `${schemeFor(text)}://${text}` : text
  if (!URL.canParse(full)) return refuse('This is not a web address.')
  return judge(new URL(full))
}

function judge(url: URL): Result<string, Failure> {
  if (url.username !== '' || url.password !== '') return refuse('The address must not contain a user name or password.')
  const isLocal = isLoopbackName(url.hostname)
  if (!isLocal && !isPlausibleHost(url.hostname)) return refuse('The server’s name is not complete.')
  if (url.protocol === 'http:' && !isLocal) {
    return refuse('The address must start with https://, or the key would cross the network unprotected.')
  }
  const path = url.pathname
    .replaceAll(/\/{2,}/g, '/')
    .replace(PASTED_ROUTE, '')
    .replace(/\/+$/, '')
  return succeed(`${url.protocol}//${url.host}${path}`)
}

function tidy(input: string): string {
  return input
    .normalize('NFKC')
    .replaceAll(/\p{Cc}|\p{Cf}/gu, '')
    .replaceAll('。', '.')
    .trim()
    .replaceAll(WRAPPING, '')
    .replace(LABEL, '')
    .replaceAll(WRAPPING, '')
    .replace(/^(https?)\s*:?\s*\/+\s*/i, (_match, scheme: string) => `${scheme}://`)
    .replaceAll('\\', '/')
}

function schemeFor(text: string): string {
  const host = /^(\[[^\]]*\]|[^/:?#]+)/.exec(text)?.[1] ?? ''
  return isLoopbackName(host) ? 'http' : 'https'
}

function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

function isPlausibleHost(hostname: string): boolean {
  return hostname.startsWith('[') || /^[^.]+(?:\.[^.]+)+\.?$/.test(hostname)
}

function refuse(message: string): Result<string, Failure> {
  return fail({ code: 'invalid-request', message, nextStep: 'edit-input', field: 'baseUrl' })
}
