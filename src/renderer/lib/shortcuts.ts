/** Reads "mod+shift+K"; `mod` is Cmd on macOS and Ctrl elsewhere. */
export interface Shortcut {
  readonly key: string
  readonly isMod: boolean
  readonly isShift: boolean
  readonly isAlt: boolean
}

export interface KeyPress {
  readonly key: string
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const NAMED_KEYS: Readonly<Record<string, string>> = {
  comma: ',',
  esc: 'escape',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  space: ' ',
}

export function parseShortcut(text: string): Shortcut {
  const parts = text.toLowerCase().split('+')
  const last = parts.at(-1) ?? ''
  return {
    key: NAMED_KEYS[last] ?? last,
    isMod: parts.includes('mod'),
    isShift: parts.includes('shift'),
    isAlt: parts.includes('alt'),
  }
}

/** Letters and digits are compared by the key's place too, so that Alt on macOS and other layouts still match. */
export function matchesShortcut(press: KeyPress, shortcut: Shortcut, isMac: boolean): boolean {
  const isModDown = isMac ? press.metaKey : press.ctrlKey
  const isOtherDown = isMac ? press.ctrlKey : press.metaKey
  if (isModDown !== shortcut.isMod || isOtherDown || press.altKey !== shortcut.isAlt) return false
  const isSymbol = shortcut.key.length === 1 && !/[a-z0-9 ]/.test(shortcut.key)
  if (!isSymbol && press.shiftKey !== shortcut.isShift) return false
  const key = press.key.toLowerCase()
  return (
    key === shortcut.key ||
    press.code?.toLowerCase() === `key${shortcut.key}` ||
    press.code?.toLowerCase() === `digit${shortcut.key}`
  )
}
