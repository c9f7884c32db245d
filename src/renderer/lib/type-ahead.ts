import { type RefObject, useEffect } from 'react'
import { create } from 'zustand'
import { type HeldKey, holdKey } from './held-keys'
import { useNavigation, type View } from './navigation'
import { isTextField } from './platform'

/** The field of a chat that does not exist yet. */
export const NEW_CHAT_FIELD = 'chat.new'

interface Expected {
  readonly field: string
  /** Stops holding keys back and answers with those that were. */
  readonly take: () => readonly HeldKey[]
}

const useTypeAheadStore = create<{ readonly expected: Expected | null }>(() => ({ expected: null }))

/** A field that has not come by then will not: the keys do again what they always do. */
const PATIENCE_MS = 20_000

/**
 * Asks for the focus of a text field that may not be on screen yet, in a view that may still be loading. Keys are
 * held back until it is there and then typed into it, so that a person may type on without looking.
 */
export function expectTyping(field: string, view: View): void {
  const former = useTypeAheadStore.getState().expected
  if (former?.field === field) return
  former?.take()
  let held: readonly HeldKey[] = []
  const stopping = new AbortController()
  const take = (): readonly HeldKey[] => {
    stopping.abort()
    useTypeAheadStore.setState((state) => (state.expected === expected ? { expected: null } : state))
    return held
  }
  const expected: Expected = { field, take }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') take()
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    const isShortcut = (ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')
    const next = event.isComposing ? null : holdKey(held, { key, shiftKey, isShortcut })
    if (next === null) return
    held = next
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  /** Whoever goes to another field, or to another view, means that one. */
  const onFocusIn = ({ target }: FocusEvent): void => {
    if (isTextField(target) && !(target instanceof HTMLElement && target.dataset['field'] === field)) take()
  }
  const listen = { capture: true, signal: stopping.signal }
  window.addEventListener('keydown', onKeyDown, listen)
  window.addEventListener('focusin', onFocusIn, listen)
  window.addEventListener('pointerdown', take, listen)
  const unsubscribe = useNavigation.subscribe((state) => state.view !== view && take())
  const timer = setTimeout(take, PATIENCE_MS)
  stopping.signal.addEventListener('abort', () => {
    unsubscribe()
    clearTimeout(timer)
  })
  useTypeAheadStore.setState({ expected })
}

/** Gives the field the focus when it is expected, and types into it what was pressed meanwhile. It bears `data-field`. */
export function useTypeAhead(field: string, area: RefObject<HTMLTextAreaElement | null>): void {
  const expected = useTypeAheadStore((state) => (state.expected?.field === field ? state.expected : null))
  // After the layout: the field's state must listen already, else what is typed into it would be taken back.
  useEffect(() => {
    if (!expected) return undefined
    let frame = 0
    const tryToFocus = (): void => {
      const element = area.current
      element?.focus()
      // A page that is being shown may not take the focus before its next frame.
      if (!element || document.activeElement !== element) frame = requestAnimationFrame(tryToFocus)
      else {
        const held = expected.take()
        // What is typed changes React's state, which a commit does not allow. No key can come in between.
        if (held.length > 0) queueMicrotask(() => typeInto(element, held))
      }
    }
    tryToFocus()
    return () => cancelAnimationFrame(frame)
  }, [expected, area])
}

function typeInto(element: HTMLTextAreaElement, held: readonly HeldKey[]): void {
  for (const key of held) {
    if (key.kind === 'enter') {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    } else {
      element.setRangeText(key.text, element.selectionStart, element.selectionEnd, 'end')
      element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: key.text }))
    }
  }
}
