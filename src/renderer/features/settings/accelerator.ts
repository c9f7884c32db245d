export interface PressedKeys {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const NAMED: Readonly<Record<string, string>> = {
  Space: 'Space',
  Enter: 'Return',
  Tab: 'Tab',
  Backspace: 'Backspace',
  Delete: 'Delete',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
}

/**
 * Pressed keys in the words of the system's shortcuts, for example "Control+Shift+Space"; null while only modifiers
 * are held, or where the keys alone would swallow what one types.
 */
export function acceleratorOf(press: PressedKeys): string | null {
  const key = keyOf(press.code)
  const modifiers = [
    ...(press.ctrlKey ? ['Control'] : []),
    ...(press.metaKey ? ['Super'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey ? ['Shift'] : []),
  ]
  const isFunctionKey = key !== null && /^F\d+$/.test(key)
  const isHarmless = press.ctrlKey || press.metaKey || press.altKey || isFunctionKey
  return key === null || !isHarmless ? null : [...modifiers, key].join('+')
}

/** By the key's place, so that Alt and other layouts do not turn a letter into a sign. */
function keyOf(code: string): string | null {
  const letter = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(code)
  if (letter) return letter[1] ?? letter[2] ?? letter[3] ?? null
  return NAMED[code] ?? null
}
