import { useEffect, useEffectEvent } from 'react'

/**
 * Tries again what could not be shown, when its file may be back: the library says so, or the person comes back to
 * the window, perhaps from putting it back.
 */
export function useFileReturn(isBroken: boolean, isMissing: boolean, onReturn: () => void): void {
  const again = useEffectEvent(() => {
    if (isBroken) onReturn()
  })
  useEffect(() => {
    if (!isMissing) again()
  }, [isMissing])
  useEffect(() => {
    const onFocus = (): void => again()
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [])
}
