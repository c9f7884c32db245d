import { classNames } from './class-names'

const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.userAgent)

const MAC_NAMES: Readonly<Record<string, string>> = {
  mod: '⌘',
  shift: '⇧',
  alt: '⌥',
  ctrl: '⌃',
  enter: '↩',
  esc: 'esc',
}
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  ctrl: 'Ctrl',
  enter: 'Enter',
  esc: 'Esc',
}
const COMMON_NAMES: Readonly<Record<string, string>> = {
  comma: ',',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  delete: 'Del',
  space: 'Space',
}

/** Words for a shortcut such as "mod+shift+K", as this system writes them. */
export function shortcutWords(shortcut: string): string {
  const names = isMac ? MAC_NAMES : OTHER_NAMES
  const words = shortcut
    .split('+')
    .map((part) => names[part.toLowerCase()] ?? COMMON_NAMES[part.toLowerCase()] ?? part.toUpperCase())
  return words.join(isMac ? '' : '+')
}

export interface KbdProps {
  /** For example "mod+K". */
  readonly keys: string
  readonly className?: string
}

export function Kbd({ keys, className }: KbdProps) {
  return (
    <kbd
      className={classNames(
        'rounded-[4px] border border-current/30 px-1 font-sans text-11 whitespace-nowrap',
        className,
      )}
    >
      {shortcutWords(keys)}
    </kbd>
  )
}
