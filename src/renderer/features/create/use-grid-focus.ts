import { isTextField } from '@renderer/lib/platform'
import { steppedIndex } from '@renderer/parts/asset-picker/toggle'
import { storedAssetIds } from '@renderer/parts/task-card/task-words'
import type { TaskView } from '@shared/domain/task'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { CardActions } from './use-card-actions'

/** One tab stop for all cards: arrows move, letters act on the card's first result. */
export function useGridFocus(tasks: readonly TaskView[], actions: CardActions) {
  const grid = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<string | null>(null)
  const tabStopId = tasks.some(({ id }) => id === focusedId) ? focusedId : (tasks[0]?.id ?? null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const card = event.target instanceof Element ? event.target.closest('[data-task-id]') : null
    if (!grid.current || !card || isTextField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const index = tasks.findIndex(({ id }) => id === card.getAttribute('data-task-id'))
    const task = tasks[index]
    if (!task) return
    if (event.target === card) {
      const columns = getComputedStyle(grid.current).gridTemplateColumns.split(' ').length
      const next = steppedIndex(event.key, index, columns, tasks.length)
      if (next !== null) {
        event.preventDefault()
        const target = grid.current.children[next]
        if (target instanceof HTMLElement) target.focus()
        return
      }
    } else if (event.key === 'Enter' || event.key === ' ') return
    const key = event.shiftKey ? `shift+${event.key.toLowerCase()}` : event.key.toLowerCase()
    const action = actions.of(task, storedAssetIds(task)[0] ?? null).find(({ keys }) => keys?.toLowerCase() === key)
    if (!action || action.disabledReason !== undefined) return
    event.preventDefault()
    action.run()
  }
  return {
    gridProps: { ref: grid, onKeyDown },
    tabStopId,
    setFocusedId,
  }
}
