import type { Token } from 'marked'

/** What a token says, without its marks. */
export function plainTextOf(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(plainText).join('')
}

function plainText(token: Token): string {
  if (token.type === 'br') return '\n'
  if (token.type === 'checkbox') return token['checked'] === true ? '[x] ' : '[ ] '
  if ('tokens' in token && token.tokens) return plainTextOf(token.tokens)
  return 'text' in token && typeof token.text === 'string' ? token.text : token.raw
}
