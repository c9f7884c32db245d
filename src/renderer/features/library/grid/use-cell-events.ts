import { isMac } from '@renderer/lib/platform'
import { type MouseEvent, type PointerEvent, useRef } from 'react'

export interface CellModifiers {
  readonly isRange: boolean
  readonly isToggle: boolean
}

export interface CellEventHandlers {
  readonly isSelected: (index: number) => boolean
  readonly onPick: (index: number, modifiers: CellModifiers) => void
  readonly onPickNothing: () => void
  readonly onOpen: (index: number) => void
  readonly onDrag: (index: number) => void
  readonly onToggleStack: (index: number) => void
}

/** The cell that an event came from, or null for the room between cells. */
export function cellIndexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return cell === null ? null : Number(cell.dataset['index'])
}

/** The mouse on the grid, heard once for all cells. A press selects at once; inside a selection it may begin a drag. */
export function useCellEvents(handlers: CellEventHandlers) {
  const pressed = useRef<number | null>(null)
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      const index = cellIndexOf(event.target)
      const modifiers = modifiersOf(event)
      pressed.current = null
      if (index === null || (handlers.isSelected(index) && !modifiers.isRange && !modifiers.isToggle)) return
      pressed.current = index
      handlers.onPick(index, modifiers)
    },
    onClick: (event: MouseEvent) => {
      const index = cellIndexOf(event.target)
      if (index !== null && isOnStackBadge(event.target)) handlers.onToggleStack(index)
      else if (index === null) handlers.onPickNothing()
      else if (pressed.current !== index) handlers.onPick(index, modifiersOf(event))
    },
    onDoubleClick: (event: MouseEvent) => {
      const index = cellIndexOf(event.target)
      if (index !== null && !isOnStackBadge(event.target)) handlers.onOpen(index)
    },
    onDragStart: (event: MouseEvent) => {
      // The page's own drag gives way to the system's, which carries real files.
      event.preventDefault()
      const index = cellIndexOf(event.target)
      if (index !== null) handlers.onDrag(index)
    },
  }
}

const isOnStackBadge = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-stack]') !== null

function modifiersOf(event: MouseEvent): CellModifiers {
  return { isRange: event.shiftKey, isToggle: isMac ? event.metaKey : event.ctrlKey }
}
