/** What keys do that were pressed before their text field was there. */
export type HeldKey = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'enter' }

export interface PressedKey {
  readonly key: string
  readonly shiftKey: boolean
  /** With Ctrl, Cmd or Alt, other than the AltGr that writes signs. */
  readonly isShortcut: boolean
}

/** The held keys with one more; null when that one writes nothing and is not to be held. */
export function holdKey(held: readonly HeldKey[], press: PressedKey): readonly HeldKey[] | null {
  if (press.isShortcut) return null
  const last = held.at(-1)
  const before = held.slice(0, -1)
  if (press.key === 'Enter' && !press.shiftKey) return [...held, { kind: 'enter' }]
  if (press.key === 'Backspace') {
    if (last?.kind !== 'text') return before
    const text = Array.from(last.text).slice(0, -1).join('')
    return text === '' ? before : [...before, { kind: 'text', text }]
  }
  const letters = press.key === 'Enter' ? '\n' : press.key
  if (Array.from(letters).length !== 1) return null
  return last?.kind === 'text'
    ? [...before, { kind: 'text', text: last.text + letters }]
    : [...held, { kind: 'text', text: letters }]
}
