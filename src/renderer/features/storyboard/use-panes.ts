import { useViewState } from '@renderer/data/view-state'
import { useIsNarrow } from '@renderer/lib/use-is-narrow'
import type { PaneState } from '@renderer/ui/pane-layout'

const LEFT: PaneState = { isOpen: true, widthPx: 208 }
const RIGHT: PaneState = { isOpen: true, widthPx: 320 }
/** Panes that lie over the board wait to be asked for. */
const LEFT_OVER: PaneState = { isOpen: false, widthPx: 240 }
const RIGHT_OVER: PaneState = { isOpen: false, widthPx: 320 }

export interface SidePane {
  readonly state: PaneState
  readonly setState: (state: PaneState) => void
  readonly setIsOpen: (isOpen: boolean) => void
}

export interface Panes {
  readonly isNarrow: boolean
  readonly left: SidePane
  readonly right: SidePane
}

/** Both panes, remembered apart for wide and narrow windows. */
export function usePanes(): Panes {
  const isNarrow = useIsNarrow()
  const left = useSidePane('storyboard.left', LEFT)
  const right = useSidePane('storyboard.right', RIGHT)
  const leftOver = useSidePane('storyboard.left-over', LEFT_OVER)
  const rightOver = useSidePane('storyboard.right-over', RIGHT_OVER)
  return isNarrow ? { isNarrow, left: leftOver, right: rightOver } : { isNarrow, left, right }
}

function useSidePane(key: string, initial: PaneState): SidePane {
  const [state, setState] = useViewState(key, initial)
  return { state, setState, setIsOpen: (isOpen) => setState({ ...state, isOpen }) }
}
