import { type KeyboardEvent, useRef, useState } from 'react'

const TYPE_AHEAD_MS = 700

export interface RovingItem {
  readonly id: string
  /** What type-ahead compares. */
  readonly label: string
}

/**
 * One tab stop for a vertical list: arrows, Home, End and typed letters move within it.
 * Put `listProps` on the list and `itemProps(id)` on each item.
 */
export function useRovingFocus(items: readonly RovingItem[], onActivate?: (id: string) => void) {
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const list = useRef<HTMLElement | null>(null)
  const typed = useRef({ text: '', atMs: 0 })
  const tabStopId = items.some((item) => item.id === focusedId) ? focusedId : (items[0]?.id ?? null)

  const focus = (item: RovingItem | undefined): void => {
    if (!item) return
    setFocusedId(item.id)
    list.current?.querySelector<HTMLElement>(`[data-roving-id="${CSS.escape(item.id)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target instanceof HTMLElement && event.target.dataset['rovingId'] === undefined) return
    const index = items.findIndex((item) => item.id === tabStopId)
    const target = targetOf(event, items, index, typed.current)
    if (target !== undefined) {
      event.preventDefault()
      focus(target)
    } else if (event.key === 'Enter' && tabStopId !== null && onActivate) {
      event.preventDefault()
      onActivate(tabStopId)
    }
  }
  return {
    focusedId: tabStopId,
    listProps: {
      ref: (element: HTMLElement | null) => {
        list.current = element
      },
      onKeyDown,
    },
    itemProps: (id: string) => ({
      'data-roving-id': id,
      tabIndex: id === tabStopId ? 0 : -1,
      onFocus: () => setFocusedId(id),
    }),
  }
}

function targetOf(
  event: KeyboardEvent,
  items: readonly RovingItem[],
  index: number,
  typed: { text: string; atMs: number },
): RovingItem | undefined {
  if (event.key === 'ArrowDown') return items[Math.min(items.length - 1, index + 1)]
  if (event.key === 'ArrowUp') return items[Math.max(0, index - 1)]
  if (event.key === 'Home') return items[0]
  if (event.key === 'End') return items.at(-1)
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey) return undefined
  const nowMs = event.timeStamp
  typed.text = nowMs - typed.atMs > TYPE_AHEAD_MS ? event.key.toLowerCase() : typed.text + event.key.toLowerCase()
  typed.atMs = nowMs
  return items.find((item) => item.label.toLowerCase().startsWith(typed.text))
}
