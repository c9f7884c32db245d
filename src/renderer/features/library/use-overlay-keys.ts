import { isTextField } from '@renderer/lib/platform'
import { useEffect, useEffectEvent } from 'react'

/** Controls that need most keys for themselves. */
const OWN_KEYS = '[role="slider"],[role="radio"],[role="combobox"]'

/** The keys of something that covers the view; `press` answers with true when it took the key. */
export function useOverlayKeys(press: (event: KeyboardEvent) => boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent): void => {
    const { target } = event
    if (event.defaultPrevented || event.isComposing || isTextField(target)) return
    if (target instanceof Element && target.closest('[role="dialog"],[role="menu"]')) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key !== 'Escape' && target instanceof Element && target.closest(OWN_KEYS)) return
    const isPress = event.key === 'Enter' || event.key === ' '
    if (isPress && target instanceof Element && target.closest('button')) return
    if (press(event)) event.preventDefault()
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => hear(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
