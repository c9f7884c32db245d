export const isMac = typeof navigator !== 'undefined' && /Mac/.test(navigator.userAgent)

/** True where typing goes: plain-letter shortcuts must not fire there. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !/^(checkbox|radio|range|button|color|file)$/.test(target.type)
}
