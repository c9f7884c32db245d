/** What a link in an answer may do when it is pressed. */
export type LinkPolicy =
  | { readonly kind: 'openable'; readonly url: string; readonly host: string }
  /** Shown as text with its address; pressing does nothing. */
  | { readonly kind: 'inert'; readonly address: string }

const OPENABLE: ReadonlySet<string> = new Set(['https:', 'mailto:'])

/** Only absolute https and e-mail addresses can be opened; everything else an answer names stays text. */
export function linkPolicy(href: string): LinkPolicy {
  const url = URL.canParse(href) ? new URL(href) : null
  if (!url || !OPENABLE.has(url.protocol)) return { kind: 'inert', address: href }
  return { kind: 'openable', url: url.href, host: url.protocol === 'mailto:' ? url.pathname : url.host }
}
